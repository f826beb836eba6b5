import { expect, test } from 'vitest';
import { judgeNoisyHeap, mannKendall, pairwiseSlopes } from './rule-b.ts';

/** Seeded, so that the tests say the same every time. */
function noise(seed: number, spread: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 32 - 0.5) * 2 * spread;
  };
}

function series(rounds: number, bytesPerRequest: number, seed: number, spread = 6000): number[] {
  const next = noise(seed, spread);
  return Array.from({ length: rounds }, (_, round) => 5_000_000 + round * 200 * bytesPerRequest + next());
}

test('pairwiseSlopes() of a straight line are all its slope', () => {
  expect(pairwiseSlopes([0, 10, 20, 30])).toEqual([10, 10, 10, 10, 10, 10]);
});

test('mannKendall() agrees with the published value for ten rising readings', () => {
  expect(mannKendall([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBeCloseTo(0.0000416, 6);
  expect(mannKendall([10, 9, 8, 7, 6, 5, 4])).toBe(1);
});

test('a leak of 1 KB a request fails under the noise of a real Node server, whatever the noise', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const verdict = judgeNoisyHeap(series(10, 1024, seed), 200);
    expect(verdict.status).toBe('fail');
    expect(Math.abs(verdict.slope - 1024)).toBeLessThan(12);
  }
});

test('a clean server never fails and nearly always passes at the first look', () => {
  let passed = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const { status } = judgeNoisyHeap(series(10, 0, seed), 200);
    expect(status).not.toBe('fail');
    if (status === 'pass') passed++;
  }
  expect(passed).toBeGreaterThan(190);
});

test('a shrinking heap passes', () => {
  expect(judgeNoisyHeap(series(10, -200, 3), 200).status).toBe('pass');
});

test('a series of equal readings passes: ties are no growth', () => {
  expect(judgeNoisyHeap(new Array(10).fill(42), 200)).toMatchObject({ status: 'pass', slope: 0 });
});

test('noise as large as the leak is inconclusive, not a verdict', () => {
  expect(judgeNoisyHeap(series(6, 50, 9, 60_000), 200).status).toBe('inconclusive');
});

test('too few readings are refused', () => {
  expect(() => judgeNoisyHeap([1, 2, 3], 200)).toThrow('at least 4 readings');
});
