import { expect } from '@playwright/test';
import { LESSON, paste, test } from './site.ts';

test('a lab that is open in two tabs shows the same files in both, whichever is typed in, and keeps them all', async ({ page, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto(LESSON);
    await tab.getByRole('button', { name: 'Start lab' }).click();
    await expect(tab.locator('.monaco-editor .view-line').first()).toBeVisible();
  }
  await page.bringToFront();
  await paste(page, 'receipt.ts', '// typed in the first tab\n');
  await other.bringToFront();
  await other.locator('.uh-files').getByRole('tab', { name: 'receipt.ts' }).click();
  await expect(other.locator('.monaco-editor .view-lines').first()).toContainText('typed in the first tab');
  await paste(other, 'app.ts', '// typed in the second tab\n');
  await page.bringToFront();
  await page.locator('.uh-files').getByRole('tab', { name: 'app.ts' }).click();
  await expect(page.locator('.monaco-editor .view-lines').first()).toContainText('typed in the second tab');
  await other.close();
  await page.reload();
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.locator('.monaco-editor .view-lines').first()).toContainText('typed in the second tab');
  await page.locator('.uh-files').getByRole('tab', { name: 'receipt.ts' }).click();
  await expect(page.locator('.monaco-editor .view-lines').first()).toContainText('typed in the first tab');
});
