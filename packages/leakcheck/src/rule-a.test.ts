import { expect, test } from 'vitest';
import type { Batch, HandleSample, Sample } from './reading.ts';
import { handleGrowth, heapGrowth, peaksOver } from './rule-a.ts';
import { seededNumbers } from './seeded-numbers.ts';

const sample = (handles: readonly HandleSample[], heapBytes = 0): Sample => ({ handles, heapBytes });
const fds = (from: number, to: number, at = 'src/receipt.ts:14'): HandleSample[] =>
  Array.from({ length: to - from }, (_, i) => ({ id: from + i, kind: 'fd', at }));

test('handleGrowth() finds nothing when the same handles are open', () => {
  expect(handleGrowth(sample(fds(0, 3)), sample(fds(0, 3)), 200)).toEqual([]);
});

test('handleGrowth() names kind, rate and line of one leak per request', () => {
  expect(handleGrowth(sample(fds(0, 2)), sample(fds(0, 202)), 200)).toEqual([
    { kind: 'fd', opened: 200, lost: 0, perRequest: 1, at: { place: 'src/receipt.ts:14', count: 200 } },
  ]);
});

test('handleGrowth() sees an intermittent leak of one in twenty', () => {
  expect(handleGrowth(sample([]), sample(fds(0, 10)), 200)[0]?.perRequest).toBe(0.05);
});

test('handleGrowth() sees a single handle in a thousand requests', () => {
  expect(handleGrowth(sample(fds(0, 4)), sample(fds(0, 5)), 1000)).toMatchObject([{ opened: 1, lost: 0 }]);
});

test('handleGrowth() reports a handle that was swapped for another of its kind', () => {
  expect(handleGrowth(sample(fds(1, 2)), sample(fds(7, 8)), 200)).toMatchObject([{ kind: 'fd', opened: 1, lost: 1 }]);
});

test('handleGrowth() reports a handle that vanished', () => {
  expect(handleGrowth(sample(fds(1, 3)), sample(fds(1, 2)), 200)).toEqual([{ kind: 'fd', opened: 0, lost: 1, perRequest: 0, at: undefined }]);
});

test('handleGrowth() names the line that opened most', () => {
  const [growth] = handleGrowth(sample([]), sample([...fds(0, 3, 'a.ts:1'), ...fds(3, 10, 'b.ts:2')]), 10);
  expect(growth?.at).toEqual({ place: 'b.ts:2', count: 7 });
});

test('handleGrowth() puts the kind that changed most first', () => {
  const timers: HandleSample[] = [{ id: 90, kind: 'timer' }];
  const kinds = handleGrowth(sample([]), sample([...timers, ...fds(0, 2)]), 10).map(({ kind }) => kind);
  expect(kinds).toEqual(['fd', 'timer']);
});

test('handleGrowth() lets a pool exchange its idle connections within its size', () => {
  const sockets = (...ids: number[]): HandleSample[] => ids.map((id) => ({ id, kind: 'socket', at: 'pool.ts:3' }));
  expect(handleGrowth(sample(sockets(1, 2)), sample(sockets(7, 8, 9, 10)), 200, { socket: 4 })).toEqual([]);
  expect(handleGrowth(sample(sockets(1, 2)), sample(sockets(7, 8, 9, 10, 11)), 200, { socket: 4 })).toMatchObject([{ kind: 'socket', opened: 1, lost: 0 }]);
});

test('handleGrowth() finds exactly what a random server leaked and lost, for any history', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const next = seededNumbers(seed);
    const kinds = ['fd', 'socket', 'timer', 'listener'];
    const before = Array.from({ length: 20 }, (_, id): HandleSample => ({ id, kind: kinds[Math.floor(next() * 4)] as string }));
    const lost = before.filter(() => next() < 0.2);
    const opened = Array.from({ length: Math.floor(next() * 30) }, (_, i): HandleSample => ({ id: 100 + i, kind: kinds[Math.floor(next() * 4)] as string }));
    const growth = handleGrowth(sample(before), sample([...before.filter((handle) => !lost.includes(handle)), ...opened].reverse()), 200);
    expect(growth.reduce((sum, each) => sum + each.opened, 0)).toBe(opened.length);
    expect(growth.reduce((sum, each) => sum + each.lost, 0)).toBe(lost.length);
    for (const each of growth) expect(each.perRequest * 200).toBeCloseTo(opened.filter(({ kind }) => kind === each.kind).length);
  }
});

test('peaksOver() names the kinds over their declared concurrency, worst first', () => {
  expect(peaksOver({ fd: 9, socket: 4, timer: 100 }, { fd: 2, socket: 4, lease: 1 })).toEqual([{ kind: 'fd', count: 9, limit: 2 }]);
});

function batches(first: number, second: number): [Batch, Batch] {
  const [x1, x2, x3] = [sample([], 1000), sample([], 1000 + first), sample([], 1000 + first + second)];
  return [
    { requests: 200, before: x1, after: x2 },
    { requests: 200, before: x2, after: x3 },
  ];
}

test('heapGrowth() passes a flat heap, a shrinking one, and one that grows under 64 bytes a request', () => {
  expect(heapGrowth(...batches(0, 0)).leaks).toBe(false);
  expect(heapGrowth(...batches(-5000, -1)).leaks).toBe(false);
  expect(heapGrowth(...batches(63 * 200, 63 * 200)).leaks).toBe(false);
});

test('heapGrowth() fails 64 bytes a request', () => {
  expect(heapGrowth(...batches(64 * 200, 64 * 200))).toEqual({ bytesPerRequest: [64, 64], leaks: true });
});

test('heapGrowth() fails growth that shows in one of the two batches only', () => {
  expect(heapGrowth(...batches(0, 200 * 200)).leaks).toBe(true);
  expect(heapGrowth(...batches(200 * 200, 0)).leaks).toBe(true);
});

test('heapGrowth() of one request in twenty that retains 1 KB stays under the limit, of one that retains 1.3 KB does not', () => {
  expect(heapGrowth(...batches(10 * 1024, 10 * 1024)).leaks).toBe(false);
  expect(heapGrowth(...batches(10 * 1300, 10 * 1300)).leaks).toBe(true);
});

test('heapGrowth() wants a declared bounded structure to stop growing altogether', () => {
  expect(heapGrowth(...batches(500, 1), true).leaks).toBe(true);
  expect(heapGrowth(...batches(90_000, 0), true).leaks).toBe(false);
});

test('heapGrowth() refuses batches with a gap between them', () => {
  const [second, third] = batches(0, 0);
  expect(() => heapGrowth(second, { ...third, before: sample([], 1000) })).toThrow(RangeError);
});
