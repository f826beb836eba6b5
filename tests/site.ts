import { fileURLToPath } from 'node:url';
import { test as base, expect, type FrameLocator, type Page } from '@playwright/test';
import { startServer } from '../scripts/serve.mjs';

export const LESSON = '/lessons/the-pager/';

/** Serves the built site on a free port, and fails a test in which the page asked any other host for anything or complained in its console. */
export const test = base.extend<{ otherHosts: string[]; complaints: string[] }, { site: string }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
    async ({}, use) => {
      const { url, close } = await startServer({ folder: fileURLToPath(new URL('../dist', import.meta.url)), port: 0 });
      await use(url);
      await close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site),
  otherHosts: [
    async ({ page, site }, use) => {
      const others: string[] = [];
      page.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith('http') && origin !== new URL(site).origin) others.push(request.url());
      });
      await use(others);
      expect(others, 'requests to other hosts').toEqual([]);
    },
    { auto: true },
  ],
  // A broken content policy, a file that is missing, an error that nobody caught: the console is where they show.
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => {
        complaints.push(error.message);
      });
      await use(complaints);
      expect(complaints, 'errors in the console').toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens the lesson and starts its lab; resolves when the editor takes keys. */
export async function startLab(page: Page): Promise<void> {
  await page.goto(LESSON);
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
}

export async function runServer(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(state(page)).toHaveText(/Running on port 3000/);
}

export function state(page: Page) {
  return page.locator('.uh-state');
}

export function notice(page: Page) {
  return page.locator('.uh-notice');
}

/** Replaces a file's text as a paste does. */
export async function paste(page: Page, file: string, text: string): Promise<void> {
  await page.locator('.uh-files').getByRole('tab', { name: file }).click();
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  if (text === '') return;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('ControlOrMeta+v');
  // The browser fetches what is pasted: a test that leaves the page next could be faster.
  const lastLine = text.trimEnd().split('\n').at(-1) as string;
  await expect(page.locator('.monaco-editor .view-lines').first()).toContainText(lastLine.trim());
}

/** Seconds on an idle machine; here a second browser may be busy on the other core. */
const VERDICT_MS = 100_000;

export async function verify(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.locator('.uh-verdict-pass, .uh-verdict-fail, .uh-verdict-inconclusive')).toBeVisible({ timeout: VERDICT_MS });
}

/** Waits for the verdict of a run that was begun. @param lesson the page, or the frame that it is in */
export async function expectVerdict(lesson: Page | FrameLocator, verdict: 'pass' | 'fail'): Promise<void> {
  await expect(lesson.locator(`.uh-verdict-${verdict}`)).toBeVisible({ timeout: VERDICT_MS });
}

/** Ids of the checks that the page shows as failed. */
export function failedChecks(page: Page): Promise<string[]> {
  return page.locator('[data-check][data-status=fail]').evaluateAll((items) => items.map((item) => item.getAttribute('data-check') ?? ''));
}
