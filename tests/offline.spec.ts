import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test as plain } from '@playwright/test';
import { startServer } from '../scripts/serve.mjs';
import { LESSON, runServer, startLab, test, verify } from './site.ts';

test.use({ serviceWorkers: 'allow' });
plain.use({ serviceWorkers: 'allow' });

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** Resolves when the service worker has everything of one of its lists. */
async function kept(page: Page, path: RegExp): Promise<void> {
  const source = readFileSync(join(DIST, 'service-worker.js'), 'utf8');
  const lists = [...source.matchAll(/\[("[^\]]*")\]/g)].map(([list]) => JSON.parse(list) as string[]);
  const list = lists.find((each) => each.some((file) => path.test(file)));
  if (list === undefined) throw new Error(`No list of the service worker has ${path}`);
  await expect
    .poll(
      () => page.evaluate(async (files) => (await Promise.all(files.map((file) => caches.match(file)))).filter((found) => found === undefined).length, list),
      {
        timeout: 50_000,
      },
    )
    .toBe(0);
}

/** Resolves when what the page itself fetched is kept: the largest files of a lab are, once they were used. */
async function usedIsKept(page: Page): Promise<void> {
  const left = () =>
    page.evaluate(async () => {
      const used = performance.getEntriesByType('resource').map(({ name }) => name);
      const found = await Promise.all(used.map((address) => caches.match(address)));
      return used.filter((_, i) => found[i] === undefined);
    });
  await expect.poll(left, { timeout: 50_000 }).toEqual([]);
}

test('after one visit every page opens without a network, and search works', async ({ page, context }) => {
  await page.goto('/');
  await kept(page, /^\/course\/$/);
  await page.reload();
  await context.setOffline(true);
  for (const path of ['/course/', LESSON, '/zh-cn/']) {
    await page.goto(path);
    await expect(page.locator('h1').first()).toBeVisible();
  }
  await page.goto(LESSON);
  await expect(page.getByText('Offline. What you opened is still here.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('EMFILE');
  await expect(page.getByRole('link', { name: /The pager/ }).first()).toBeVisible();
});

test('a lab that was opened once runs and is verified without a network', async ({ page, context, complaints }) => {
  await page.goto(LESSON);
  await kept(page, /^\/course\/$/);
  await page.reload();
  await startLab(page);
  await runServer(page);
  await kept(page, /Desk\.[\w-]+\.js$/);
  await usedIsKept(page);
  await context.setOffline(true);
  await startLab(page);
  await runServer(page);
  await verify(page);
  await expect(page.locator('.uh-verdict-fail')).toBeVisible();
  expect(complaints).toEqual([]);
});

// On a server of its own, so without the watch over other hosts.
plain('a new version is announced, and comes only when the reader asks for it', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  cpSync(DIST, folder, { recursive: true, filter: (path) => !/\.(?:br|gz)$/.test(path) });
  const site = await startServer({ folder, port: 0 });
  try {
    await page.goto(`${site.url}/course/`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    const worker = join(folder, 'service-worker.js');
    writeFileSync(worker, readFileSync(worker, 'utf8').replace(/"[0-9a-f]{16}"/, '"0123456789abcdef"'));
    const course = join(folder, 'course/index.html');
    writeFileSync(course, readFileSync(course, 'utf8').replace('<h1', '<p>second version</p><h1'));
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect(page.getByText('A new version is ready.')).toBeVisible();
    await expect(page.getByText('second version')).toHaveCount(0);
    await page.reload();
    await expect(page.getByText('second version')).toHaveCount(0);
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByText('second version')).toBeVisible();
  } finally {
    await site.close();
    rmSync(folder, { recursive: true });
  }
});
