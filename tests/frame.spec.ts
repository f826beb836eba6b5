import { expect } from '@playwright/test';
import { LESSON, startLab, test } from './site.ts';

test('search finds a lesson by a word in it, and loads its index only then', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(LESSON, { waitUntil: 'networkidle' });
  expect(asked.filter((path) => path.startsWith('/pagefind/'))).toEqual([]);
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox', { name: 'Search' }).fill('descriptor');
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /^The pager/ })
    .click();
  await expect(page).toHaveURL(new RegExp(LESSON));
});

test('the splitter moves by keyboard and is remembered', async ({ page }) => {
  await page.setViewportSize({ width: 1600, height: 900 });
  await page.goto(LESSON);
  const splitter = page.getByRole('separator', { name: 'Width of the story' });
  await splitter.focus();
  await page.keyboard.press('ArrowRight');
  await expect(splitter).toHaveAttribute('aria-valuenow', '40');
  await page.reload();
  await expect(splitter).toHaveAttribute('aria-valuenow', '40');
  const story = await page.locator('#story').boundingBox();
  expect(story?.width).toBeCloseTo(640, -1);
});

test('at 1024 px a started lab takes the width and the story opens as a drawer', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  await page.goto(LESSON);
  await expect(page.locator('#story')).toBeVisible();
  await startLab(page);
  await expect(page.locator('#story')).toBeHidden();
  const toggle = page.getByRole('button', { name: 'Story' });
  await toggle.click();
  await expect(page.locator('#story')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('#story')).toBeHidden();
  await expect(toggle).toBeFocused();
});

test('on a phone the tabs show one view at a time and nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(LESSON);
  const tabs = page.getByRole('navigation', { name: 'Views of this lesson' });
  await expect(page.getByRole('button', { name: 'Start lab' })).toBeHidden();
  await tabs.getByRole('button', { name: 'Lab' }).click();
  await expect(page.locator('#story')).toBeHidden();
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
  await tabs.getByRole('button', { name: 'Charts' }).click();
  await expect(page.getByRole('img', { name: /^Open handles/ })).toBeVisible();
  await expect(page.locator('.monaco-editor').first()).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test('a lesson without a translation says so, in the reader’s language', async ({ page }) => {
  await page.goto(`/zh-cn${LESSON}`);
  await expect(page.getByText('\u8fd9\u4e00\u8bfe\u8fd8\u6ca1\u6709\u4e2d\u6587\u7248')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The pager');
});
