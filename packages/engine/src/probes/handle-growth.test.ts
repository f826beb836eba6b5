import { expect, test } from 'vitest';
import { handleGrowth } from './handle-growth.ts';
import type { HandleRecord } from './read-handles.ts';

const at = (line: number) => ({ file: 'routes/receipt.ts', line, column: 14 });
const record = (id: number, kind: HandleRecord['kind'], line?: number): HandleRecord => ({
  id,
  kind,
  label: `${kind} ${id}`,
  openedAtMs: id,
  ...(line !== undefined && { at: at(line) }),
});

test('what was opened since and is still open is grouped by kind and creation site', () => {
  const before = [record(1, 'server'), record(2, 'fd', 10)];
  const after = [record(1, 'server'), record(5, 'fd', 14), record(6, 'fd', 14), record(7, 'timer', 14), record(8, 'fd', 20)];
  expect(handleGrowth(before, after)).toEqual([
    { kind: 'fd', at: at(14), count: 2, label: 'fd 5', ids: [5, 6] },
    { kind: 'timer', at: at(14), count: 1, label: 'timer 7', ids: [7] },
    { kind: 'fd', at: at(20), count: 1, label: 'fd 8', ids: [8] },
  ]);
});

test('handles that were closed and opened anew count, since their ids are new', () => {
  expect(handleGrowth([record(1, 'fd', 3)], [record(2, 'fd', 3)])).toHaveLength(1);
});

test('nothing has grown when the same handles are open', () => {
  const same = [record(1, 'fd', 3), record(2, 'socket')];
  expect(handleGrowth(same, same)).toEqual([]);
});
