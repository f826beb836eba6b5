import { expect, type FrameLocator, type Page, test } from '@playwright/test';
import { buildLmsPackage, type LmsStandard } from '../scripts/lms/build-package.ts';
import { axeOn, violationsOf } from './axe.ts';
import { type LearningSystem, startLearningSystem } from './lms/learning-system.ts';
import { RecordStore } from './lms/record-store.ts';
import { expectVerdict } from './site.ts';

// A package is put together, and a lab is started and verified two or three times.
test.describe.configure({ timeout: 150_000 });

const UNIT = 'urn:unhandled:lab:the-pager';

/** Plays a package in its LMS, sees that nothing asks another host, and stops the LMS. */
async function inLms(standard: LmsStandard, page: Page, store: RecordStore | undefined, play: (lms: LearningSystem) => Promise<void>): Promise<void> {
  const { files } = await buildLmsPackage(standard, 'lab:the-pager', 'en');
  const lms = await startLearningSystem(files, store);
  const others: string[] = [];
  const missing: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== lms.url) others.push(request.url());
  });
  page.on('response', (response) => {
    if (response.status() === 404 && response.url().includes('/content/')) missing.push(response.url());
  });
  try {
    await play(lms);
    expect(others, 'requests to other hosts').toEqual([]);
    expect(missing, 'files that the package lacks').toEqual([]);
  } finally {
    await lms.close();
  }
}

async function startLab(lesson: FrameLocator): Promise<void> {
  await lesson.getByRole('button', { name: 'Start lab' }).click();
  await expect(lesson.locator('.monaco-editor .view-line').first()).toBeVisible();
}

async function verify(lesson: FrameLocator, verdict: 'pass' | 'fail'): Promise<void> {
  await lesson.getByRole('button', { name: 'Verify' }).click();
  await expectVerdict(lesson, verdict);
}

async function applySolution(lesson: FrameLocator): Promise<void> {
  await lesson.getByRole('button', { name: 'Show solution' }).click();
  await lesson.getByRole('button', { name: 'Apply solution' }).click();
}

for (const [standard, elements, finish] of [
  ['scorm12', { status: 'cmi.core.lesson_status', score: 'cmi.core.score.raw', passed: 'passed', open: 'incomplete' }, 'LMSFinish'],
  ['scorm2004', { status: 'cmi.success_status', score: 'cmi.score.raw', passed: 'passed', open: 'unknown' }, 'Terminate'],
] as const) {
  test(`${standard}: verdicts reach the LMS as score and status, and a second session knows them`, async ({ page }) => {
    await inLms(standard, page, undefined, async (lms) => {
      await page.goto(`${lms.url}/${standard}.html`);
      const launch = page.frameLocator('#content');
      const lesson = launch.frameLocator('#lesson');
      const said = launch.getByRole('status').first();
      await expect(said).toHaveText('Connected. A verdict of Verify is reported to the LMS.');
      await startLab(lesson);

      await verify(lesson, 'fail');
      await expect(said).toHaveText(/^Reported: \d+ % of the checks pass\./);
      const failed = flat(lms.commits.at(-1));
      expect(failed[elements.status]).toBe(elements.open);
      expect(Number(failed[elements.score])).toBeGreaterThan(0);
      expect(Number(failed[elements.score])).toBeLessThan(100);

      await applySolution(lesson);
      await verify(lesson, 'pass');
      await expect(said).toHaveText('Reported: passed.');
      expect(flat(lms.commits.at(-1))).toMatchObject({ [elements.status]: elements.passed, [elements.score]: '100' });

      await launch.getByRole('button', { name: 'Finish and close' }).click();
      await expect(said).toHaveText('The session is closed. You can leave this page.');
      const last = flat(lms.commits.at(-1));
      expect(last[standard === 'scorm12' ? 'cmi.core.session_time' : 'cmi.session_time']).toMatch(standard === 'scorm12' ? /^(?:00)?00:0\d:\d\d/ : /^PT\d+/);
      expect(
        await page.evaluate((name) => ((window as never)[name === 'LMSFinish' ? 'API' : 'API_1484_11'] as { isTerminated(): boolean }).isTerminated(), finish),
      ).toBe(true);

      // The LMS opens it again with what it kept.
      await page.evaluate(
        (kept) => {
          window.name = JSON.stringify(kept);
        },
        kept(lms.commits.at(-1)),
      );
      await page.reload();
      await expect(page.frameLocator('#content').getByRole('status').first()).toHaveText('Reported: passed.');
    });
  });
}

