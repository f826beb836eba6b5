import { expect, test } from 'vitest';
import { handleSeries, heapSeries, poolSeries, statusSeries } from './series.ts';

const reading = (atMs: number, fd: number, heapBytes = 0) => ({ atMs, handles: { fd, server: 1 }, heapBytes, answers: {} });

test('handles are drawn by kind, without the one server that is always there', () => {
  const { seconds, lines } = handleSeries([reading(0, 0), reading(500, 3)], [], 'before');
  expect(seconds).toEqual([0, 0.5]);
  expect(lines.map(({ name, values }) => [name, values])).toEqual([
    ['fd', [0, 3]],
    ['socket', [0, 0]],
  ]);
});

test('the run before becomes a ghost on the same time axis, with gaps where it has no reading', () => {
  const { seconds, lines } = heapSeries([reading(0, 0, 2 ** 20), reading(500, 0, 2 ** 21)], [reading(250, 0, 2 ** 22)], 'before');
  expect(seconds).toEqual([0, 0.25, 0.5]);
  expect(lines[0]).toMatchObject({ name: 'before', ghost: true, values: [null, 4, null] });
  expect(lines[1]).toMatchObject({ name: 'heap', values: [1, null, 2] });
});

test('a pool is drawn as its users and as its database count it', () => {
  const pool = { inUse: 3, waiting: 2, sessions: 4, inTransaction: 1 };
  const names = { inUse: 'on loan', waiting: 'waiting', sessions: 'sessions', inTransaction: 'in transaction' };
  const { lines } = poolSeries([{ ...reading(0, 0), pool }], [], 'before', names);
  expect(lines.map(({ name, values }) => [name, values])).toEqual([
    ['on loan', [3]],
    ['waiting', [2]],
    ['sessions', [4]],
    ['in transaction', [1]],
  ]);
});

test('answers are counted a second, over the second before, by class', () => {
  const at = (atMs: number, ok: number, failed: number) => ({ ...reading(atMs, 0), answers: { 200: ok, 404: failed } });
  const { lines } = statusSeries([at(0, 0, 0), at(250, 5, 0), at(500, 10, 1), at(750, 15, 1), at(1000, 20, 1), at(1250, 25, 1)]);
  expect(lines.map(({ name, values }) => [name, values])).toEqual([
    ['2xx', [0, 20, 20, 20, 20, 20]],
    ['4xx', [0, 0, 2, 4 / 3, 1, 1]],
  ]);
});
