import { expect, test } from 'vitest';
import { NO_PRACTICE, type Practice } from '../workspace/practice.ts';
import type { Progress } from '../workspace/sharing/progress-file.ts';
import { type BoardLab, type BoardLearner, STUCK_VERDICTS, summarize, toLearner, withLearner } from './board.ts';

const pager: BoardLab = { slug: 'the-pager', number: '1.1', title: 'The pager', minutes: 15 };
const leaks: BoardLab = { slug: 'three-leaks', number: '2.4', title: 'Three leaks', minutes: 25 };

function progress(name: string, practice: Partial<Practice>, solvedAt?: number): Progress {
  const work = { edits: {}, hints: 1, solvedAt, openFile: undefined, savedAt: 1, practice: { ...NO_PRACTICE, ...practice } };
  return { learner: { id: name, name }, savedAt: 5, labs: { 'the-pager': work } };
}
const learner = (name: string, practice: Partial<Practice>, solvedAt?: number) =>
  toLearner(progress(name, practice, solvedAt), `${name}.json.gz`, [pager, leaks]);
const standing = (each: BoardLearner) => each.places['the-pager']?.standing;

test('who has not passed works, until they are stuck by verdicts or by time', () => {
  expect(standing(learner('a', { verdicts: STUCK_VERDICTS - 1, activeMs: 22 * 60_000 }))).toBe('working');
  expect(standing(learner('a', { verdicts: STUCK_VERDICTS }))).toBe('stuck');
  expect(standing(learner('a', { activeMs: 22.5 * 60_000 }))).toBe('stuck');
});

test('who has passed is never stuck', () => {
  expect(standing(learner('a', { verdicts: 40, activeMs: 10_000_000 }, 17))).toBe('passed');
});

test('a lab that was never opened has no place', () => {
  expect(learner('a', {}).places['three-leaks']).toBeUndefined();
});

test('a learner without a name is called by the file', () => {
  expect(toLearner({ ...progress('a', {}), learner: undefined }, 'desk-7.json.gz', [pager])).toMatchObject({ name: 'desk-7', id: 'file desk-7.json.gz' });
});

test('of two files of one learner the newer one stays, whichever came first', () => {
  const old = { ...learner('a', {}), file: 'old', savedAt: 1 };
  const young = { ...learner('a', {}), file: 'young', savedAt: 2 };
  expect(withLearner([old], young)).toEqual({ learners: [young], older: old });
  expect(withLearner([young], old)).toEqual({ learners: [young], older: old });
});

test('a lab is summarized over the class', () => {
  const learners = [
    learner('a', { passedAfterMs: 600_000, wrongFixes: { swallow: 3 } }, 9),
    learner('b', { passedAfterMs: 1_200_000, wrongFixes: { swallow: 1, 'close-twice': 5 } }, 9),
    learner('c', { verdicts: 9 }),
  ];
  expect(summarize(pager, learners)).toEqual({
    lab: pager,
    counts: { none: 0, working: 0, stuck: 1, passed: 2 },
    medianMsToPass: 900_000,
    popularWrongFix: { name: 'swallow', learners: 2 },
  });
  expect(summarize(leaks, learners)).toMatchObject({ counts: { none: 3 }, medianMsToPass: undefined, popularWrongFix: undefined });
});
