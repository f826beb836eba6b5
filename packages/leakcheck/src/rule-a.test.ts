import { expect, test } from 'vitest';
import type { Batch, HandleSample, Sample } from './reading.ts';
import { handleGrowth, heapGrowth } from './rule-a.ts';
import { growthSentence } from './sentence.ts';

const sample = (handles: readonly HandleSample[], heapBytes = 0): Sample => ({ handles, heapBytes });
const fds = (from: number, to: number, at = 'src/receipt.ts:14'): HandleSample[] => Array.from({ length: to - from }, (_, i) => ({ id: from + i, kind: 'fd', at }));

test('handleGrowth() finds nothing when the same handles are open', () => {
  expect(handleGrowth(sample(fds(0, 3)), sample(fds(0, 3)), 200)).toEqual([]);
});

test('handleGrowth() names kind, rate and line of one leak per request', () => {
  const [growth] = handleGrowth(sample(fds(0, 2)), sample(fds(0, 202)), 200);
  expect(growth).toEqual({ kind: 'fd', count: 200, perRequest: 1, at: { place: 'src/receipt.ts:14', count: 200 } });
  expect(growthSentence(growth as never, 'failing request')).toBe('+1.00 fd per failing request, opened at src/receipt.ts:14');
});

test('handleGrowth() sees an intermittent leak of one in twenty', () => {
  const [growth] = handleGrowth(sample([]), sample(fds(0, 10)), 200);
  expect(growth?.perRequest).toBeCloseTo(0.05);
});

test('handleGrowth() reports a handle that was swapped for another of its kind', () => {
  expect(handleGrowth(sample(fds(1, 2)), sample(fds(7, 8)), 200)[0]?.count).toBe(1);
});

test('handleGrowth() reports a handle that vanished although the count is unchanged in other kinds', () => {
  const [growth] = handleGrowth(sample(fds(1, 3)), sample(fds(1, 2)), 200);
  expect(growth?.count).toBe(-1);
});

test('handleGrowth() names the line that opened most', () => {
  const [growth] = handleGrowth(sample([]), sample([...fds(0, 3, 'a.ts:1'), ...fds(3, 10, 'b.ts:2')]), 10);
  expect(growth?.at).toEqual({ place: 'b.ts:2', count: 7 });
});

function batches(first: number, second: number): [Batch, Batch] {
  const [x1, x2, x3] = [sample([], 1000), sample([], 1000 + first), sample([], 1000 + first + second)];
  return [{ requests: 200, before: x1, after: x2 }, { requests: 200, before: x2, after: x3 }];
}

test('heapGrowth() passes a flat heap and one that grows under 64 bytes a request', () => {
  expect(heapGrowth(...batches(0, 0)).leaks).toBe(false);
  expect(heapGrowth(...batches(63 * 200, 63 * 200)).leaks).toBe(false);
});

test('heapGrowth() fails 64 bytes a request', () => {
  expect(heapGrowth(...batches(64 * 200, 64 * 200))).toEqual({ bytesPerRequest: [64, 64], leaks: true });
});

test('heapGrowth() fails a leak that shows in one batch only but outweighs the limit over both', () => {
  expect(heapGrowth(...batches(0, 200 * 200)).leaks).toBe(true);
});

test('heapGrowth() wants a declared bounded structure to stop growing altogether', () => {
  expect(heapGrowth(...batches(500, 1), true).leaks).toBe(true);
  expect(heapGrowth(...batches(500, 0), true).leaks).toBe(false);
});

test('heapGrowth() refuses batches with a gap between them', () => {
  const [second, third] = batches(0, 0);
  expect(() => heapGrowth(second, { ...third, before: sample([], 1000) })).toThrow(RangeError);
});
