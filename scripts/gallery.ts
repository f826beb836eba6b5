// npm run gallery: pictures of every state of the site, dark and light, at three widths, with a page that shows them all.
// Usage: npm run gallery -- [--only TEXT[,TEXT]] [--out FOLDER]; the folder is gallery/ unless told.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from './find-browser.mjs';
import { LESSON, NARROW, type State, STATES } from './gallery-states.ts';
import { startServer } from './serve.mjs';
import { buildSite } from './set-up.mjs';

const WIDTHS = [390, 1024, 1600];
const THEMES = ['dark', 'light'] as const;
const HEIGHT = 1000;

async function picture(browser: Browser, site: string, state: State, theme: (typeof THEMES)[number], width: number, folder: string): Promise<string> {
  const { zoom = 1, drawnAfterMs = 0 } = state;
  const context = await browser.newContext({
    viewport: { width: width / zoom, height: HEIGHT / zoom },
    deviceScaleFactor: zoom,
    colorScheme: theme,
    serviceWorkers: 'block',
    javaScriptEnabled: state.withoutScripts !== true,
  });
  try {
    const page = await context.newPage();
    await page.goto(site + (state.path ?? LESSON));
    await state.reach?.(page, width / zoom < NARROW);
    await page.waitForTimeout(400 + drawnAfterMs);
    const name = `${state.name}-${theme}-${width}.png`;
    await page.screenshot({ path: join(folder, name) });
    return name;
  } finally {
    await context.close();
  }
}

/** A state that cannot be reached is told of; the others still get their pictures. */
let failed = 0;
const { values: options } = parseArgs({ options: { only: { type: 'string', default: '' }, out: { type: 'string', default: 'gallery' } } });
const folder = resolve(process.env['INIT_CWD'] ?? '.', options.out);
mkdirSync(folder, { recursive: true });
await buildSite();
const site = await startServer({ folder: resolve(import.meta.dirname, '../dist'), port: 0 });
const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
const rows: string[] = [];
for (const state of STATES.filter(({ name }) => options.only.split(',').some((part) => name.includes(part)))) {
  const names: string[] = [];
  for (const theme of THEMES) {
    for (const width of state.widths ?? WIDTHS) {
      try {
        names.push(await picture(browser, site.url, state, theme, width, folder));
      } catch (error) {
        failed++;
        console.error(`${state.name}, ${theme}, ${width}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  const images = names.map((name) => `<a href="${name}"><img loading="lazy" src="${name}" alt="${name}" height="320"></a>`);
  rows.push(`<h2>${state.name}</h2><p>“${state.says}”</p><div>${images.join('')}</div>`);
  console.log(`${state.name}: ${names.length} pictures`);
}
const STYLE = 'body{margin:2rem;font:16px/1.5 system-ui}div{display:flex;gap:12px;overflow-x:auto}img{border:1px solid #999}';
writeFileSync(join(folder, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Unhandled: gallery</title><style>${STYLE}</style>${rows.join('\n')}\n`);
await browser.close();
await site.close();
if (failed > 0) process.exitCode = 1;
console.log(`Open ${join(folder, 'index.html')}`);
