import { expect, test } from 'vitest';
import { afterNews, NEW_ATTEMPT } from './attempt.ts';

const news = (status: 'pass' | 'fail' | 'inconclusive', passedChecks: number) => ({ lab: 'the-pager', status, passedChecks, checks: 12 });

test('the score is the share of checks that passed', () => {
  expect(afterNews(NEW_ATTEMPT, news('fail', 9))).toEqual({ score: 0.75, isPassed: false });
});

test('only a verdict that passes scores 1', () => {
  expect(afterNews(NEW_ATTEMPT, news('pass', 12))).toEqual({ score: 1, isPassed: true });
  expect(afterNews(NEW_ATTEMPT, news('inconclusive', 12))).toEqual({ score: 0.99, isPassed: false });
});

test('a worse verdict takes nothing away', () => {
  const better = afterNews(NEW_ATTEMPT, news('fail', 9));
  expect(afterNews(better, news('fail', 3))).toEqual(better);
  expect(afterNews({ score: 1, isPassed: true }, news('fail', 3))).toEqual({ score: 1, isPassed: true });
});
