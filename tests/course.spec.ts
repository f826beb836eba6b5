import { expect } from '@playwright/test';
import { violationsOf } from './axe.ts';
import { LESSON, test } from './site.ts';

for (const [path, heading, rows] of [
  ['/errata/', 'Errata', 46],
  ['/zh-cn/errata/', '勘误', 46],
  ['/coverage/', 'Coverage', 80],
  ['/zh-cn/coverage/', '覆盖范围', 80],
] as const) {
  test(`${path} is reached from the course plan and has ${rows} rows`, async ({ page }) => {
    await page.goto(path.replace(/errata|coverage/, 'course'));
    await page.getByRole('main').getByRole('link', { name: heading }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(page.locator('main li[id]')).toHaveCount(rows);
  });

  for (const colorScheme of ['dark', 'light'] as const) {
    test.describe(`${path}, ${colorScheme}, 390 px`, () => {
      test.use({ colorScheme, viewport: { width: 390, height: 844 } });
      test('fits the width and has no finding of axe', async ({ page }) => {
        await page.goto(path);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        expect(await violationsOf(page)).toEqual([]);
      });
    });
  }
}

test('an erratum leads to its card in the lesson, and a coming one names its chapter', async ({ page }) => {
  await page.goto('/errata/');
  await expect(page.locator('#E35')).toContainText('Coming in chapter 3: Heap forensics');
  await page.locator('#E2').getByRole('link', { name: 'Lesson 2.3' }).click();
  await expect(page).toHaveURL(/ignored-and-masked\/#erratum-E2$/);
  await expect(page.locator('#erratum-E2')).toBeInViewport();
});

test('the first use of a term in a lesson leads to the glossary', async ({ page }) => {
  await page.goto(LESSON);
  const term = page.locator('a.uh-term[href$="#file-descriptor"]');
  await expect(term).toHaveCount(1);
  await expect(page.locator(':is(h2, h3, code, summary, a) a.uh-term')).toHaveCount(0);
  await term.click();
  await expect(page).toHaveURL(/\/glossary\/#file-descriptor$/);
  await expect(page.locator('#file-descriptor')).toBeInViewport();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'a prediction' : 'a prediction, without JavaScript', () => {
    test.use({ javaScriptEnabled });
    test('shows what the run says only when asked, and keeps the choice', async ({ page }) => {
      await page.goto(LESSON);
      const question = page.getByRole('group', { name: /61 descriptors are open/ });
      const answer = question.getByText('this is what the run shows');
      await expect(answer).toBeHidden();
      await question.getByRole('radio', { name: '261' }).check();
      await expect(answer).toBeHidden();
      await question.getByText('Compare with the run').click();
      await expect(question.getByText(/keeps its row/)).toBeVisible();
      await expect(question.getByRole('radio', { name: /361/ }).locator('..')).toContainText('this is what the run shows');
      await expect(answer).toBeVisible();
      await expect(question.getByRole('radio', { name: '261' })).toBeChecked();
    });
  });
}
