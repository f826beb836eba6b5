import { expect, test } from 'vitest';
import { checkWords } from './check-words.ts';

test('a file that could hold anything is refused by name', () => {
  expect(checkWords('src/workspace/utils.ts', '')).toHaveLength(1);
  expect(checkWords('src/workspace/handle-table.ts', '')).toEqual([]);
});

test('packages take no time and throw no dice, except inside the machine', () => {
  const source = '// Math.random is seeded\nconst now = Date.now();\nconst roll = Math.random();';
  expect(checkWords('packages/lab/src/load.ts', source)).toEqual([
    'packages/lab/src/load.ts:2: clock and seed are given, not taken (Date.now)',
    'packages/lab/src/load.ts:3: clock and seed are given, not taken (Math.random)',
  ]);
  expect(checkWords('packages/engine/src/guest/node/os.ts', source)).toEqual([]);
  expect(checkWords('src/workspace/session.ts', source)).toEqual([]);
});
