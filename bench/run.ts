// npm run bench -- [--json]: every figure of the project's promises, side by side in one run.
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findBrowser } from '../scripts/find-browser.mjs';
import { startServer } from '../scripts/serve.mjs';
import { buildSite, talkOnStderr } from '../scripts/set-up.mjs';
import { benchKoa } from './koa.ts';
import { benchPage } from './page.ts';

const json = process.argv.includes('--json');
if (json) talkOnStderr();
await buildSite();
const executablePath = await findBrowser();
const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const site = await startServer({ folder: fileURLToPath(new URL('../dist', import.meta.url)), port: 0 });
try {
  const figures = { koa: await benchKoa(browser), ...(await benchPage(browser, site.url)) };
  console.log(JSON.stringify(figures, null, json ? undefined : 2));
} finally {
  await browser.close();
  await site.close();
}
