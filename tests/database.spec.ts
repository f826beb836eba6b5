import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { expectVerdict, failedChecks, paste, test } from './site.ts';

const LAB = new URL('../labs/three-leaks/', import.meta.url);
const { failsWith } = JSON.parse(readFileSync(new URL('lab.json', LAB), 'utf8')) as { failsWith: Record<string, string[]> };

test('a lab with a database fetches it from this site, fails as declared, and passes with its solution', async ({ page }) => {
  test.setTimeout(150_000); // a database starts in it, twice as slow as anything else here
  const databases: string[] = [];
  page.on('request', (request) => {
    if (/pglite.*\.(?:wasm|data)$/.test(request.url())) databases.push(request.url());
  });
  await page.goto('/lessons/three-leaks/');
  expect(databases).toEqual([]);
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
  await page.getByRole('button', { name: 'Verify' }).click();
  await expectVerdict(page, 'fail');
  expect(databases).toHaveLength(2);
  expect((await failedChecks(page)).sort()).toEqual([...(failsWith['start'] ?? [])].sort());
  for (const name of ['checkout', 'shelf', 'receipt']) await paste(page, `${name}.ts`, readFileSync(new URL(`solution/src/routes/${name}.ts`, LAB), 'utf8'));
  await page.getByRole('button', { name: 'Verify' }).click();
  await expectVerdict(page, 'pass');
  expect(databases).toHaveLength(2);
});

test('the pool of a lab with a database is charted: loans climb to the limit while the database sees no more sessions', async ({ page }) => {
  test.setTimeout(150_000);
  await page.goto('/lessons/three-leaks/');
  await page.getByRole('button', { name: 'Start lab' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.locator('.uh-state')).toHaveText(/Running on port 3000/, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Start load' }).click();
  await page.getByRole('button', { name: 'Pool', exact: true }).click();
  const pool = page.getByRole('img', { name: /^Connections/ });
  await expect(pool).toHaveAccessibleName(/on loan 10, waiting [1-9]\d*, sessions 10/, { timeout: 60_000 });
});
