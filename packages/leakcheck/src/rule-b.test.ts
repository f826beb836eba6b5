import { expect, test } from 'vitest';
import { judgeNoisyHeap, mannKendall, medianRise, pairwiseSlopes, RULE_B, watchNoisyHeap } from './rule-b.ts';
import { seededNumbers } from './seeded-numbers.ts';

const REQUESTS = 200;

/** Readings of a heap that grows by `bytesPerRequest`, with noise of up to `spread` bytes either way. */
function series(rounds: number, bytesPerRequest: number, seed: number, spread = 6000): number[] {
  const next = seededNumbers(seed);
  return Array.from({ length: rounds }, (_, round) => 5_000_000 + round * REQUESTS * bytesPerRequest + (next() - 0.5) * 2 * spread);
}

test('pairwiseSlopes() of a straight line are all its slope', () => {
  expect(pairwiseSlopes([0, 10, 20, 30])).toEqual([10, 10, 10, 10, 10, 10]);
});

test('pairwiseSlopes() are those between all pairs, sorted', () => {
  expect(pairwiseSlopes([3, 1, 5])).toEqual([-2, 1, 4]);
});

test('mannKendall() agrees with values worked out by hand', () => {
  // Ten rising readings: S = 45, variance 125, z = 44 / sqrt(125) = 3.935.
  expect(mannKendall([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBeCloseTo(0.0000416, 6);
  // Four rising readings: S = 6, variance 26/3, z = 5 / 2.944 = 1.698.
  expect(mannKendall([1, 2, 3, 4])).toBeCloseTo(0.0447, 4);
  // Ties: S = 5, variance (4*3*13 - 2*1*9) / 18 = 23/3, z = 4 / 2.769 = 1.4446.
  expect(mannKendall([1, 2, 2, 3])).toBeCloseTo(0.0743, 4);
});

test('mannKendall() of falling or equal readings speaks for no growth', () => {
  expect(mannKendall([10, 9, 8, 7, 6, 5, 4])).toBe(1);
  expect(mannKendall([7, 7, 7, 7])).toBe(0.5);
});

test('mannKendall() depends on order alone, not on size', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const values = series(12, 20, seed);
    const stretched = values.map((value) => (value - 4_000_000) ** 3);
    expect(mannKendall(stretched)).toBe(mannKendall(values));
  }
});

test('a leak of 1 KB a request fails under the noise of a real server, whatever the noise', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const verdict = judgeNoisyHeap(series(10, 1024, seed), REQUESTS);
    expect(verdict.status).toBe('fail');
    expect(Math.abs(verdict.slope - 1024)).toBeLessThan(12);
  }
});

test('a leak of 1 KB in one of twenty requests fails', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const next = seededNumbers(seed);
    let bytes = 5_000_000;
    const readings = Array.from({ length: 10 }, () => {
      for (let request = 0; request < REQUESTS; request++) if (next() < 0.05) bytes += 1024;
      return bytes + (next() - 0.5) * 600;
    });
    const verdict = judgeNoisyHeap(readings, REQUESTS);
    expect(verdict.status).toBe('fail');
    expect(verdict.slope).toBeGreaterThan(RULE_B.leakBytes);
    expect(verdict.slope).toBeLessThan(80);
  }
});

test('a clean server never fails and nearly always passes at the first look', () => {
  let passed = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const { status } = judgeNoisyHeap(series(10, 0, seed), REQUESTS);
    expect(status).not.toBe('fail');
    if (status === 'pass') passed++;
  }
  expect(passed).toBeGreaterThan(190);
});

test('a single jump of 4 MB in a flat series is no leak', () => {
  const jump = [...new Array(5).fill(5_000_000), ...new Array(5).fill(9_000_000)];
  expect(judgeNoisyHeap(jump, REQUESTS).status).not.toBe('fail');
});

