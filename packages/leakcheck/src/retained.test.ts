import { expect, test } from 'vitest';
import { highWater, watchRetained } from './retained.ts';
import { RULE_B } from './rule-b.ts';
import { seededNumbers } from './seeded-numbers.ts';

/** A heap whose retained bytes after each round are given, under the noise of a real server. */
async function watch(bytesAfter: (round: number) => number, seed = 7) {
  const next = seededNumbers(seed);
  return watchRetained(async (round) => 5_000_000 + bytesAfter(round) + (next() - 0.5) * 8_000);
}

test('watchRetained() passes a flat heap at the first look', async () => {
  const { status, levelled, heapBytes } = await watch(() => 0);
  expect({ status, levelled, rounds: heapBytes.length }).toEqual({ status: 'pass', levelled: false, rounds: RULE_B.discardRounds + RULE_B.rounds });
});

test('watchRetained() fails 100 B and 1 KB a request, after ten rounds that confirm it', async () => {
  for (const bytes of [100, 1024]) {
    const { status, slope, heapBytes } = await watch((round) => round * 200 * bytes);
    expect(status).toBe('fail');
    expect(Math.abs(slope - bytes)).toBeLessThan(10);
    expect(heapBytes).toHaveLength(RULE_B.discardRounds + 2 * RULE_B.rounds);
  }
});

test('watchRetained() passes a cache of up to 3,200 entries of 1 KB, wherever it fills up', async () => {
  for (let entries = 200; entries <= 3_200; entries += 200) {
    const { status, levelled } = await watch((round) => Math.min(entries, round * 200) * 1024, entries);
    expect({ entries, status }).toEqual({ entries, status: 'pass' });
    if (entries > 1_400) expect(levelled).toBe(true);
  }
});

test('watchRetained() passes a map of 1 KB entries that is emptied when full', async () => {
  for (const period of [3, 4, 5, 7]) {
    const { status } = await watch((round) => (round % period) * 200 * 1024, period);
    expect({ period, status }).toEqual({ period, status: 'pass' });
  }
});

test('watchRetained() fails a leak of 1 KB under a map that is emptied when full', async () => {
  const { status } = await watch((round) => round * 200 * 1024 + (round % 5) * 200 * 200);
  expect(status).toBe('fail');
});

test('watchRetained() says inconclusive when noise hides what it looks for', async () => {
  const next = seededNumbers(3);
  const { status, heapBytes } = await watchRetained(async (round) => round * 200 * 40 + next() * 4_000_000);
  expect(status).toBe('inconclusive');
  expect(heapBytes).toHaveLength(RULE_B.discardRounds + RULE_B.looks * RULE_B.rounds);
});

test('highWater() is the rise of the highest mark from ten rounds to the next', () => {
  const rounds = [...new Array(9).fill(0), 4_000, ...new Array(10).fill(8_000), ...new Array(10).fill(8_000)];
  expect(highWater(rounds, 200)).toEqual([2, 0]);
});
