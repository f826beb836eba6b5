// npm run screenshot: writes docs/screenshot.png, the first lab under load after a Verify.
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findBrowser } from './find-browser.mjs';
import { startServer } from './serve.mjs';
import { buildSite } from './set-up.mjs';

/** Long enough for the charts to show a slope, ms. */
const LOAD_MS = 15_000;

await buildSite();
const site = await startServer({ folder: fileURLToPath(new URL('../dist', import.meta.url)), port: 0 });
const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, colorScheme: 'dark' });
await page.goto(`${site.url}/lessons/the-pager/`);
await page.getByRole('button', { name: 'Start lab' }).click();
await page.locator('.monaco-editor .view-line').first().waitFor();
await page.getByRole('button', { name: 'Run', exact: true }).click();
await page.getByText('Running on port').first().waitFor();
await page.getByRole('button', { name: 'Start load' }).click();
await page.waitForTimeout(LOAD_MS);
await page.getByRole('button', { name: 'Verify' }).click();
await page.locator('.uh-verdict-fail').waitFor();
await page.screenshot({ path: fileURLToPath(new URL('../docs/screenshot.png', import.meta.url)) });
await browser.close();
await site.close();
