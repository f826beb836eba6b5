import { readdirSync, readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { READY_LESSONS } from '../src/content/course.ts';
import { expectVerdict, failedChecks, paste, test } from './site.ts';

/** These have a test of their own that does the same and more. */
const ELSEWHERE = new Set(['the-pager', 'request-lifecycle', 'three-leaks']);

for (const { slug } of READY_LESSONS.filter((lesson) => !ELSEWHERE.has(lesson.slug))) {
  const lab = new URL(`../labs/${slug}/`, import.meta.url);
  const { failsWith } = JSON.parse(readFileSync(new URL('lab.json', lab), 'utf8')) as { failsWith: Record<string, string[]> };
  const solution = readdirSync(new URL('solution/', lab), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));

  test(`the lab "${slug}" fails as declared, and passes with its solution`, async ({ page }) => {
    test.setTimeout(240_000); // two verdicts, some of them over failures that wait for a deadline
    await page.goto(`/lessons/${slug}/`);
    await page.getByRole('button', { name: 'Start lab' }).click();
    await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Verify' }).click();
    await expectVerdict(page, 'fail');
    expect((await failedChecks(page)).sort()).toEqual([...(failsWith['start'] ?? [])].sort());
    for (const path of solution) await paste(page, path.split('/').at(-1) as string, readFileSync(new URL(`solution/${path}`, lab), 'utf8'));
    await page.getByRole('button', { name: 'Verify' }).click();
    await expectVerdict(page, 'pass');
    expect(await failedChecks(page)).toEqual([]);
  });
}
