// What it feels like at the desk: typing, charts and the main thread while the server is under the largest load that the page offers.
import type { Browser, Page } from '@playwright/test';
import { quantile } from './quantile.ts';

const LESSON = '/lessons/the-pager/';
const WATCH_MS = 6000;
/** What is typed, twice: as people write, in lines. */
const TEXT = '// the evening of the pager\nconst opened = new Map<number, string>();\nlet total = 12 * 5;\n'.repeat(2);
/** Between keys, ms: a fast typist. */
const KEY_MS = 60;

interface Quantiles {
  readonly p50: number;
  readonly p95: number;
}

/** Of one key, ms. */
interface KeyTimes {
  readonly busy: number;
  readonly toFrame: number;
}

export interface DeskFigures {
  /** How long the page keeps a key from being shown, charts live: all that the main thread does between the key and the end of its frame, the charts' own work in it. */
  readonly typing_ms: Quantiles;
  /** From the key to the end of its frame. A frame comes every 16.7 ms, so half of one is waiting in the middle, and 15.8 ms at p95. */
  readonly typing_to_frame_ms: Quantiles;
  /** Frames a second while the charts are drawn under load; the browser offers 60. */
  readonly charts_frames_per_second: number;
  /** Longest task of the main thread under load, and how many took over 50 ms. */
  readonly main_thread: { readonly longest_ms: number; readonly over_50_ms: number };
}

export async function benchDesk(browser: Browser, site: string): Promise<DeskFigures> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  const page = await context.newPage();
  try {
    await startUnderLoad(page, site);
    const { frames, tasks } = await watch(page);
    const keys = await typeKeys(page);
    return {
      typing_ms: quantilesOf(keys.map(({ busy }) => busy)),
      typing_to_frame_ms: quantilesOf(keys.map(({ toFrame }) => toFrame)),
      charts_frames_per_second: round((frames * 1000) / WATCH_MS),
      main_thread: { longest_ms: Math.round(Math.max(0, ...tasks)), over_50_ms: tasks.length },
    };
  } finally {
    await context.close();
  }
}

async function startUnderLoad(page: Page, site: string): Promise<void> {
  await page.goto(`${site}${LESSON}`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Start lab' }).click();
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.getByRole('button', { name: /^Run/ }).click();
  await page.locator('.uh-state', { hasText: 'Running on port' }).waitFor();
  await page.getByRole('tab', { name: 'Traffic' }).click();
  const rate = page.getByRole('slider', { name: /^Rate/ });
  await rate.focus();
  await rate.press('End');
  await page.getByRole('toolbar').getByRole('button', { name: 'Start load' }).click();
  await page.locator('.uh-state', { hasText: 'Under load' }).waitFor();
}

/** Frames that were offered to the page, and tasks of over 50 ms, which is what the browser calls long. */
function watch(page: Page): Promise<{ frames: number; tasks: number[] }> {
  return page.evaluate(async (watchMs) => {
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    });
    observer.observe({ type: 'longtask' });
    let frames = 0;
    const until = performance.now() + watchMs;
    while (performance.now() < until) {
      await new Promise(requestAnimationFrame);
      frames++;
    }
    observer.disconnect();
    return { frames, tasks };
  }, WATCH_MS);
}

const KEY = 'unhandled:key';
const SHOWN = 'unhandled:shown';

async function typeKeys(page: Page): Promise<KeyTimes[]> {
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.evaluate(
    ([key, shown]) => {
      addEventListener(
        'keydown',
        ({ timeStamp }) => {
          performance.mark(key, { startTime: timeStamp });
          requestAnimationFrame(() => {
            // After the frame's own work: a message is handled once it was painted.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => performance.mark(shown);
            port2.postMessage(0);
          });
        },
        { capture: true },
      );
    },
    [KEY, SHOWN] as const,
  );
  const browser = page.context().browser();
  await browser?.startTracing(page, { categories: ['blink.user_timing', 'disabled-by-default-devtools.timeline'] });
  for (const character of TEXT) {
    await page.keyboard.press(character === '\n' ? 'Enter' : character);
    await page.waitForTimeout(KEY_MS);
  }
  const trace = JSON.parse(String(await browser?.stopTracing())) as { traceEvents: readonly TraceEvent[] };
  return keyTimes(trace.traceEvents);
}

/** As Chromium writes it; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
}

/** For each key, what the page's thread did between it and the end of its frame. */
function keyTimes(events: readonly TraceEvent[]): KeyTimes[] {
  const keys = events.filter(({ name }) => name === KEY).sort((a, b) => a.ts - b.ts);
  const shown = events.filter(({ name }) => name === SHOWN).sort((a, b) => a.ts - b.ts);
  if (keys.length < TEXT.length || shown.length < TEXT.length)
    throw new Error(`Of ${TEXT.length} keys ${keys.length} were seen and ${shown.length} were shown`);
  const tasks = events.filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === keys[0]?.pid && tid === keys[0]?.tid);
  return keys.map(({ ts: from }, i) => {
    const to = shown[i]?.ts as number;
    const busy = tasks.reduce((sum, { ts, dur = 0 }) => sum + Math.max(0, Math.min(to, ts + dur) - Math.max(from, ts)), 0);
    return { busy: busy / 1000, toFrame: (to - from) / 1000 };
  });
}

function quantilesOf(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b);
  return { p50: round(quantile(sorted, 0.5)), p95: round(quantile(sorted, 0.95)) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
