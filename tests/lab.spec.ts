import { readdirSync, readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { expectVerdict, failedChecks, LESSON, paste, runServer, startLab, state, test, verify } from './site.ts';
import { TYPED_FIX } from './typed-fix.ts';

const LAB = new URL('../labs/the-pager/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, LAB), 'utf8');
const { failsWith } = JSON.parse(read('lab.json')) as { failsWith: Record<string, string[]> };

test('run and load: both charts climb, the log and the handle table tell why', async ({ page }) => {
  await startLab(page);
  await runServer(page);
  await page.getByRole('tab', { name: /^Log/ }).click();
  await expect(page.getByText('"message":"listening"')).toBeVisible();
  await page.getByRole('button', { name: 'Start load' }).click();
  await expect(state(page)).toHaveText(/Under load/);
  await expect(page.getByText('"message":"request"').first()).toBeVisible();
  const handles = page.getByRole('img', { name: /^Open handles: fd/ });
  await expect.poll(async () => Number(/fd (\d+)/.exec((await handles.getAttribute('aria-label')) ?? '')?.[1])).toBeGreaterThan(20);
  await page.getByText('As a table').click();
  const rows = page.getByRole('table', { name: 'Charts' }).locator('tbody tr');
  await expect(page.getByRole('columnheader', { name: 'fd' })).toBeVisible();
  const fds = (await rows.locator('td:nth-of-type(1)').allInnerTexts()).map(Number);
  expect(fds.at(-1)).toBeGreaterThan(fds[0] as number);
  await page.getByRole('tab', { name: /^Handles/ }).click();
  const table = page.getByRole('table', { name: 'Open handles' });
  await page.getByLabel('One by one').check();
  await expect(table.getByText('data/receipts/1003.json').first()).toBeVisible();
  await table.getByRole('button', { name: 'src/routes/receipt.ts:21' }).first().click();
  await expect(page.locator('.monaco-editor .line-numbers.active-line-number')).toHaveText('21');
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
  await expectVerdict(page, 'pass');
  expect(await failedChecks(page)).toEqual([]);
  await expect(page.locator('.uh-solved')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.locator('.uh-solved')).toBeVisible();
  await expect(page.locator('.monaco-editor').getByText('finally')).toBeVisible();
});

// That every wrong fix of every lab fails so is seen by `npm run determinism`, and that each is recognized by scripts/wrong-fix.test.ts.
for (const name of ['restart-when-full', 'swallow']) {
  test(`the wrong fix "${name}" fails the checks that the lab declares`, async ({ page }) => {
    await startLab(page);
    const files = readdirSync(new URL(`wrong/${name}/`, LAB), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const entry of files) {
      const folder = `${entry.parentPath}/`.split(`wrong/${name}/`)[1] ?? '';
      await paste(page, entry.name, read(`wrong/${name}/${folder}${entry.name}`));
    }
    await verify(page);
    expect((await failedChecks(page)).sort()).toEqual([...(failsWith[`wrong/${name}`] ?? [])].sort());
    await expect(page.locator('[data-wrong-fix]')).toHaveAttribute('data-wrong-fix', name);
    // Each failed check says how far off it is.
    for (const sentence of await page.locator('[data-check][data-status=fail] .uh-check-sentence').allInnerTexts()) expect(sentence).toMatch(/\d/);
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
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(page.getByText('All files are as they were.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Reset', exact: true })).toBeEnabled();
});

test('pressing Verify twice measures once, and it can be cancelled', async ({ page }) => {
  await startLab(page);
  await page.evaluate(() => {
    const button = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Verify');
    button?.click();
    document.querySelector('.uh-desk')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, shiftKey: true, bubbles: true }));
  });
  await expectVerdict(page, 'fail');
  await expect(page.locator('[data-check=handles-failing]')).toHaveCount(1);
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/Cancelled|checks fail/).first()).toBeVisible();
});

test('the Chinese page starts, runs and judges the same lab in Chinese', async ({ page }) => {
  await page.goto(`/zh-cn${LESSON}`);
  await page.getByRole('button', { name: '\u5f00\u59cb\u5b9e\u9a8c' }).click();
  await page.getByRole('button', { name: '\u9a8c\u8bc1' }).click();
  await expectVerdict(page, 'fail');
  expect(await failedChecks(page)).toEqual(failsWith['start']);
  const sentence = page.locator('[data-check=handles-failing] .uh-check-sentence');
  await expect(sentence).toContainText('+1.00');
  await expect(sentence).toContainText(/[\u4e00-\u9fff]/);
});
