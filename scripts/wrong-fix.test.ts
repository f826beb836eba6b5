import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type CheckResult, filesOf, recognizeWrongFix, type Verdict } from '../packages/lab/src/index.ts';
import { readLab } from './read-lab.ts';

/** A verdict in which exactly these checks fail. */
function verdictOf(lab: string, failed: readonly string[]): Verdict {
  const checks = failed.map((id) => ({ id, status: 'fail' }) as CheckResult);
  return { lab, status: failed.length > 0 ? 'fail' : 'pass', checks, figures: {}, proof: [] };
}

const labs = readdirSync('labs').filter((name) => !name.startsWith('_'));

test.each(labs)('every wrong fix of %s is recognized by its own code and the checks it fails', async (slug) => {
  const { source } = await readLab(slug);
  for (const name of Object.keys(source.wrong)) {
    const failed = source.manifest.failsWith[`wrong/${name}`] ?? [];
    expect(recognizeWrongFix(source, filesOf(source, `wrong/${name}`), verdictOf(slug, failed))).toBe(name);
  }
});

test('the code of the incident and a passing attempt are no wrong fixes', async () => {
  const { source } = await readLab('the-pager');
  expect(recognizeWrongFix(source, filesOf(source, 'start'), verdictOf('the-pager', source.manifest.failsWith['start'] ?? []))).toBeUndefined();
  expect(recognizeWrongFix(source, filesOf(source, 'solution'), verdictOf('the-pager', []))).toBeUndefined();
});

test('an attempt that fails other checks than any wrong fix is none of them', async () => {
  const { source } = await readLab('the-pager');
  expect(recognizeWrongFix(source, filesOf(source, 'wrong/swallow'), verdictOf('the-pager', ['boot']))).toBeUndefined();
});
