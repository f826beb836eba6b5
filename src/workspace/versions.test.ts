import type { LabSource, Verdict } from '@unhandled/lab';
import { expect, test } from 'vitest';
import { figuresOf, VersionMeasurements, versionsOf } from './versions.ts';

const lab = (solution: Record<string, string>): LabSource =>
  ({ slug: 'x', manifest: { editable: ['a.ts', 'b.ts'] }, base: {}, start: { 'a.ts': '1', 'b.ts': '1' }, solution, wrong: {} }) as unknown as LabSource;

test('a solution of one file is compared with the start and the reader’s own', () => {
  expect(versionsOf(lab({ 'a.ts': '2' }), { 'a.ts': '3' }).map(({ kind, files }) => `${kind} ${files['a.ts']}${files['b.ts']}`)).toEqual([
    'start 11',
    'mine 31',
    'solution 21',
  ]);
});

test('a solution of several files also shows what each file of it does alone', () => {
  expect(versionsOf(lab({ 'a.ts': '2', 'b.ts': '2' }), {}).map(({ kind, files }) => `${kind} ${files['a.ts']}${files['b.ts']}`)).toEqual([
    'start 11',
    'only 21',
    'only 12',
    'solution 22',
  ]);
});

test('a verdict comes down to failed checks, wrong answers, and the largest growth', () => {
  const verdict = {
    checks: [
      { id: 'boot', status: 'pass' },
      { id: 'heap', status: 'fail' },
    ],
    figures: { 'contract-good': 2, 'contract-failing': 3, 'handles-failing': 0.5, 'handles-abort': 1, heap: 70, '1.failing.handles': 99 },
  } as unknown as Verdict;
  expect(figuresOf(verdict)).toEqual({ failed: ['heap'], wrongAnswers: 5, handlesPerRequest: 1, bytesPerRequest: 70 });
});

test('a version is measured once, and again only after it failed to be', () => {
  const asked: string[] = [];
  const measurements = new VersionMeasurements((key) => asked.push(key));
  const [start] = versionsOf(lab({ 'a.ts': '2' }), {});
  if (start === undefined) throw new Error('there is always a start');
  measurements.want([start]);
  measurements.want([start]);
  expect(asked.length).toBe(1);
  measurements.forgetWaiting('the engine was replaced');
  expect(measurements.states.value.get(start.key)).toEqual({ kind: 'failed', message: 'the engine was replaced' });
  measurements.want([start]);
  expect(asked.length).toBe(2);
});