test('cmi5: the record store takes every statement, in the order of the specification', async ({ page }) => {
  const store = new RecordStore(UNIT, 1);
  await inLms('cmi5', page, store, async (lms) => {
    const parameters = store.launchParameters(`${lms.url}/lrs/`, `${lms.url}/lrs/fetch`);
    await page.goto(`${lms.url}/content/launch.html?lab=the-pager&${parameters}`);
    const said = page.locator('#says');
    await expect(said).toHaveText('Connected. A verdict of Verify is reported to the LMS.');
    const lesson = page.frameLocator('#lesson');
    await startLab(lesson);
    await verify(lesson, 'fail');
    await expect(said).toHaveText(/^Reported: \d+ %/);
    await applySolution(lesson);
    await verify(lesson, 'pass');
    await expect(said).toHaveText('Reported: passed.');
    // A pass that is repeated is not told twice: the record store would refuse it.
    await verify(lesson, 'pass');
    await page.getByRole('button', { name: 'Finish and close' }).click();
    await page.waitForURL(`${lms.url}/returned.html`);
    expect(store.refusals).toEqual([]);
    expect(store.verbs()).toEqual(['initialized', 'progressed', 'passed', 'completed', 'terminated']);
  });
});

test('an LMS that refuses is named, and the lab goes on', async ({ page }) => {
  await inLms('scorm12', page, undefined, async (lms) => {
    await page.route(`${lms.url}/commit`, (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{"result":false,"errorCode":101}' }));
    await page.goto(`${lms.url}/scorm12.html`);
    const launch = page.frameLocator('#content');
    await expect(launch.locator('#says')).toHaveText(/^The LMS did not store: .*\. Your work is kept in this browser\.$/);
    await startLab(launch.frameLocator('#lesson'));
  });
});

test('without an LMS the page says so and everything works', async ({ page }) => {
  await inLms('scorm2004', page, undefined, async (lms) => {
    await page.goto(`${lms.url}/content/launch.html?lab=the-pager`);
    await expect(page.locator('#says')).toHaveText('No LMS opened this page: everything works, nothing is reported.');
    await expect(page.getByRole('button', { name: 'Finish and close' })).toBeHidden();
    // Links name files: an LMS may not know what a folder's page is.
    await page.frameLocator('#lesson').getByRole('link', { name: 'Course plan' }).first().click();
    await expect(page.frameLocator('#lesson').getByRole('heading', { level: 1 })).toHaveText('Course plan');
  });
});

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 } });
    test('the launch page has no finding of axe on a phone', async ({ page }) => {
      await inLms('scorm12', page, undefined, async (lms) => {
        await page.goto(`${lms.url}/content/launch.html?lab=the-pager`);
        await expect(page.locator('#says')).toHaveText(/^No LMS/);
        expect(await violationsOf(page, axeOn(page).exclude('#lesson'))).toEqual([]);
      });
    });
  });
}

/** What scorm-again commits as JSON, by the elements' full names. */
function flat(value: unknown, prefix = ''): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return { [prefix]: value };
  return Object.assign({}, ...Object.entries(value).map(([name, inner]) => flat(inner, prefix === '' ? name : `${prefix}.${name}`))) as Record<string, unknown>;
}

function kept(commit: unknown): unknown {
  const { cmi } = commit as { cmi?: unknown };
  return cmi === undefined ? commit : { cmi };
}
