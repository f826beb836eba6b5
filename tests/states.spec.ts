import { expect, type Page } from '@playwright/test';
import { LESSON, STATES } from '../scripts/gallery-states.ts';
import { violationsInBothSchemes } from './axe.ts';
import { test } from './site.ts';

/** How far the page itself can be scrolled sideways, CSS px. */
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

// A phone, and a window of 1280 x 800 at 200 %: both show one view at a time, so a state stays the same in between.
const PHONE = { width: 390, height: 844 };
const ZOOMED = { width: 640, height: 400 };

for (const { name, path = LESSON, withoutScripts = false, reach } of STATES) {
  test.describe(() => {
    // An address that is not there, and a network that is cut, are told in the console, too.
    test.use({ viewport: PHONE, colorScheme: 'dark', javaScriptEnabled: !withoutScripts });
    test(`state ${name} fits a phone and 200 % zoom, and has nothing that axe objects to in dark or light`, async ({ page, complaints }) => {
      test.setTimeout(150_000);
      await page.goto(path);
      await reach?.(page, true);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      if (!withoutScripts) expect(await violationsInBothSchemes(page)).toEqual([]);
      await page.setViewportSize(ZOOMED);
      await expect.poll(() => sideways(page)).toBeLessThanOrEqual(0);
      if (path === '/nothing/' || name === 'offline') complaints.length = 0;
    });
  });
}

test('at 200 % zoom Tab goes from the views to the toolbar, the files, the editor and the panels, in the order in which they are seen', async ({ page }) => {
  await page.setViewportSize(ZOOMED);
  await page.goto(LESSON);
  await page.getByRole('navigation', { name: 'Views of this lesson' }).getByRole('button', { name: 'Lab' }).click();
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
  await page.getByRole('button', { name: 'Checks', exact: true }).focus();
  const met: string[] = [];
  for (let presses = 0; presses < 9; presses++) {
    await page.keyboard.press('Tab');
    met.push(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''));
  }
  expect(met).toEqual(['Run', 'Verify', 'Sandbox', 'Show solution', 'Share', '?', '☰ All files', 'receipt.ts', '']);
});
