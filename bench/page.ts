// What a reader waits for, on the built site served with its production headers.
import type { Browser, Page } from '@playwright/test';
import { median } from './median.ts';

const ROUNDS = 5;
/** How long a pointer rests on a button before it presses, ms: a hand that is not in a hurry. */
const POINTING_MS = 400;
const LESSON = '/lessons/the-pager/';

export interface PageFigures {
  readonly run_to_first_response_ms: number;
  readonly verify_ms: number;
  readonly lesson_page: { readonly gzip_bytes: number; readonly requests: number };
  /** From Start lab, pressed out of nowhere. */
  readonly lab_interactive_ms: number;
  /** From Start lab, pressed by a pointer that was on it for a moment: scripts come from when it is pointed at. */
  readonly lab_interactive_pointed_ms: number;
}

export async function benchPage(browser: Browser, site: string): Promise<PageFigures> {
  const interactive: number[] = [];
  const pointed: number[] = [];
  const firstResponse: number[] = [];
  const verifying: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const hurried = await openLesson(browser, site);
    interactive.push(await labInteractive(hurried));
    await hurried.context().close();

    const page = await openLesson(browser, site);
    await page.getByRole('button', { name: 'Start lab' }).hover();
    await page.waitForTimeout(POINTING_MS);
    pointed.push(await labInteractive(page));
    for (let run = 0; run < 3; run++) firstResponse.push(await runToFirstResponse(page));
    verifying.push(await verifyTime(page));
    await page.context().close();
  }
  return {
    run_to_first_response_ms: Math.round(median(firstResponse)),
    verify_ms: Math.round(median(verifying)),
    lesson_page: await lessonWeight(browser, site),
    lab_interactive_ms: Math.round(median(interactive)),
    lab_interactive_pointed_ms: Math.round(median(pointed)),
  };
}

/** The lesson for somebody who has read its first lines: the pages are kept for offline reading by then, and nothing of the lab is. */
async function openLesson(browser: Browser, site: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  const page = await context.newPage();
  page.on('request', (request) => {
    if (request.url().startsWith('http') && new URL(request.url()).origin !== site) throw new Error(`The page asked another host: ${request.url()}`);
  });
  await page.goto(`${site}${LESSON}`, { waitUntil: 'networkidle' });
  await page.evaluate(() => navigator.serviceWorker.ready);
  return page;
}

/** From Start lab until a key typed into the editor shows there and the server, run at once, listens. */
async function labInteractive(page: Page): Promise<number> {
  const start = await startAndRun(page);
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.type('Q7');
  await page.waitForFunction(() => document.querySelector('.monaco-editor .view-lines')?.textContent?.includes('Q7'));
  const end = await page.evaluate(() => performance.now());
  await page.keyboard.press('ControlOrMeta+z');
  return end - start;
}

/** Presses Start lab, and Run as soon as it can be pressed; resolves, once both are there, with when Start was pressed. */
function startAndRun(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const until = async <T>(probe: () => T | null | undefined | false): Promise<T> => {
      for (;;) {
        const found = probe();
        if (found) return found;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    };
    const button = (text: string) => [...document.querySelectorAll('button')].find((each) => each.textContent?.trim() === text && !each.disabled);
    const start = performance.now();
    (await until(() => button('Start lab'))).click();
    (await until(() => button('Run'))).click();
    await until(() => document.querySelector('.monaco-editor .view-line span'));
    await until(() => document.querySelector('.uh-state')?.textContent?.includes('Running on port'));
    return start;
  });
}

/** From pressing Run, page warm, to the first answer: Run, then Start load as soon as the server listens. */
function runToFirstResponse(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const button = (pattern: RegExp) => [...document.querySelectorAll('button')].find((each) => pattern.test(each.textContent?.trim() ?? '') && !each.disabled);
    const until = async (probe: () => unknown) => {
      while (!probe()) {
        await new Promise<void>((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve();
          port2.postMessage(0);
        });
      }
    };
    performance.clearMarks('unhandled:first-response');
    const start = performance.now();
    button(/^Run( again)?$/)?.click();
    await until(() => document.querySelector('.uh-state')?.textContent?.includes('Starting'));
    await until(() => document.querySelector('.uh-state')?.textContent?.includes('Running on port'));
    button(/^Start load$/)?.click();
    await until(() => performance.getEntriesByName('unhandled:first-response').length > 0);
    const [mark] = performance.getEntriesByName('unhandled:first-response');
    button(/^Stop load$/)?.click();
    return (mark?.startTime ?? Number.NaN) - start;
  });
}

function verifyTime(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const button = [...document.querySelectorAll('button')].find((each) => each.textContent?.trim() === 'Verify');
    const start = performance.now();
    button?.click();
    while (!document.querySelector('.uh-verdict-fail, .uh-verdict-pass')) await new Promise((resolve) => setTimeout(resolve, 1));
    return performance.now() - start;
  });
}

/** What the network carries for the lesson page before Start lab, gzip where a file is compressed at all. */
async function lessonWeight(browser: Browser, site: string): Promise<PageFigures['lesson_page']> {
  const context = await browser.newContext({ extraHTTPHeaders: { 'accept-encoding': 'gzip' } });
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize)));
  await page.goto(`${site}${LESSON}`, { waitUntil: 'networkidle' });
  const bytes = await Promise.all(sizes);
  await context.close();
  return { gzip_bytes: bytes.reduce((sum, size) => sum + size, 0), requests: bytes.length };
}
