import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { LESSON, paste, runServer, startLab, test, verify } from './site.ts';

const MARK = '// mine\n';

async function openSheet(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Keep and share' })).toBeVisible();
}

async function save(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return (await download).path();
}

const code = (page: Page) => page.locator('.monaco-editor .view-lines').first();

test('a link carries the files, and opens them only after a click', async ({ page, context, site }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await startLab(page);
  await paste(page, 'receipt.ts', MARK);
  await openSheet(page);
  await page.getByRole('button', { name: 'Copy a link' }).click();
  await expect(page.getByText('The link is in your clipboard.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.startsWith(`${site}${LESSON}#files=`)).toBe(true);

  const other = await (await context.browser())?.newPage();
  if (other === undefined) throw new Error('no browser');
  await other.goto(link);
  await other.getByRole('button', { name: 'Start lab' }).click();
  await expect(other.getByText('This link brings files of somebody else: src/routes/receipt.ts.')).toBeVisible();
  await expect(code(other)).not.toContainText('// mine');
  await other.getByRole('button', { name: 'Open them' }).click();
  await expect(code(other)).toContainText('// mine');
  expect(new URL(other.url()).hash).toBe('');
  await other.getByRole('button', { name: 'Undo' }).click();
  await expect(code(other)).not.toContainText('// mine');
  await other.close();
});

test('a damaged link says so and changes nothing', async ({ page }) => {
  await page.goto(`${LESSON}#files=abc`);
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.getByText('The files in this link cannot be opened: it is damaged or cut off.')).toBeVisible();
});

test('the project is downloaded with the reader’s own files', async ({ page }) => {
  await startLab(page);
  await paste(page, 'receipt.ts', MARK);
  await openSheet(page);
  const folder = mkdtempSync(join(tmpdir(), 'project-'));
  execFileSync('python3', ['-m', 'zipfile', '-e', await save(page, 'Download the project'), folder]);
  expect(readFileSync(join(folder, 'the-pager/src/routes/receipt.ts'), 'utf8')).toBe(MARK);
  const { scripts } = JSON.parse(readFileSync(join(folder, 'the-pager/package.json'), 'utf8'));
  expect(scripts).toEqual({ start: 'node src/main.ts', test: 'node verify/verify.mjs' });
  // What npm test says is held by node-project.test.ts.
  expect(readFileSync(join(folder, 'the-pager/verify/lab.mjs'), 'utf8')).toContain('verifyProject');
  expect(readFileSync(join(folder, 'the-pager/verify/checks.ts'), 'utf8')).toContain("from './lab.mjs'");
});

test('the evidence holds verdict, changed code and charts in one file', async ({ page }) => {
  await startLab(page);
  await paste(page, 'receipt.ts', "export function receipt() {\n  throw new Error('<b>not yet</b>');\n}\n");
  await runServer(page);
  await verify(page);
  await openSheet(page);
  const html = readFileSync(await save(page, 'Save the evidence'), 'utf8');
  expect(html).toContain('contract-failing');
  expect(html).toContain("<ins>+  throw new Error('&lt;b&gt;");
  expect(html).not.toContain('<b>not yet</b>');
  expect(html).toContain('data:image/png;base64,');
  expect(html).not.toMatch(/(?:src|href)="https?:/);
});

test('all progress goes into a file and comes back from it', async ({ page }) => {
  await startLab(page);
  await paste(page, 'receipt.ts', MARK);
  await openSheet(page);
  const file = await save(page, 'Save all progress');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(code(page)).not.toContainText('// mine');
  await openSheet(page);
  await page.locator('.uh-file input').setInputFiles(file);
  await expect(page.getByText('Work on 1 labs was taken over.')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(code(page)).toContainText('// mine');
});

test('a file of another kind is refused with the reason', async ({ page }) => {
  await startLab(page);
  await openSheet(page);
  await page.locator('.uh-file input').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('[]') });
  await expect(page.getByText(/That did not work: it was not written by/)).toBeVisible();
});
