import { expect, test } from 'vitest';
import { handleSeries, heapSeries } from './series.ts';

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
