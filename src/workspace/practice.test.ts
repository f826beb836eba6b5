import { expect, test } from 'vitest';
import { afterStart, afterUse, afterVerdict, NO_PRACTICE } from './practice.ts';
import type { Verdict } from '@unhandled/lab';

const verdict = (status: 'pass' | 'fail'): Verdict => ({
  lab: 'the-pager',
  status,
  figures: {},
  proof: [],
  checks: [
    { id: 'boot', dimension: 'contract', status: 'pass', finding: { key: 'x', params: {} }, sentence: '' },
    {
      id: 'handles-failing',
      dimension: 'growth',
      status,
      finding: { key: 'x', params: {} },
      sentence: '',
      figure: { value: 1, unit: 'fd/request', threshold: 0 },
    },
  ],
});

test('the first start counts, later ones do not', () => {
  expect(afterStart(afterStart(NO_PRACTICE, 5), 9).startedAt).toBe(5);
});

test('time in use adds up', () => {
  expect(afterUse(afterUse(NO_PRACTICE, 10_000), 5_000).activeMs).toBe(15_000);
});

test('verdicts and recognized wrong fixes are counted, the newest verdict is kept with its figures', () => {
  let practice = afterVerdict(NO_PRACTICE, verdict('fail'), 'swallow', 1);
  practice = afterVerdict(practice, verdict('fail'), 'swallow', 2);
  practice = afterVerdict(practice, verdict('pass'), undefined, 3);
  expect(practice).toEqual({
    ...NO_PRACTICE,
    passedAfterMs: 0,
    verdicts: 3,
    wrongFixes: { swallow: 2 },
    last: { status: 'pass', at: 3, failed: [], figures: { 'handles-failing': { value: 1, unit: 'fd/request' } } },
  });
  expect(afterVerdict(practice, verdict('fail'), undefined, 4).last?.failed).toEqual(['handles-failing']);
});

test('the time to the first verdict that passes stays as it was', () => {
  const passed = afterVerdict(afterUse(NO_PRACTICE, 30_000), verdict('pass'), undefined, 1);
  expect(afterVerdict(afterUse(passed, 10_000), verdict('pass'), undefined, 2)).toMatchObject({ activeMs: 40_000, passedAfterMs: 30_000 });
});
