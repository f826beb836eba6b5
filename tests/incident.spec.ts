import { expect, type Page } from '@playwright/test';
import { violationsOf } from './axe.ts';
import { test } from './site.ts';

const slider = (page: Page) => page.getByRole('slider', { name: 'Time of the evening' });
const clock = (page: Page) => page.locator('.clock');
const openDescriptors = (page: Page) => page.locator('#picture-descriptors .now');

async function openIncident(page: Page, path = '/incident/'): Promise<void> {
  await page.goto(path);
  await expect(page.locator('.play')).toBeEnabled();
}

test('the evening plays until it is paused, and the figures follow the clock', async ({ page }) => {
  await openIncident(page);
  await expect(clock(page)).toHaveText('17:55');
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('20');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(async () => Number(await slider(page).inputValue())).toBeGreaterThan(40);
  await page.getByRole('button', { name: 'Pause' }).click();
  const stopped = await clock(page).innerText();
  expect(Number((await openDescriptors(page).innerText()).replace(',', ''))).toBeGreaterThan(200);
  await page.getByRole('button', { name: 'Next event' }).click();
  await expect(clock(page)).not.toHaveText(stopped);
});

test('the keyboard scrubs, and pager messages are there from the minute they came', async ({ page }) => {
  await openIncident(page);
  const messages = page.locator('.message');
  await expect(messages).toHaveCount(0);
  await slider(page).focus();
  for (let minute = 0; minute < 5; minute++) await page.keyboard.press('ArrowRight');
  await expect(clock(page)).toHaveText('18:00');
  await expect(messages).toHaveText(/kettle-orders 1\.4\.2 is live/);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /18:00, kettle-orders/);
  await page.keyboard.press('End');
  await expect(clock(page)).toHaveText('00:05');
  await expect(page.locator('.message-oom')).toHaveCount(1);
  await expect(page.locator('.message-rollback')).toHaveCount(1);
  await page.keyboard.press('Home');
  await expect(messages).toHaveCount(0);
});

test('a press on a picture goes to that time', async ({ page }) => {
  await openIncident(page);
  const plot = page.locator('#picture-heap [data-plot]');
  const box = await plot.boundingBox();
  await plot.click({ position: { x: (box?.width ?? 0) / 2, y: 60 } });
  await expect.poll(async () => Math.abs(Number(await slider(page).inputValue()) - 185)).toBeLessThanOrEqual(2);
});

test('answers are held against their curves, which they show, and lead to lessons', async ({ page }) => {
  await openIncident(page);
  const check = page.getByRole('button', { name: 'Check my answer' });
  await expect(check).toBeDisabled();
  await page.getByRole('checkbox', { name: /Errors leave a path/ }).check();
  await page.getByRole('checkbox', { name: /descriptor limit was too low/ }).check();
  await check.click();
  await expect(page.locator('.score')).toHaveText('You found 1 of 2 causes, and 1 of your answers are refuted.');
  await expect(page.locator('[data-cause=ulimit]')).toContainText('Refuted');
  await expect(page.locator('[data-cause=unreleased]')).toContainText('Supported');
  await page.locator('[data-cause=ulimit] .show').click();
  await expect(page.locator('#picture-descriptors')).toBeFocused();
  await expect(clock(page)).toHaveText(/^23:/);
  await page.getByRole('checkbox', { name: /descriptor limit was too low/ }).uncheck();
  await page.getByRole('checkbox', { name: /answered with 200/ }).check();
  await expect(page.locator('.score')).toHaveText(/Both causes, and nothing else/);
  await page
    .locator('[data-cause=unreleased]')
    .getByRole('link', { name: /The pager/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The pager');
});

test('the landing page opens with the incident, and the question can be skipped', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Play the incident' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The incident');
  await page.getByRole('link', { name: /Skip the question/ }).click();
  await expect(page).toHaveURL(/\/lessons\/the-pager\/$/);
});

test('the page weighs at most 120 KB', async ({ page }) => {
  const sizes: number[] = [];
  page.on('response', async (response) => sizes.push((await response.request().sizes()).responseBodySize));
  await page.goto('/incident/', { waitUntil: 'networkidle' });
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(120 * 1024);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('the evening plays in steps', async ({ page }) => {
    await openIncident(page);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(clock(page)).not.toHaveText('17:55');
    expect(Number(await slider(page).inputValue()) % 6).toBe(0);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the pictures, the table and the answers can be read', async ({ page }) => {
    await page.goto('/incident/');
    await expect(page.locator('.picture')).toHaveCount(7);
    await expect(page.locator('#picture-descriptors .curve')).toBeVisible();
    await expect(page.locator('.veil').first()).toBeHidden();
    await expect(page.locator('.controls')).toBeHidden();
    await page.getByText('The evening as a table').click();
    await expect(page.getByRole('row', { name: /EMFILE/ })).toBeVisible();
    await expect(page.locator('[data-cause=koa]')).toContainText('The leak is in our code');
  });
});

for (const colorScheme of ['dark', 'light'] as const) {
  for (const [width, path] of [
    [390, '/incident/'],
    [1024, '/zh-cn/incident/'],
    [1600, '/incident/'],
  ] as const) {
    test.describe(`${path}, ${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });
      test('fits the width and has no finding of axe, with all answers open', async ({ page }) => {
        await openIncident(page, path);
        await slider(page).or(page.getByRole('slider')).press('End');
        await page.getByRole('checkbox').first().check();
        await page.locator('.root-cause [type=submit]').click();
        await expect(page.locator('.score')).toBeFocused();
        await page.locator('.evening-table summary').click();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await violationsOf(page)).toEqual([]);
      });
    });
  }
}
