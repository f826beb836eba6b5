import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createEngineSandbox } from '../packages/lab/src/sandboxes/engine.ts';
import { checkLabs } from './check-labs.ts';
import { readAssetsFor } from './engine-assets.ts';
import { startDatabase } from './pglite.ts';
import { createLab } from './new-lab.ts';
import { LABS, listLabs, readLab } from './read-lab.ts';

const CURRICULUM = fileURLToPath(new URL('../packages/lab/fixtures/curriculum', import.meta.url));
const sandbox = createEngineSandbox({ assets: readAssetsFor, database: startDatabase });

/** A folder inside the project, so that a lab's checks.ts finds the lab package. */
function makeFolder(): string {
  const cache = fileURLToPath(new URL('../.cache', import.meta.url));
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'labs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('checkLabs() accepts a lab whose variants do what lab.json says', async () => {
  const reports = await checkLabs(['passes'], CURRICULUM, sandbox);
  expect(reports.map(({ variant, failed, ok }) => ({ variant, failed, ok }))).toEqual([
    { variant: 'start', failed: ['handles-failing', 'handles-mixed'], ok: true },
    { variant: 'solution', failed: [], ok: true },
    { variant: 'wrong/swallow', failed: ['contract-failing'], ok: true },
  ]);
});

test('checkLabs() finds the one handle that a solution leaks in its whole life', async () => {
  const [, solution] = await checkLabs(['leaks-one-handle'], CURRICULUM, sandbox);
  expect(solution).toMatchObject({ ok: false, failed: ['handles-failing'], figures: { 'handles-failing': 1 } });
  expect(solution?.notes[0]).toBe('The solution must pass every check, and fails handles-failing');
});

test('checkLabs() refuses a start that does not start', async () => {
  const [start] = await checkLabs(['crashes-on-boot'], CURRICULUM, sandbox);
  expect(start).toMatchObject({ ok: false, failed: ['boot'] });
  expect(start?.notes).toContain('lab.json does not say that start fails boot');
});

test('checkLabs() reports a lab with a file that belongs nowhere, and goes on with the next', async () => {
  const reports = await checkLabs(['unlisted-file', 'passes'], CURRICULUM, sandbox);
  expect(reports[0]).toMatchObject({ slug: 'unlisted-file', ok: false });
  expect(reports[0]?.notes[0]).toContain('Lab "unlisted-file" holds notes.txt');
  expect(reports).toHaveLength(4);
});

test('checkLabs() gives the same figures each time', async () => {
  const first = await checkLabs(['passes'], CURRICULUM, sandbox);
  expect(JSON.stringify(await checkLabs(['passes'], CURRICULUM, sandbox))).toBe(JSON.stringify(first));
});

test('createLab() makes a lab that already runs: its start fails, its solution passes, its wrong fix is caught', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  onTestFinished(() => void vi.restoreAllMocks());
  const folder = makeFolder();
  createLab('three-leaks', folder);
  expect(listLabs(folder)).toEqual(['three-leaks']);
  const reports = await checkLabs(['three-leaks'], folder, sandbox);
  expect(reports.map(({ variant, ok }) => `${variant} ${ok}`)).toEqual(['start true', 'solution true', 'wrong/swallow true']);
  expect(reports[0]?.failed).toContain('handles-failing');
});

test('createLab() refuses names that could not be an id, and names that are taken', () => {
  const folder = makeFolder();
  for (const name of ['Three', 'three leaks', '../x', '_base', 'a--b', '']) expect(() => createLab(name, folder)).toThrow('is no lab name');
  expect(() => createLab('the-pager')).toThrow('There is a lab "the-pager" already');
});

test('readLab() names the labs that there are when one is not', async () => {
  await expect(readLab('no-such-lab')).rejects.toThrow(`There is no lab "no-such-lab": ${LABS} holds`);
});
