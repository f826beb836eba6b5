import { expect, test } from 'vitest';
import { countTrend } from './count-trend.ts';
import { seededNumbers } from './seeded-numbers.ts';

test('countTrend() of a count that stays, falls or breathes under its highest mark is bounded', () => {
  expect(countTrend([3, 3, 3, 3], 200)).toBe('bounded');
  expect(countTrend([8, 2, 1, 0], 200)).toBe('bounded');
  expect(countTrend([0, 5, 4, 6, 5, 6, 5], 200)).toBe('bounded');
});

test('countTrend() of one handle per request, and of one in twenty, grows', () => {
  expect(countTrend([2, 202, 402, 602], 200)).toBe('grows');
  expect(countTrend([2, 11, 23, 31], 200)).toBe('grows');
});

test('countTrend() of a pool that fills up within the first batches is unclear, and bounded at the next look', () => {
  expect(countTrend([1, 3, 4, 4], 200)).toBe('unclear');
  expect(countTrend([1, 3, 4, 4, 4, 3, 4], 200)).toBe('bounded');
});

test('countTrend() calls a handle per batch a leak only when it is a trend over two looks', () => {
  expect(countTrend([1, 2, 3, 4], 200)).toBe('unclear');
  expect(countTrend([1, 2, 3, 4, 5, 6, 7], 200)).toBe('grows');
});

test('countTrend() finds an intermittent leak of one in twenty whatever the chance, and never passes one of one in a hundred', () => {
  for (let seed = 1; seed <= 200; seed++) {
    for (const [rate, allowed] of [
      [0.05, ['grows']],
      [0.01, ['grows', 'unclear']],
    ] as const) {
      const next = seededNumbers(seed);
      let open = 0;
      const counts = [0];
      for (let batch = 0; batch < 3; batch++) {
        for (let request = 0; request < 200; request++) if (next() < rate) open++;
        counts.push(open);
      }
      expect(allowed).toContain(countTrend(counts, 200));
    }
  }
});

test('countTrend() refuses fewer counts than a look has', () => {
  expect(() => countTrend([1, 2, 3], 200)).toThrow('at least 4');
});