test('a shrinking heap passes with a negative slope', () => {
  const verdict = judgeNoisyHeap(series(10, -200, 3), REQUESTS);
  expect(verdict.status).toBe('pass');
  expect(verdict.slope).toBeLessThan(-190);
});

test('a series of equal readings passes: ties are no growth', () => {
  expect(judgeNoisyHeap(new Array(10).fill(42), REQUESTS)).toMatchObject({ status: 'pass', slope: 0, upperBound: 0, p: 0.5 });
});

test('a leak read in pages of 256 KB, so that most readings tie, is not passed', () => {
  const paged = Array.from({ length: 30 }, (_, round) => Math.floor((round * REQUESTS * 300) / 262_144) * 262_144);
  const verdict = judgeNoisyHeap(paged, REQUESTS);
  expect(verdict.status).toBe('fail');
  expect(verdict.slope).toBeGreaterThan(200);
});

test('noise as large as the leak is inconclusive, not a verdict', () => {
  expect(judgeNoisyHeap(series(6, 50, 9, 60_000), REQUESTS).status).toBe('inconclusive');
});

test('judgeNoisyHeap() moves with the unit and stays with a constant added', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const readings = series(10, 40, seed);
    const verdict = judgeNoisyHeap(readings, REQUESTS);
    const shifted = judgeNoisyHeap(
      readings.map((bytes) => bytes + 1_000_000),
      REQUESTS,
    );
    expect(shifted.slope).toBeCloseTo(verdict.slope, 6);
    expect(shifted.p).toBe(verdict.p);
    expect(judgeNoisyHeap(readings, REQUESTS * 2).slope).toBeCloseTo(verdict.slope / 2, 6);
    expect(verdict.upperBound).toBeGreaterThanOrEqual(verdict.slope);
  }
});

test('too few readings are refused', () => {
  expect(() => judgeNoisyHeap([1, 2, 3], REQUESTS)).toThrow('at least 4 readings');
});

test('watchNoisyHeap() throws the first rounds away and stops at a clear verdict', async () => {
  const rounds: number[] = [];
  const verdict = await watchNoisyHeap(async (round) => {
    rounds.push(round);
    // A compiler that warms up: 450 B a request at first, nothing after.
    return round < RULE_B.discardRounds ? round * 90_000 : 360_000 + (round % 3) * 100;
  });
  expect(verdict.status).toBe('pass');
  expect(rounds).toEqual(Array.from({ length: RULE_B.discardRounds + RULE_B.rounds }, (_, i) => i));
});

test('watchNoisyHeap() looks three times, then says inconclusive', async () => {
  let rounds = 0;
  const next = seededNumbers(4);
  const verdict = await watchNoisyHeap(async () => {
    rounds++;
    return rounds * REQUESTS * 40 + next() * 4_000_000;
  });
  expect(verdict.status).toBe('inconclusive');
  expect(rounds).toBe(RULE_B.discardRounds + RULE_B.looks * RULE_B.rounds);
});

test('watchNoisyHeap() decides at a later look what the first could not', async () => {
  let rounds = 0;
  const next = seededNumbers(11);
  const verdict = await watchNoisyHeap(async () => {
    rounds++;
    return rounds * REQUESTS * 100 + next() * 200_000;
  });
  expect(verdict.status).toBe('fail');
  expect(rounds).toBeGreaterThan(RULE_B.discardRounds + RULE_B.rounds);
});

test('watchNoisyHeap() finds a bounded structure that fills and is emptied, over and over', async () => {
  const sawTooth = async (round: number) => 5_000_000 + (round % 5) * 200_000;
  expect((await watchNoisyHeap(sawTooth, 200)).status).not.toBe('fail');
  expect(await watchNoisyHeap(sawTooth, 200, true)).toMatchObject({ status: 'fail', slope: 1000 });
  expect((await watchNoisyHeap(async () => 5_000_000, 200, true)).status).toBe('pass');
});

test('medianRise() is what most rounds add', () => {
  expect(medianRise([0, 10, 20, 30, 0, 10])).toBe(10);
});
