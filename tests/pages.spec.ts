import { expect } from '@playwright/test';
import { violationsInBothSchemes } from './axe.ts';
import { LESSON, runServer, startLab, test } from './site.ts';

test('the landing page runs the leak live, and stops when asked', async ({ page }) => {
  await page.goto('/');
  const line = page.locator('.uh-live-line span');
  await expect(line).toHaveText(/\d+ open after \d+ requests/);
  const count = async () => Number(/after (\d+)/.exec(await line.innerText())?.[1]);
  const first = await count();
  await expect.poll(count).toBeGreaterThan(first + 3);
  expect(await line.innerText()).toMatch(/^(\d+) open after \1 requests/);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: 'Run it' })).toBeVisible();
});

test('the live leak stops when it is scrolled out of view and starts again in view', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await page.goto('/');
  const live = page.locator('.uh-live');
  const workers = () => page.workers().length;
  await live.scrollIntoViewIfNeeded();
  await expect.poll(workers).toBe(1);
  await page.locator('footer, main > :last-child').last().scrollIntoViewIfNeeded();
  await expect.poll(workers).toBe(0);
  await live.scrollIntoViewIfNeeded();
  await expect.poll(workers).toBe(1);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('the landing page shows the still picture and starts no worker', async ({ page }) => {
    let workers = 0;
    page.on('worker', () => workers++);
    await page.goto('/');
    await expect(page.getByRole('button', { name: 'Run it' })).toBeVisible();
    expect(workers).toBe(0);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('landing, lesson and course plan can be read and reached', async ({ page }) => {
    await page.goto('/');
    await expect(page.locator('.leak-picture')).toBeVisible();
    await page.getByRole('link', { name: /Start lesson 1/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The pager');
    await expect(page.getByText('openSync').first()).toBeVisible();
    await expect(page.getByText(/need.*JavaScript/).first()).toBeVisible();
    await page.goto('/zh-cn/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});

test('every link of the site leads somewhere', async ({ page, site, complaints }) => {
  const seen = new Set(['/', '/zh-cn/']);
  for (const path of seen) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(200);
    const links = await page.locator('a[href]').evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href));
    for (const link of links) {
      const { origin, pathname, hash } = new URL(link);
      if (origin === new URL(site).origin) seen.add(pathname);
      if (pathname === new URL(page.url()).pathname && hash.length > 1)
        await expect(page.locator(`[id="${decodeURIComponent(hash.slice(1))}"]`), link).toHaveCount(1);
    }
  }
  expect([...seen]).toEqual(expect.arrayContaining(['/course/', LESSON, `/zh-cn${LESSON}`]));
  // The preflight page asks for an address at which nothing is, and a plain text names no icon.
  expect(complaints.splice(0).filter((text) => !/nothing-is-here|favicon\.ico/.test(text))).toEqual([]);
});

test('the lesson page stays small before Start', async ({ page }) => {
  const sizes: number[] = [];
  page.on('response', async (response) => sizes.push((await response.request().sizes()).responseBodySize));
  await page.goto(LESSON, { waitUntil: 'networkidle' });
  expect(sizes.length).toBeLessThanOrEqual(16);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(90 * 1024);
});

test('axe objects to nothing in the landing page', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('.uh-live-line span')).toHaveText(/open after/);
  expect(await violationsInBothSchemes(page)).toEqual([]);
});

test('axe objects to nothing in a lesson', async ({ page }) => {
  await page.goto(LESSON);
  expect(await violationsInBothSchemes(page)).toEqual([]);
});

test('axe objects to nothing in a running lab', async ({ page }) => {
  await startLab(page);
  await runServer(page);
  await page.getByRole('button', { name: 'Start load' }).click();
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.locator('.uh-verdict-fail')).toBeVisible();
  expect(await violationsInBothSchemes(page)).toEqual([]);
});
