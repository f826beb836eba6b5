import { expect } from '@playwright/test';
import { violationsOf } from './axe.ts';
import { test } from './site.ts';

for (const [path, heading, first] of [
  ['/glossary/', 'Glossary', 'memory leak'],
  ['/zh-cn/glossary/', '术语表', '内存泄漏'],
] as const) {
  test(`${path} is reached from the course plan and defines 52 terms`, async ({ page }) => {
    await page.goto(path.replace('glossary', 'course'));
    await page.getByRole('main').getByRole('link', { name: heading }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(page.locator('dt')).toHaveCount(52);
    await expect(page.locator('dd')).toHaveCount(52);
    await expect(page.locator('dt a').first()).toHaveText(first);
  });

  for (const colorScheme of ['dark', 'light'] as const) {
    test.describe(`${path}, ${colorScheme}, 390 px`, () => {
      test.use({ colorScheme, viewport: { width: 390, height: 844 } });
      test('fits the width and has no finding of axe', async ({ page }) => {
        await page.goto(path);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        expect(await violationsOf(page)).toEqual([]);
      });
    });
  }
}

test('a term of the glossary is reached by keyboard, and its address shows it below the header', async ({ page }) => {
  await page.goto('/glossary/');
  const term = page.locator('#deadlock a');
  await page.locator('#semaphore-permit a').focus();
  await page.keyboard.press('Tab');
  await expect(term).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#deadlock$/);
  await expect(term).toBeInViewport();
  const header = await page.locator('header').first().boundingBox();
  const box = await term.boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual((header?.y ?? 0) + (header?.height ?? 0));
});
