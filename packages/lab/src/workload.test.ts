import { expect, test } from 'vitest';
import { CHECKS } from '../fixtures/fake-lab.ts';
import { MIXED, mixedRun, shapesOf, shuffle, takeTurns } from './workload.ts';

test('takeTurns() goes through the shapes in turn', () => {
  const [good, bad] = CHECKS.shapes;
  expect(takeTurns(CHECKS.shapes.slice(0, 2), 5)).toEqual([good, bad, good, bad, good]);
  expect(takeTurns([], 5)).toEqual([]);
});

test('mixedRun() holds each role as often as declared', () => {
  const run = mixedRun(CHECKS);
  for (const role of ['good', 'failing', 'early-return', 'abort'] as const) {
    expect(run.filter((shape) => shape.role === role)).toHaveLength(MIXED[role]);
    expect(shapesOf(CHECKS, role)).toHaveLength(1);
  }
});

test('mixedRun() is the same each time and not in blocks', () => {
  const names = mixedRun(CHECKS).map(({ name }) => name);
  expect(mixedRun(CHECKS).map(({ name }) => name)).toEqual(names);
  const changes = names.filter((name, i) => i > 0 && name !== names[i - 1]).length;
  expect(changes).toBeGreaterThan(150);
});

test('shuffle() keeps every item, leaves its input alone and differs by seed', () => {
  const items = Array.from({ length: 50 }, (_, i) => i);
  const shuffled = shuffle(items, 1);
  expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
  expect(shuffled).not.toEqual(items);
  expect(shuffle(items, 2)).not.toEqual(shuffled);
  expect(items[49]).toBe(49);
});
