// What it feels like at the desk: typing, charts and the main thread while the server is under the largest load that the page offers.
import type { Browser, Page } from '@playwright/test';
import { quantile } from './quantile.ts';

const LESSON = '/lessons/the-pager/';
const WATCH_MS = 6000;
const KEYS = 120;
/** Between keys, ms: a fast typist. */
const KEY_MS = 60;

export interface DeskFigures {
  /** From a key to the frame that shows it, charts live. */
  readonly typing_ms: { readonly p50: number; readonly p95: number };
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
    const typing = await typingMs(page);
    return {
      typing_ms: { p50: round(quantile(typing, 0.5)), p95: round(quantile(typing, 0.95)) },
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

/** For each key, how long until the frame after it has been handed over, ascending. */
async function typingMs(page: Page): Promise<number[]> {
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { typingTimes: times });
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          // After the frame's own work: a message is handled once it was painted.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - timeStamp);
          port2.postMessage(0);
        });
      },
      { capture: true },
    );
  });
  for (let i = 0; i < KEYS; i++) {
    await page.keyboard.press('x');
    await page.waitForTimeout(KEY_MS);
  }
  const times = await page.evaluate(() => (window as unknown as { typingTimes: number[] }).typingTimes);
  if (times.length < KEYS) throw new Error(`Of ${KEYS} keys ${times.length} were seen`);
  return times.sort((a, b) => a - b);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
