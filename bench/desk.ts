// What it feels like at the desk: typing, charts and the main thread while the server is under the largest load that the page offers.
import type { Browser, Page } from '@playwright/test';
import { quantile } from './quantile.ts';

const LESSON = '/lessons/the-pager/';
const WATCH_MS = 6000;
const KEYS = 120;
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

/** Whoever waits for the next message is answered within this, ms, where the thread has nothing else to do. */
const IDLE_GAP_MS = 0.3;

async function typeKeys(page: Page): Promise<KeyTimes[]> {
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.evaluate((idleGapMs) => {
    const times: KeyTimes[] = [];
    Object.assign(window, { keyTimes: times });
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        let last = timeStamp;
        let busy = 0;
        let isFramed = false;
        const { port1, port2 } = new MessageChannel();
        // A message to itself, over and over: what lies between two of them is somebody's work.
        port1.onmessage = () => {
          const now = performance.now();
          if (now - last > idleGapMs) busy += now - last;
          last = now;
          if (isFramed) times.push({ busy, toFrame: now - timeStamp });
          else port2.postMessage(0);
        };
        port2.postMessage(0);
        // The message after it is handled once the frame was painted.
        requestAnimationFrame(() => {
          isFramed = true;
        });
      },
      { capture: true },
    );
  }, IDLE_GAP_MS);
  for (let i = 0; i < KEYS; i++) {
    await page.keyboard.press('x');
    await page.waitForTimeout(KEY_MS);
  }
  const times = await page.evaluate(() => (window as unknown as { keyTimes: KeyTimes[] }).keyTimes);
  if (times.length < KEYS) throw new Error(`Of ${KEYS} keys ${times.length} were seen`);
  return times;
}

function quantilesOf(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b);
  return { p50: round(quantile(sorted, 0.5)), p95: round(quantile(sorted, 0.95)) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
