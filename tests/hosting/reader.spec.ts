import { expect } from '@playwright/test';
import { test } from './host.ts';

test('the landing page runs its service, and a lab starts, runs and is verified', async ({ page, site, host }) => {
  test.skip(host.base === '/' && host.kind !== 'release', 'the same below a path, which is the harder case');
  await page.goto(site.url);
  await expect(page.locator('.uh-live-line span')).toHaveText(/\d+ open after \d+ requests/);
  await page.getByRole('link', { name: /Start lesson 1/ }).click();
  await expect(page).toHaveURL(`${site.url}lessons/the-pager/`);
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.locator('.uh-state')).toHaveText(/Running on port 3000/);
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.locator('.uh-verdict-fail')).toBeVisible();
  await expect(page.getByText('+1.00 fd per failing request, opened at src/routes/receipt.ts:21.')).toBeVisible();
});

test('search, the language menu and the course plan stay below the base path', async ({ page, site }) => {
  await page.goto(`${site.url}course/`);
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').fill('EMFILE');
  const found = page.getByRole('dialog').getByRole('link', { name: /^The pager/ });
  await expect(found).toHaveAttribute('href', new RegExp(`^(${site.origin})?${new URL(site.url).pathname}lessons/the-pager/`));
  await page.keyboard.press('Escape');
  await page.locator('uh-language select').selectOption({ label: '简体中文' });
  await expect(page).toHaveURL(`${site.url}zh-cn/course/`);
  await page.locator('.course a').first().click();
  await expect(page).toHaveURL(new RegExp(`^${site.url}zh-cn/`));
  await expect(page.locator('h1').first()).toBeVisible();
});

test('the 404 page finds the site from any depth', async ({ page, site }) => {
  const answer = await page.goto(`${site.url}lessons/nothing/at/all`);
  expect(answer?.status()).toBe(404);
  await expect(page.locator('html')).toHaveAttribute('data-base', new URL(site.url).pathname);
  const link = page.getByRole('link', { name: 'Course plan' });
  await link.click();
  await expect(page).toHaveURL(`${site.url}course/`);
});

test.describe('with its service worker', () => {
  test.use({ serviceWorkers: 'allow' });
  test('after one visit pages open without a network', async ({ page, context, site, host }) => {
    test.skip(host.base === '/', 'tests/offline.spec.ts does this at the root');
    await page.goto(site.url);
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    expect(scope).toBe(site.url);
    await expect.poll(() => page.evaluate(async (url) => (await caches.match(`${url}zh-cn/course/`)) !== undefined, site.url)).toBe(true);
    await page.reload();
    await context.setOffline(true);
    await page.goto(`${site.url}zh-cn/course`);
    await expect(page).toHaveURL(`${site.url}zh-cn/course/`);
    await expect(page.locator('h1').first()).toBeVisible();
  });
});
