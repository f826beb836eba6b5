import { expect } from '@playwright/test';
import { violationsOf } from './axe.ts';
import { test } from './site.ts';

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test('the preflight page finds this server in order, and axe finds nothing in it', async ({ page, complaints }) => {
      await page.goto('/preflight/');
      await expect(page.locator('[data-summary]')).not.toHaveAttribute('data-status', 'running');
      // Service workers are off in this test, and isolation is a choice.
      await expect(page.locator('[data-check]:not([data-status=pass])')).toHaveCount(2);
      await expect(page.locator('[data-check=offline]')).toHaveAttribute('data-status', 'warn');
      await expect(page.locator('[data-check=isolation]')).toHaveAttribute('data-status', 'note');
      for (const summary of await page.locator('summary:visible').all()) await summary.click();
      expect(await violationsOf(page)).toEqual([]);
      // It asks for an address at which nothing is.
      expect(complaints.splice(0).filter((text) => !/404/.test(text))).toEqual([]);
    });
  });
}

test('the preflight page speaks Chinese, and its report can be copied', async ({ page, context, complaints }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/zh-cn/preflight/');
  await expect(page.getByText('实验可以在这里运行，可以改进 1 处。')).toBeVisible();
  await page.getByRole('button', { name: '复制报告' }).click();
  await expect(page.getByRole('button', { name: '报告已复制' })).toBeVisible();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(/pass types: \.wasm content-type: application\/wasm\n/);
  expect(report).toMatch(/warn offline: /);
  complaints.length = 0;
});
