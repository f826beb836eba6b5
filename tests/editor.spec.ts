import { expect, type Page } from '@playwright/test';
import { paste, startLab, test } from './site.ts';

test('the editor says which line keeps a descriptor open, and leads to the lesson', async ({ page }) => {
  await startLab(page);
  await page.locator('.monaco-editor .view-lines').first().click();
  const told = page.locator('.marker-widget');
  await expect(async () => {
    await page.keyboard.press('Alt+F8');
    await expect(told).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(told).toContainText('fd stays open when line 22 throws');
  await expect(told.getByText('the lesson about it')).toBeVisible();
  await expect(page.locator('.monaco-editor .squiggly-info')).toHaveCount(1);
  await expect(page.locator('.monaco-editor .squiggly-error')).toHaveCount(0);
});

test('an error that is dropped and a promise that nobody waits for are marked while they are typed, and no more when they are mended', async ({ page }) => {
  await startLab(page);
  const marked = page.locator('.monaco-editor .squiggly-info');
  await paste(
    page,
    'receipt.ts',
    `import { readFile } from 'node:fs/promises';\nimport type { Context } from 'koa';\n\nexport async function receipt(ctx: Context, order: string): Promise<void> {\n  readFile(order);\n  try {\n    ctx.body = await readFile(order, 'utf8');\n  } catch {}\n}\n`,
  );
  await expect(marked).toHaveCount(2);
  await paste(
    page,
    'receipt.ts',
    `import { readFile } from 'node:fs/promises';\nimport type { Context } from 'koa';\n\nexport async function receipt(ctx: Context, order: string): Promise<void> {\n  ctx.body = await readFile(order, 'utf8');\n}\n`,
  );
  await expect(marked).toHaveCount(0);
});

/** Puts the cursor on `receipt`, which app.ts imports. */
async function clickImportedName(page: Page): Promise<void> {
  await page.locator('.uh-files').getByRole('tab', { name: 'app.ts' }).click();
  await page
    .locator('.monaco-editor .view-line', { hasText: 'import { receipt }' })
    .locator('span', { hasText: /^\s*receipt/ })
    .last()
    .click();
}

test('following a name opens the file that defines it, at the line', async ({ page }) => {
  await startLab(page);
  await clickImportedName(page);
  await page.keyboard.press('F12');
  await expect(page.locator('.uh-files').getByRole('tab', { name: 'receipt.ts', selected: true })).toBeVisible();
  await expect(page.locator('.monaco-editor .line-numbers.active-line-number')).toHaveText('12');
});

test('Shift+F12 lists the places that use a name, and F1 what the editor can do', async ({ page }) => {
  await startLab(page);
  await clickImportedName(page);
  await page.keyboard.press('Shift+F12');
  await expect(page.locator('.reference-zone-widget .ref-tree')).toContainText('receipt.ts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await expect(page.locator('.quick-input-widget')).toContainText('Add Cursor Above');
});

test('what the editor calls off, a list that is closed while it opens, is no error in the console; other rejections are', async ({ page, complaints }) => {
  await startLab(page);
  await page.evaluate(() => {
    void Promise.reject(Object.assign(new Error('Canceled'), { name: 'Canceled' }));
    void Promise.reject(new Error('not called off'));
  });
  await expect.poll(() => complaints).toContain('not called off');
  expect(complaints.splice(0)).toEqual(['not called off']);
});

test('the tree shows every file by folder, is walked with arrows, and opens what is read only in a tab of its own', async ({ page }) => {
  await startLab(page);
  const tree = page.getByRole('tree', { name: 'All files' });
  const tabs = page.locator('.uh-files');
  await expect(tree.getByRole('treeitem', { name: 'receipt.ts', selected: true })).toBeVisible();
  await expect(tabs.getByRole('tab', { name: '1001.json' })).toHaveCount(0);
  await tree.getByRole('treeitem', { name: 'data' }).click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(tabs.getByRole('tab', { name: '1001.json', selected: true })).toBeVisible();
  await page.getByRole('button', { name: 'All files' }).click();
  await expect(tree).toHaveCount(0);
  await page.reload();
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(tabs.getByRole('tab', { name: '1001.json', selected: true })).toBeVisible();
  await expect(tree).toHaveCount(0);
});
