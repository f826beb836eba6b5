import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { paste, runServer, startLab, state, test, verify } from './site.ts';

async function underLoad(page: Page): Promise<void> {
  await startLab(page);
  await runServer(page);
  await page.getByRole('button', { name: 'Start load' }).click();
  await expect(page.locator('.uh-answers b').first()).toBeVisible();
}

const openPanel = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();

test('handles are grouped by the line that opened them, with what grew since a moment of the reader’s', async ({ page }) => {
  await underLoad(page);
  await openPanel(page, 'Handles');
  await page.getByRole('button', { name: 'Count growth from now' }).click();
  const row = page.getByRole('table', { name: 'Open handles' }).getByRole('row', { name: /src\/routes\/receipt.ts:21/ });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(/\+\d+/);
  await expect(row).toContainText(/for GET \/orders\/100[345]\/receipt/);
  await page.getByRole('button', { name: 'Stop load' }).click();
  await page.getByRole('button', { name: 'Count growth from now' }).click();
  await expect(row.locator('td').nth(2)).toHaveText('0');
});

test('each handle names the request that it was opened for', async ({ page }) => {
  await underLoad(page);
  await openPanel(page, 'Handles');
  await page.getByLabel('One by one').check();
  await expect(
    page
      .getByRole('row', { name: /1003\.json/ })
      .first()
      .getByText(/#\d+ GET \/orders\/1003\/receipt/),
  ).toBeVisible();
});

test('the memory panel counts bytes by route', async ({ page }) => {
  await underLoad(page);
  await openPanel(page, 'Memory');
  const route = page.getByRole('table', { name: 'Left behind by each route' }).getByRole('row', { name: /GET \/orders\/:id\/receipt/ });
  await expect(route).toBeVisible();
  const requests = async () => Number((await route.locator('td').nth(1).innerText()).replaceAll(',', ''));
  const before = await requests();
  await expect.poll(requests).toBeGreaterThan(before);
});

test('one request is sent by hand and its raw response is shown', async ({ page }) => {
  await startLab(page);
  await runServer(page);
  await openPanel(page, 'Traffic');
  await page.getByRole('textbox', { name: 'Path' }).fill('/orders/1005/receipt');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.locator('.uh-response')).toContainText(/^HTTP\/1\.1 202/);
  await page.getByText('Headers and body').click();
  await page.getByRole('textbox', { name: 'Headers, a line each' }).fill('no header');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('this is not: no header')).toBeVisible();
});

test('the load sends what the reader chose, as often as they chose', async ({ page }) => {
  await startLab(page);
  await runServer(page);
  await openPanel(page, 'Traffic');
  for (const name of [/good receipt/, /trailing comma/, /cut off/]) await page.getByLabel(name).uncheck();
  await page.getByLabel('Rate').fill('200');
  await page.getByRole('button', { name: 'Start load' }).first().click();
  await expect(state(page)).toHaveText(/200 requests a second/);
  await expect(page.locator('.uh-answers')).toHaveText(/Answers\s+202 ×\d+$/);
});

