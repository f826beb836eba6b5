import { expect, test } from 'vitest';
import { clockAt, fullHours } from './evening-clock.ts';
import { bandPath, linePath, niceTop, stacked } from './paths.ts';

test('linePath() draws from the top down, and breaks where a value is missing', () => {
  expect(linePath([0, 2, null, 10], 10)).toBe('M1 10L2 8M4 0');
});

test('stacked() adds up, and bandPath() closes what lies between two edges', () => {
  const [low, high] = stacked([
    [1, 2],
    [3, 0],
  ]);
  expect([low, high]).toEqual([
    [1, 2],
    [4, 2],
  ]);
  expect(bandPath(low ?? [], high ?? [], 4)).toBe('M1 0L2 2L2 2L1 3Z');
});

test('niceTop() is a round number that nothing exceeds', () => {
  expect([0, 3, 4, 7, 256, 10_400].map(niceTop)).toEqual([2, 3, 4, 8, 300, 12_000]);
});

test('the clock passes midnight, and full hours are found', () => {
  expect([0, 80, 365].map((minute) => clockAt('17:55', minute))).toEqual(['17:55', '19:15', '00:00']);
  expect(fullHours('17:55', 130)).toEqual([5, 65, 125]);
});
