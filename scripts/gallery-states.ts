import { expect, type Page } from '@playwright/test';
import { workspaceZhCn } from '../src/i18n/workspace.zh-cn.ts';
import { load, panel, run, solution, start, tree, type, verify, view } from './gallery-steps.ts';

/** Where a state is met unless it says so itself. */
export const LESSON = '/lessons/the-pager/';
/** On a phone the page's tabs say which area is seen: below this width, CSS px. */
export const NARROW = 960;

/** One state of the site, and how a reader gets there. */
export interface State {
  readonly name: string;
  /** What a person would say about it. */
  readonly says: string;
  readonly path?: string;
  readonly withoutScripts?: boolean;
  /** Widths of the pictures; three unless told. */
  readonly widths?: readonly number[];
  /** The reader's zoom: so many device pixels for one of CSS. */
  readonly zoom?: number;
  /** How long a picture waits, so that charts have something to show. */
  readonly drawnAfterMs?: number;
  readonly reach?: (page: Page, isNarrow: boolean) => Promise<void>;
}

/** All of them, in the order in which they are met. */
export const STATES: readonly State[] = [
  {
    name: 'landing',
    says: 'What this is, with the leak running.',
    path: '/',
    reach: async (page) => {
      await page.getByText(/^[1-9]\d* open after/).waitFor();
    },
  },
  { name: 'incident', says: 'The evening, ready to be played.', path: '/incident/' },
  { name: 'course', says: 'What is there and what comes.', path: '/course/' },
  { name: 'lesson', says: 'The story, and one button.' },
  { name: 'without-javascript', says: 'It reads without scripts.', withoutScripts: true },
  { name: 'not-found', says: 'There is nothing here; this is where to go.', path: '/nothing/' },
  { name: 'started', says: 'Not running.', reach: start },
  { name: 'running', says: 'It runs.', reach: run },
  {
    name: 'leaking',
    says: 'It leaks.',
    drawnAfterMs: 6000,
    reach: async (page, isNarrow) => {
      await load(page, isNarrow);
      await view(page, isNarrow, 'Charts');
    },
  },
  {
    name: 'handles',
    says: 'This line opened them.',
    drawnAfterMs: 6000,
    reach: async (page, isNarrow) => {
      await load(page, isNarrow);
      await view(page, isNarrow, 'Checks');
      await panel(page, 'Handles');
      await page.getByRole('button', { name: 'Count growth from now' }).click();
    },
  },
  {
    name: 'memory',
    says: 'This keeps it alive.',
    drawnAfterMs: 6000,
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
    drawnAfterMs: 6000,
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
    says: 'Mine beside the solution, both measured.',
    reach: async (page, isNarrow) => {
      await solution(page, isNarrow);
      await view(page, isNarrow, 'Code');
    },
  },
  {
    name: 'versions',
    says: 'What each file of the solution does alone.',
    reach: async (page, isNarrow) => {
      await solution(page, isNarrow);
      await view(page, isNarrow, 'Checks');
    },
  },
  {
    name: 'tree-shown',
    says: 'All files, and which of them are mine.',
    reach: async (page, isNarrow) => {
      await start(page, isNarrow);
      await tree(page, isNarrow, true);
    },
  },
  {
    name: 'tree-hidden',
    says: 'Only the file I work on.',
    reach: async (page, isNarrow) => {
      await start(page, isNarrow);
      await tree(page, isNarrow, false);
    },
  },
  {
    name: 'lint',
    says: 'This line can keep it open, and here is the lesson.',
    reach: async (page, isNarrow) => {
      await start(page, isNarrow);
      await view(page, isNarrow, 'Code');
      await page.locator('.monaco-editor .view-lines').first().click();
      const told = page.locator('.marker-widget');
      // TypeScript arrives a while after the editor; until then there is nothing to go to.
      await expect(async () => {
        await page.keyboard.press('Alt+F8');
        await expect(told).toBeVisible({ timeout: 500 });
      }).toPass({ timeout: 30_000 });
    },
  },
  {
    name: 'pool',
    says: 'Connections stay on loan, and callers wait.',
    path: '/lessons/three-leaks/',
    drawnAfterMs: 3000,
    reach: async (page, isNarrow) => {
      await load(page, isNarrow);
      await view(page, isNarrow, 'Charts');
      await page.getByRole('button', { name: 'Pool', exact: true }).click();
      await page.getByRole('img', { name: /^Connections.*waiting [1-9]/ }).waitFor({ timeout: 60_000 });
    },
  },
  {
    name: 'erratum',
    says: 'What was said, what happens, and the Go program that shows it.',
    path: '/lessons/onion-order/',
    reach: async (page) => {
      await page
        .locator('.erratum')
        .first()
        .evaluate((card) => card.scrollIntoView({ block: 'start' }));
    },
  },
  {
    name: 'go-run',
    says: 'A Go program above what it printed.',
    path: '/lessons/error-values/',
    reach: async (page) => {
      await page
        .locator('.expressive-code .title', { hasText: /^go run/ })
        .first()
        .evaluate((title) => title.scrollIntoView({ block: 'center' }));
    },
  },
  {
    name: 'chinese',
    says: 'The same desk in Chinese.',
    path: '/zh-cn/lessons/the-pager/',
    reach: async (page) => {
      const lab = page.getByRole('button', { name: '\u5b9e\u9a8c', exact: true });
      if (await lab.isVisible()) await lab.click();
      await page.getByRole('button', { name: workspaceZhCn.startLab }).click();
      await page.locator('.uh-toolbar').waitFor();
      await page.getByRole('button', { name: workspaceZhCn.verify }).click();
      await page.locator('.uh-verdict-fail').waitFor({ timeout: 60_000 });
    },
  },
  {
    name: 'zoomed-lesson',
    says: 'Twice as large, and still in one column.',
    widths: [1024, 1600],
    zoom: 2,
  },
  {
    name: 'zoomed-lab',
    says: 'Twice as large, one area at a time.',
    widths: [1024, 1600],
    zoom: 2,
    reach: async (page, isNarrow) => {
      await start(page, isNarrow);
      await verify(page);
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
    name: 'places',
    says: 'It can run elsewhere, and this is what leaves my browser.',
    reach: async (page, isNarrow) => {
      await start(page, isNarrow);
      await page.getByRole('button', { name: 'Sandbox: embedded engine' }).click();
    },
  },
  {
    name: 'places-failed',
    says: 'Not there, for this reason; one click and I am back.',
    reach: async (page, isNarrow) => {
      await start(page, isNarrow);
      await page.evaluate(() => Object.defineProperty(navigator, 'onLine', { get: () => false }));
      await page.getByRole('button', { name: 'Sandbox: embedded engine' }).click();
      await page.getByRole('button', { name: 'Switch to WebContainers' }).click();
      await page.getByText('this browser is offline').waitFor();
    },
  },
  {
    name: 'probe',
    says: 'What holds in my browser, and what follows.',
    path: '/probe/',
    reach: async (page) => {
      await page.locator('[data-probe=isolated]').waitFor();
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
