import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { expectVerdict, failedChecks, paste, test, verify } from './site.ts';

const LAB = new URL('../labs/request-lifecycle/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, LAB), 'utf8');
const { failsWith } = JSON.parse(read('lab.json')) as { failsWith: Record<string, string[]> };

/** As a person types it: the editor closes what a line opens, the function's last brace included. */
const TYPED_REPORTS = `import type { Context } from 'koa';
import { current } from '../lib/current.ts';
import { MAIL_RUN_MS, sendReport } from '../lib/mail.ts';
export async function orderReport(ctx: Context, month: string): Promise<void> {
const report = { ...current, month };
setTimeout(() => sendReport(report), MAIL_RUN_MS);
ctx.status = 202;
ctx.body = { month, state: 'on its way' };`;

test('the life of a request: the starting code fails as declared, a late error shows as a second document, and the fix passes', async ({ page }) => {
  test.slow();
  await page.goto('/lessons/request-lifecycle/');
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
  await verify(page);
  expect(await failedChecks(page)).toEqual(failsWith['start']);
  await expect(page.getByText(/\+1\.00 fd per aborted request, opened at src\/routes\/export\.ts:12/)).toBeVisible();
  await expect(page.locator('[data-check=contract-failing]')).toContainText('Its client takes this for a whole answer');

  for (const file of ['src/routes/export.ts', 'src/mw/errors.ts']) await paste(page, file.split('/').at(-1) ?? '', read(`solution/${file}`));
  await paste(page, 'reports.ts', '');
  // At a typist's pace: Monaco closes no bracket while lines before it are not coloured yet.
  await page.keyboard.type(TYPED_REPORTS, { delay: 20 });
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expectVerdict(page, 'pass');
  expect(await failedChecks(page)).toEqual([]);
});
