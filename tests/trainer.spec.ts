import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { NO_PRACTICE, type Practice } from '../src/workspace/practice.ts';
import { toProgressFile } from '../src/workspace/sharing/progress-file.ts';
import { violationsOf } from './axe.ts';
import { startLab, test, verify } from './site.ts';

interface Upload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const upload = (name: string, contents: Uint8Array | string): Upload => ({ name, mimeType: 'application/gzip', buffer: Buffer.from(contents) });

async function fileOf(
  name: string,
  practice: Partial<Practice>,
  { solvedAt, savedAt = 1_796_000_000_000 }: { solvedAt?: number; savedAt?: number } = {},
): Promise<Upload> {
  const work = { edits: {}, hints: 2, solvedAt, openFile: undefined, savedAt };
  const file = await toProgressFile({
    learner: { id: `id-${name}`, name },
    savedAt,
    labs: { 'the-pager': { ...work, practice: { ...NO_PRACTICE, ...practice } } },
  });
  return upload(`${name}.json.gz`, new Uint8Array(await file.arrayBuffer()));
}

const last = { status: 'fail' as const, at: 1, failed: ['handles-failing'], figures: { 'handles-failing': { value: 1, unit: 'fd/request' } } };

const classOfThree = () =>
  Promise.all([
    fileOf('Ada', { activeMs: 700_000, passedAfterMs: 600_000, verdicts: 3, wrongFixes: { 'close-in-catch': 2 } }, { solvedAt: 1_795_999_000_000 }),
    fileOf('Bo', { activeMs: 1_500_000, verdicts: 6, wrongFixes: { 'close-in-catch': 1, swallow: 4 }, last }),
    fileOf('Chen', { activeMs: 120_000 }),
  ]);

async function hand(page: Page, files: readonly Upload[]): Promise<void> {
  await page.locator('.uh-choose input:enabled').setInputFiles([...files]);
  await expect(page.getByRole('status').filter({ hasText: 'files read' })).toBeVisible();
}

const row = (page: Page, table: string, name: string) => page.getByRole('region', { name: table }).getByRole('row').filter({ hasText: name });

test('a class is shown by lab and by learner, with who is stuck and the popular wrong fix', async ({ page }) => {
  await page.goto('/trainer/');
  await hand(page, await classOfThree());
  await expect(page.getByText('3 learners, 1 labs passed.')).toBeVisible();
  await expect(page.locator('.uh-stuck li')).toHaveText(['Bo in 1.1 The pager: 6 verdicts, 25 min fails handles-failing']);
  await expect(row(page, 'By lab', '1.1').getByRole('cell')).toHaveText(['1', '1', '1', '0', '10 min', 'close in catch, 2 of 3']);
  await expect(row(page, 'By learner', 'Ada').getByRole('button', { name: 'passed 10′' })).toBeVisible();
  await row(page, 'By learner', 'Bo').getByRole('button', { name: 'stuck 25′' }).click();
  const sheet = page.getByRole('dialog', { name: 'Bo in 1.1 The pager' });
  await expect(sheet).toContainText('swallow, 4 times');
  await expect(sheet).toContainText('handles-failing 1 fd/request');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('files are taken by drag and drop', async ({ page }) => {
  await page.goto('/trainer/');
  await expect(page.locator('.uh-choose input')).toBeEnabled();
  const [ada] = await classOfThree();
  const transfer = await page.evaluateHandle(
    ([name, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes as number[])], name as string));
      return data;
    },
    [ada.name, [...ada.buffer]] as const,
  );
  await page.locator('.uh-drop').dispatchEvent('drop', { dataTransfer: transfer });
  await expect(page.getByText('1 files read, 0 refused.')).toBeVisible();
  await expect(row(page, 'By learner', 'Ada')).toBeVisible();
});

test('damaged and foreign files are refused with the reason, the others load', async ({ page }) => {
  await page.goto('/trainer/');
  const [ada, bo] = await classOfThree();
  await hand(page, [ada, { ...bo, buffer: bo.buffer.subarray(0, -5) }, upload('holiday.json', '{"photos":[]}')]);
  await expect(page.getByText('1 files read, 2 refused.')).toBeVisible();
  await expect(page.locator('.uh-refusals li')).toHaveText([
    'Bo.json.gz: it is damaged or cut off: its checksum does not fit.',
    'holiday.json: it was not written by "Save all progress".',
  ]);
  await expect(row(page, 'By learner', 'Ada')).toBeVisible();
});

test('of two files of one learner the newer one is shown', async ({ page }) => {
  await page.goto('/trainer/');
  await hand(page, [await fileOf('Ada', { activeMs: 900_000 }, { savedAt: 1_796_000_000_001 }), await fileOf('Ada', { activeMs: 60_000 })]);
  await expect(page.getByText('Ada.json.gz is older than another file of Ada and was left out.')).toBeVisible();
  await expect(row(page, 'By learner', 'Ada').getByRole('button', { name: 'working 15′' })).toBeVisible();
});

test('the board is saved as CSV', async ({ page }) => {
  await page.goto('/trainer/');
  await hand(page, await classOfThree());
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const lines = readFileSync(await (await download).path(), 'utf8').split('\r\n');
  expect(lines.find((line) => line.startsWith('Bo,1.1'))).toBe('Bo,1.1,the-pager,stuck,25.0,,6,2,,handles-failing,close-in-catch 1; swallow 4');
});

test('the printed report has the tables and none of the controls', async ({ page }) => {
  await page.goto('/trainer/');
  await hand(page, await classOfThree());
  await page.emulateMedia({ media: 'print' });
  await expect(row(page, 'By learner', 'Chen')).toBeVisible();
  await expect(page.locator('.uh-drop')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Save as CSV' })).toBeHidden();
});

test('what a learner did reaches the board: name, verdict, wrong fix untouched, and nothing leaves the browser', async ({ page }) => {
  await startLab(page);
  await verify(page);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByLabel('Your name, if you like').fill('Dana');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save all progress' }).click();
  const saved = await (await download).path();
  await page.goto('/trainer/');
  await hand(page, [upload('unhandled-progress.json.gz', readFileSync(saved))]);
  await row(page, 'By learner', 'Dana').getByRole('button').first().click();
  const sheet = page.getByRole('dialog', { name: 'Dana in 1.1 The pager' });
  await expect(sheet).toContainText(/Verdicts\s*1/);
  await expect(sheet).toContainText('handles-failing 1 fd/request');
});

for (const colorScheme of ['dark', 'light'] as const) {
  for (const width of [390, 1024, 1600]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });
      test('the board fits the width and has no finding of axe', async ({ page }) => {
        await page.goto('/trainer/');
        await hand(page, await classOfThree());
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await violationsOf(page)).toEqual([]);
      });
    });
  }
}
