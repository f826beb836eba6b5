// npm run bench -- [--json]: every figure of the project's promises, side by side in one run.
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findBrowser } from '../scripts/find-browser.mjs';
import { startServer } from '../scripts/serve.mjs';
import { buildSite, talkOnStderr } from '../scripts/set-up.mjs';
import { benchDesk } from './desk.ts';
import { benchPage } from './page.ts';
import { benchServer, type ServerFigures } from './servers.ts';

/** Programs in bench/programs, each named for the package that it is made with. */
const SERVERS = ['koa', 'express', 'fastify', 'node'];

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
  const servers: Record<string, ServerFigures> = {};
  for (const name of SERVERS) servers[name] = await benchServer(browser, name);
  const figures = { ...servers, ...(await benchPage(browser, site.url)), ...(await benchDesk(browser, site.url)) };
  console.log(JSON.stringify(figures, null, json ? undefined : 2));
} finally {
  await browser.close();
  await site.close();
}
