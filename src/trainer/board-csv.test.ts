import { expect, test } from 'vitest';
import { NO_PRACTICE } from '../workspace/practice.ts';
import type { BoardLab, BoardLearner } from './board.ts';
import { toBoardCsv } from './board-csv.ts';

const labs: BoardLab[] = [{ slug: 'the-pager', number: '1.1', title: 'The pager', minutes: 15 }];
const practice = {
  ...NO_PRACTICE,
  activeMs: 90_000,
  verdicts: 2,
  wrongFixes: { swallow: 1 },
  last: { status: 'fail' as const, at: 1, failed: ['heap', 'evidence'], figures: {} },
};
const learner = (name: string): BoardLearner => ({
  id: name,
  name,
  file: 'f',
  savedAt: 1,
  places: { 'the-pager': { standing: 'working', hints: 1, solvedAt: undefined, practice } },
});
const rowsOf = (csv: string) => csv.slice(1).split('\r\n').slice(1, -1);

test('a place becomes a row', () => {
  expect(rowsOf(toBoardCsv([learner('林')], labs))).toEqual(['林,1.1,the-pager,working,1.5,,2,1,,heap evidence,swallow 1']);
});

test('a lab that was never opened is a row, too', () => {
  expect(rowsOf(toBoardCsv([{ ...learner('a'), places: {} }], labs))).toEqual(['a,1.1,the-pager,none,,,,,,,']);
});

test('a name that a spreadsheet would run is text', () => {
  expect(rowsOf(toBoardCsv([learner('=1+1')], labs))[0]).toMatch(/^'=1\+1,/);
});

test('commas and quotes in a name stay in its cell', () => {
  expect(rowsOf(toBoardCsv([learner('Lin, "A"')], labs))[0]).toMatch(/^"Lin, ""A""",1\.1,/);
});