test('a burst is sent at once', async ({ page }) => {
  await startLab(page);
  await runServer(page);
  await openPanel(page, 'Traffic');
  await page.getByRole('button', { name: 'Send 100 at once' }).click();
  await expect
    .poll(async () => [...(await page.locator('.uh-answers').innerText()).matchAll(/×(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0))
    .toBe(100);
});

test('the readings are saved as CSV, the charts as a picture', async ({ page }) => {
  await underLoad(page);
  await expect.poll(async () => page.locator('.uh-chart').first().getAttribute('aria-label')).toMatch(/fd [1-9]/);
  const save = async (name: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).click();
    return readFileSync(await (await download).path());
  };
  const lines = (await save('CSV')).toString().split('\n');
  expect(lines[0]).toMatch(/^seconds,.*heap_bytes,.*status_200,.*p50_ms,p99_ms$/);
  expect(lines.length).toBeGreaterThan(1);
  expect((await save('PNG')).subarray(1, 4).toString()).toBe('PNG');
});

test('the traffic charts show answers by status and latency, and a pause holds them', async ({ page }) => {
  await underLoad(page);
  await page.getByRole('button', { name: 'Traffic', exact: true }).click();
  const statuses = page.getByRole('img', { name: /^Answers a second, by status: 2xx [1-9]/ });
  await expect(statuses).toBeVisible();
  await expect(page.getByRole('img', { name: /^Latency: p50 \d/ })).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Leak', exact: true }).click();
  const handles = page.getByRole('img', { name: /^Open handles: fd/ });
  const before = await handles.getAttribute('aria-label');
  const answered = await page.locator('.uh-answers').innerText();
  await expect(page.locator('.uh-answers')).not.toHaveText(answered);
  expect(await handles.getAttribute('aria-label')).toBe(before);
});

test('the log is filtered by words and by level', async ({ page }) => {
  await startLab(page);
  await paste(
    page,
    'main.ts',
    'console.log(\'{"level":"info","id":"a1"}\');\nconsole.log(\'{"level":40,"id":"b2"}\');\nconsole.error(\'boom\');\nsetInterval(() => {}, 1000);\n',
  );
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await openPanel(page, 'Log');
  const rows = page.getByRole('list', { name: 'Server log' }).getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await page.getByLabel('warn').uncheck();
  await expect(rows).toHaveCount(2);
  await page.getByRole('searchbox', { name: /^Filter/ }).fill('A1');
  await expect(rows).toHaveCount(1);
  await expect(page.getByText('1 of 3')).toBeVisible();
});

test('one file is reset, and comes back with Undo', async ({ page }) => {
  await startLab(page);
  await paste(page, 'main.ts', '// mine');
  await paste(page, 'app.ts', '// mine, too');
  await page.getByRole('button', { name: 'Reset this file' }).click();
  const code = page.locator('.monaco-editor .view-lines').first();
  await expect(code).not.toContainText('mine');
  await page.locator('.uh-files').getByRole('tab', { name: 'main.ts' }).click();
  await expect(code).toContainText('// mine');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('.uh-files').getByRole('tab', { name: 'app.ts' }).click();
  await expect(code).toContainText('// mine, too');
});

test('beside the solution stand the figures of every version, each measured', async ({ page }) => {
  await startLab(page);
  await paste(page, 'limits.json', '{ "openFiles": 4096 }\n');
  await page.getByRole('button', { name: 'Show solution' }).click();
  const table = page.getByRole('table', { name: 'Measured versions' });
  await expect(table.getByText('measuring')).toHaveCount(0, { timeout: 60_000 });
  const cells = (version: string) => table.locator(`tr[data-version=${version}] td`).allInnerTexts();
  expect(await cells('start')).toEqual([expect.stringMatching(/^✗ 5/), '777', '1', '0']);
  expect(await cells('mine')).toEqual([expect.stringMatching(/^✗ 6/), '777', '1', '0']);
  expect(await cells('solution')).toEqual(['✓ 0', '0', '0', '0']);
  await page.getByRole('button', { name: 'Start and mine' }).click();
  await expect(page.getByText('No difference in this file.')).toBeVisible();
  await page.locator('.uh-files').getByRole('tab', { name: 'limits.json' }).click();
  await expect(page.locator('.monaco-diff-editor .modified-in-monaco-diff-editor .view-lines')).toContainText('4096');
  await expect(page.getByText('No difference in this file.')).toHaveCount(0);
});

test('the last verdict is there after a reload, and says when the files have changed since', async ({ page }) => {
  await startLab(page);
  await verify(page);
  await page.reload();
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.locator('.uh-verdict-fail')).toHaveText(/5 checks fail\.\s*$/);
  await paste(page, 'limits.json', '{}\n');
  await expect(page.locator('.uh-verdict-fail')).toContainText('Your files have changed since.');
});
