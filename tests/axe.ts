import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Rules whose answer depends on the colour scheme. */
export const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * axe over the page as it is. Outside of its legacy mode it opens a blank page to put the results of frames of other
 * origins together; there are none here, and without that it takes half the time.
 */
export function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}

/** What axe finds, one line a rule: which, where, and why. */
export async function violationsOf(page: Page, axe = axeOn(page)): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, any }) => `${target.join(' ')} (${any[0]?.message ?? ''})`).join(' | ')}`);
}

/** The same in both colour schemes: all rules in dark, and what is about colours in light. */
export async function violationsInBothSchemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violationsOf(page);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await violationsOf(page, axeOn(page).withRules(ABOUT_COLOURS));
  return [...dark.map((line) => `dark: ${line}`), ...light.map((line) => `light: ${line}`)];
}
