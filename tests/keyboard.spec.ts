import { expect, type Page } from '@playwright/test';
import { expectVerdict, failedChecks, LESSON, startLab, state, test } from './site.ts';
import { TYPED_FIX } from './typed-fix.ts';

/** Presses Tab until the named button has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    if (await button.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`40 presses of Tab do not reach the button "${name}"`);
}

test('from the top of the page to a passed lab without a mouse', async ({ page }) => {
  await page.goto(LESSON);
  await expect(page.getByRole('button', { name: 'Start lab' })).toBeEnabled();
  await tabTo(page, 'Start lab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
  await tabTo(page, 'Run');
  await page.keyboard.press('Enter');
  await expect(state(page)).toHaveText(/Running on port 3000/);
  await tabTo(page, 'Start load');
  await page.keyboard.press('Space');
  await expect(state(page)).toHaveText(/Under load/);
  await page.keyboard.press('F6');
  await expect(page.locator('.monaco-editor :focus')).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type(TYPED_FIX);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expectVerdict(page, 'pass');
  expect(await failedChecks(page)).toEqual([]);
});

test('Tab leaves the editor once Ctrl+M says so', async ({ page }) => {
  await startLab(page);
  await page.getByRole('button', { name: 'Run', exact: true }).focus();
  await page.keyboard.press('F6');
  await expect(page.locator('.monaco-editor :focus')).toHaveCount(1);
  await page.keyboard.press('Control+m');
  await page.keyboard.press('Tab');
  await expect(page.locator('.monaco-editor :focus')).toHaveCount(0);
});

test('F6 goes round the areas, arrows round the tabs, and ? tells the keys', async ({ page }) => {
  await startLab(page);
  await page.getByRole('button', { name: 'Run', exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(state(page)).toHaveText(/Running on port 3000/);
  await page.keyboard.press('F6');
  await expect(page.locator('.uh-upper :focus')).toHaveCount(1);
  await page.keyboard.press('F6');
  await expect(page.getByRole('tab', { name: 'Checks' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: /^Log/ })).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
