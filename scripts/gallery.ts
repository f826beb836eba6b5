// npm run gallery: pictures of every state of the site, dark and light, at three widths, with a page that shows them all.
// Usage: npm run gallery -- [--only TEXT] [--out FOLDER]; the folder is gallery/ unless told.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser } from './find-browser.mjs';
import { startServer } from './serve.mjs';
import { buildSite } from './set-up.mjs';

const LESSON = '/lessons/the-pager/';
const WIDTHS = [390, 1024, 1600];
const THEMES = ['dark', 'light'] as const;
const HEIGHT = 1000;
/** On a phone the page's tabs say which area is seen. */
const NARROW = 960;

interface State {
  readonly name: string;
  /** What a person would say about it. */
  readonly says: string;
  readonly path?: string;
  readonly withoutScripts?: boolean;
  readonly reach?: (page: Page, isNarrow: boolean) => Promise<void>;
}

const view = async (page: Page, isNarrow: boolean, name: string) => {
  if (isNarrow) await page.getByRole('navigation', { name: 'Views of this lesson' }).getByRole('button', { name, exact: true }).click();
};
const panel = (page: Page, name: string) =>
  page
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .last()
    .click();

async function start(page: Page, isNarrow: boolean): Promise<void> {
  await view(page, isNarrow, 'Lab');
  await page.getByRole('button', { name: 'Start lab' }).click();
  await page.locator('.monaco-editor .view-line').first().waitFor();
}
async function run(page: Page, isNarrow: boolean): Promise<void> {
  await start(page, isNarrow);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('Running on port').first().waitFor();
}
async function load(page: Page, isNarrow: boolean): Promise<void> {
  await run(page, isNarrow);
  await page.getByRole('button', { name: 'Start load' }).first().click();
  await page
    .locator('.uh-state')
    .getByText(/Under load/)
    .waitFor();
  await page.waitForTimeout(6000);
}
async function verify(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.locator('.uh-verdict-pass, .uh-verdict-fail').waitFor({ timeout: 60_000 });
}
async function type(page: Page, isNarrow: boolean, text: string): Promise<void> {
  await view(page, isNarrow, 'Code');
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

const STATES: readonly State[] = [
  {
    name: 'landing',
    says: 'What this is, with the leak running.',
    path: '/',
    reach: async (page) => {
      await page.getByText(/^[1-9]\d* open after/).waitFor();
    },
  },
  { name: 'course', says: 'What is there and what comes.', path: '/course/' },
  { name: 'lesson', says: 'The story, and one button.' },
  { name: 'without-javascript', says: 'It reads without scripts.', withoutScripts: true },
  { name: 'not-found', says: 'There is nothing here; this is where to go.', path: '/nothing/' },
  { name: 'started', says: 'Not running.', reach: start },
  { name: 'running', says: 'It runs.', reach: run },
  {
    name: 'leaking',
    says: 'It leaks.',
    reach: async (page, isNarrow) => {
      await load(page, isNarrow);
      await view(page, isNarrow, 'Charts');
    },
  },
  {
    name: 'handles',
    says: 'This line opened them.',
    reach: async (page, isNarrow) => {
      await load(page, isNarrow);
      await view(page, isNarrow, 'Checks');
      await panel(page, 'Handles');
      await page.getByRole('button', { name: 'Count growth from now' }).click();
      await page.waitForTimeout(2000);
    },
  },
  {
    name: 'memory',
    says: 'This keeps it alive.',
    reach: async (page, isNarrow) => {
      await load(page, isNarrow);
      await view(page, isNarrow, 'Checks');
      await panel(page, 'Memory');
      await page.getByText('Left behind by each route').waitFor();
    },
  },
  {
    name: 'traffic',
    says: 'This is what I send.',
    reach: async (page, isNarrow) => {
      await load(page, isNarrow);
      await view(page, isNarrow, 'Checks');
      await panel(page, 'Traffic');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByText(/^HTTP\/1\.1/).waitFor();
    },
  },
  {
    name: 'failed',
    says: 'These checks fail, by so much, from that line.',
    reach: async (page, isNarrow) => {
      await start(page, isNarrow);
      await verify(page);
    },
  },
  {
    name: 'passed',
    says: 'Solved.',
    reach: async (page, isNarrow) => {
      await start(page, isNarrow);
      await page.getByRole('button', { name: 'Show solution' }).click();
      await page.getByRole('button', { name: 'Apply solution' }).click();
      await verify(page);
    },
  },
  {
    name: 'solution',
    says: 'Mine beside the solution.',
    reach: async (page, isNarrow) => {
      await start(page, isNarrow);
      await page.getByRole('button', { name: 'Show solution' }).click();
      await page.waitForTimeout(800);
    },
  },
  {
    name: 'dead',
    says: 'It died, with this code, at that line.',
    reach: async (page, isNarrow) => {
      await start(page, isNarrow);
      await type(page, isNarrow, "throw new Error('at start');");
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByText('Dead, exit code 1').first().waitFor();
    },
  },
  {
    name: 'rejected',
    says: 'It does not parse, here.',
    reach: async (page, isNarrow) => {
      await start(page, isNarrow);
      await type(page, isNarrow, 'const = 1;');
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByText('Not started').first().waitFor();
    },
  },
  {
    name: 'hints',
    says: 'A nudge first.',
    reach: async (page, isNarrow) => {
      await start(page, isNarrow);
      await view(page, isNarrow, 'Checks');
      await panel(page, 'Hints');
      await page.getByRole('button', { name: 'Open hint 1' }).click();
    },
  },
  {
    name: 'sharing',
    says: 'Take it with you.',
    reach: async (page, isNarrow) => {
      await start(page, isNarrow);
      await page.getByRole('button', { name: 'Share', exact: true }).click();
    },
  },
  {
    name: 'offline',
    says: 'No network, and it goes on.',
    reach: async (page) => {
      await page.context().setOffline(true);
      await page.getByText(/^Offline\./).waitFor();
    },
  },
];

async function picture(browser: Browser, site: string, state: State, theme: (typeof THEMES)[number], width: number, folder: string): Promise<string> {
  const context = await browser.newContext({
    viewport: { width, height: HEIGHT },
    colorScheme: theme,
    serviceWorkers: 'block',
    javaScriptEnabled: state.withoutScripts !== true,
  });
  try {
    const page = await context.newPage();
    await page.goto(site + (state.path ?? LESSON));
    await state.reach?.(page, width < NARROW);
    await page.waitForTimeout(400);
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
for (const state of STATES.filter(({ name }) => name.includes(options.only))) {
  const names: string[] = [];
  for (const theme of THEMES) {
    for (const width of WIDTHS) {
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
