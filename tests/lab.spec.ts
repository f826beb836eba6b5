import { readdirSync, readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { failedChecks, paste, runServer, startLab, state, test, verify } from './site.ts';

const LAB = new URL('../labs/the-pager/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, LAB), 'utf8');
const { failsWith } = JSON.parse(read('lab.json')) as { failsWith: Record<string, string[]> };

/** The fix as a person types it: the editor indents, and closes what a line opens, the function's last brace included. */
const TYPED_FIX = `import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import type { Context } from 'koa';
interface Receipt { order: string; status: string; totalCents: number; lines: unknown[] }
export function receipt(ctx: Context, order: string): void {
const path = \`data/receipts/\${order}.json\`;
const answer = (status: number, code: string, message: string) => { ctx.status = status; ctx.body = { code, message }; };
if (!existsSync(path)) return answer(404, 'NO_RECEIPT', \`Order \${order} has no receipt\`);
const fd = openSync(path, 'r');
try { const found = JSON.parse(readFileSync(fd, 'utf8')) as Receipt; if (found.status === 'pending') return answer(202, 'PENDING', \`Order \${order} is not paid yet\`); ctx.body = { order: found.order, totalCents: found.totalCents, items: found.lines.length }; } catch (error) { if (!(error instanceof SyntaxError)) throw error; answer(422, 'BAD_RECEIPT', \`The receipt of order \${order} cannot be read\`); } finally { closeSync(fd); }`;

test('run and load: both charts climb, the log and the handle table tell why', async ({ page }) => {
  await startLab(page);
  await runServer(page);
  await page.getByRole('button', { name: 'Start load' }).click();
  await expect(state(page)).toHaveText(/Under load/);
  const handles = page.getByRole('img', { name: /^Open handles: fd/ });
  await expect.poll(async () => Number(/fd (\d+)/.exec((await handles.getAttribute('aria-label')) ?? '')?.[1])).toBeGreaterThan(20);
  await page.getByText('As a table').click();
  const rows = page.getByRole('table', { name: 'Charts' }).locator('tbody tr');
  await expect(page.getByRole('columnheader', { name: 'fd' })).toBeVisible();
  const fds = (await rows.locator('td:nth-of-type(1)').allInnerTexts()).map(Number);
  expect(fds.at(-1)).toBeGreaterThan(fds[0] as number);
  await page.getByRole('tab', { name: /^Handles/ }).click();
  const table = page.getByRole('table', { name: 'Open handles' });
  await expect(table.getByText('data/receipts/1003.json').first()).toBeVisible();
  await table.getByRole('button', { name: 'src/routes/receipt.ts:21' }).first().click();
  await expect(page.locator('.monaco-editor .line-numbers.active-line-number')).toHaveText('21');
  await page.getByRole('tab', { name: /^Log/ }).click();
  await expect(page.getByText('"message":"listening"')).toBeVisible();
});

test('the starting code fails the checks that the lab declares, with figure and line', async ({ page }) => {
  await startLab(page);
  await verify(page);
  expect(await failedChecks(page)).toEqual(failsWith['start']);
  await expect(page.getByText('+1.00 fd per failing request, opened at src/routes/receipt.ts:21.')).toBeVisible();
});

test('the fix typed with the keyboard passes, and both are there after a reload', async ({ page }) => {
  await startLab(page);
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type(TYPED_FIX);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(page.locator('.uh-verdict-pass')).toBeVisible({ timeout: 30_000 });
  expect(await failedChecks(page)).toEqual([]);
  await expect(page.locator('.uh-solved')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.locator('.uh-solved')).toBeVisible();
  await expect(page.locator('.monaco-editor').getByText('finally')).toBeVisible();
});

for (const name of readdirSync(new URL('wrong/', LAB))) {
  test(`the wrong fix "${name}" fails the checks that the lab declares`, async ({ page }) => {
    await startLab(page);
    const files = readdirSync(new URL(`wrong/${name}/`, LAB), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const entry of files) {
      const folder = `${entry.parentPath}/`.split(`wrong/${name}/`)[1] ?? '';
      await paste(page, entry.name, read(`wrong/${name}/${folder}${entry.name}`));
    }
    await verify(page);
    expect((await failedChecks(page)).sort()).toEqual([...(failsWith[`wrong/${name}`] ?? [])].sort());
  });
}

test('hints open one at a time and stay open; the solution is shown side by side and applied', async ({ page }) => {
  await startLab(page);
  await page.getByRole('tab', { name: 'Hints' }).click();
  await page.getByRole('button', { name: 'Open hint 1' }).click();
  await page.getByRole('button', { name: 'Open hint 2' }).click();
  await expect(page.getByRole('heading', { name: 'Hint 2' })).toBeVisible();
  await page.getByRole('button', { name: 'Show solution' }).click();
  await expect(page.locator('.monaco-diff-editor')).toBeVisible();
  await page.getByRole('button', { name: 'Apply solution' }).click();
  await verify(page);
  await expect(page.locator('.uh-verdict-pass')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Start lab' }).click();
  await page.getByRole('tab', { name: 'Hints' }).click();
  await expect(page.getByRole('heading', { name: 'Hint 2' })).toBeVisible();
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(page.getByText('All files are as they were.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Reset' })).toBeEnabled();
});

test('pressing Verify twice measures once, and it can be cancelled', async ({ page }) => {
  await startLab(page);
  await page.evaluate(() => {
    const button = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Verify');
    button?.click();
    document.querySelector('.uh-desk')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, shiftKey: true, bubbles: true }));
  });
  await expect(page.locator('.uh-verdict-fail')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('[data-check=handles-failing]')).toHaveCount(1);
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/Cancelled|checks fail/).first()).toBeVisible();
});

test('everything can be done without a mouse', async ({ page }) => {
  await page.goto('/lessons/the-pager/');
  await expect(page.getByRole('button', { name: 'Start lab' })).toBeEnabled();
  await page.getByRole('button', { name: 'Start lab' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
  await page.getByRole('button', { name: 'Run' }).focus();
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
});
