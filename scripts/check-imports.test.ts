import { expect, test } from 'vitest';
import { checkFile } from './check-imports.ts';
import { parseHouse, roomOf } from './rooms.ts';

const HOUSE = parseHouse(`
| Path | Room | Holds | May import |
|--|--|--|--|
| \`packages/engine/src/vm\` | vm | the binary | - |
| \`packages/engine/src/host\` | host | files | vm |
| \`packages/engine/src/*.ts\` | engine | the face | vm host |
| \`src/workspace\` | workspace | the island | engine |
| \`scripts\` | scripts | commands | all |
| \`*.test.ts\` | unit-tests | beside what they test | engine scripts |

| Package | Only in |
|--|--|
| \`uplot\` | \`src/workspace/charts\` \`bench/*.ts\` |
`);

test('a file belongs to the room with the longest path', () => {
  expect(roomOf(HOUSE.rooms, 'packages/engine/src/vm/vm.ts')?.name).toBe('vm');
  expect(roomOf(HOUSE.rooms, 'packages/engine/src/machine.ts')?.name).toBe('engine');
  expect(roomOf(HOUSE.rooms, 'packages/engine/src/other/x.ts')).toBeUndefined();
});

test('an import that the table allows passes, one against the arrows is named with file, line and rule', () => {
  expect(checkFile(HOUSE, 'packages/engine/src/host/a.ts', "import { Vm } from '../vm/vm.ts';")).toEqual([]);
  expect(checkFile(HOUSE, 'packages/engine/src/vm/vm.ts', "\nimport type { A } from '../host/a.ts';")).toEqual([
    'packages/engine/src/vm/vm.ts:2: "vm" may not import "host" (../host/a.ts); it may import nothing',
  ]);
});

test('our packages are rooms too', () => {
  expect(checkFile(HOUSE, 'src/workspace/a.ts', "import { Machine } from '@unhandled/engine';")).toEqual([]);
  expect(checkFile(HOUSE, 'packages/engine/src/host/a.ts', "import { Machine } from '@unhandled/engine';")).toHaveLength(1);
});

test('a test may reach what the row of tests adds, and no further', () => {
  expect(checkFile(HOUSE, 'packages/engine/src/vm/vm.test.ts', "import { Machine } from '../index.ts';")).toEqual([]);
  expect(checkFile(HOUSE, 'packages/engine/src/vm/vm.test.ts', "import { Desk } from '../../../../src/workspace/Desk.tsx';")).toHaveLength(1);
});

test('a package with one home is refused elsewhere', () => {
  expect(checkFile(HOUSE, 'src/workspace/charts/chart.ts', "import uPlot from 'uplot';")).toEqual([]);
  expect(checkFile(HOUSE, 'src/workspace/Desk.tsx', "import 'uplot/dist/uPlot.min.css';")).toEqual([
    'src/workspace/Desk.tsx:1: "uplot/dist/uPlot.min.css" may be imported by src/workspace/charts, bench/*.ts only',
  ]);
  expect(checkFile(HOUSE, 'src/workspace/Desk.tsx', "import preact from 'preact';")).toEqual([]);
});

test('a file outside every room is told so', () => {
  expect(checkFile(HOUSE, 'attic/x.ts', '')).toEqual(['attic/x.ts: belongs to no room; add its folder to the table in ARCHITECTURE.md']);
});

test('a table that names an unknown room is refused', () => {
  expect(() => parseHouse('| `a` | a | x | b |')).toThrow('"b", which is no room');
});
