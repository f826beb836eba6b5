import type { Page } from '@playwright/test';

/** Of the views that a narrow page shows one at a time. */
export const view = async (page: Page, isNarrow: boolean, name: string) => {
  if (isNarrow) await page.getByRole('navigation', { name: 'Views of this lesson' }).getByRole('button', { name, exact: true }).click();
};
/** By the first word on its tab. */
export const panel = (page: Page, name: string) =>
  page
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .last()
    .click();

/** Resolves when the editor takes keys. */
export async function start(page: Page, isNarrow: boolean): Promise<void> {
  await view(page, isNarrow, 'Lab');
  await page.getByRole('button', { name: 'Start lab' }).click();
  await page.locator('.monaco-editor .view-line').first().waitFor();
}
/** Resolves when the server listens. */
export async function run(page: Page, isNarrow: boolean): Promise<void> {
  await start(page, isNarrow);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('Running on port').first().waitFor({ timeout: 60_000 });
}
/** Resolves when requests are on their way. */
export async function load(page: Page, isNarrow: boolean): Promise<void> {
  await run(page, isNarrow);
  await page.getByRole('button', { name: 'Start load' }).first().click();
  await page
    .locator('.uh-state')
    .getByText(/Under load/)
    .waitFor();
}
/** Resolves when there is a verdict. */
export async function verify(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.locator('.uh-verdict-pass, .uh-verdict-fail').waitFor({ timeout: 60_000 });
}
/** Replaces the open file. */
export async function type(page: Page, isNarrow: boolean, text: string): Promise<void> {
  await view(page, isNarrow, 'Code');
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Resolves when every version that is compared has its figures. */
export async function solution(page: Page, isNarrow: boolean): Promise<void> {
  await start(page, isNarrow);
  await page.getByRole('button', { name: 'Show solution' }).click();
  await view(page, isNarrow, 'Checks');
  await page.locator('[data-version=solution] td.uh-number').first().waitFor({ timeout: 60_000 });
}
/** Of all files: shown or hidden, however the page came. */
export async function tree(page: Page, isNarrow: boolean, isWanted: boolean): Promise<void> {
  await view(page, isNarrow, 'Code');
  const toggle = page.getByRole('button', { name: 'All files' });
  if ((await toggle.getAttribute('aria-expanded')) !== String(isWanted)) await toggle.click();
}
