import { expect, test } from 'vitest';
import { checkFile, importsOf, parseRooms, roomOf } from './check-imports.ts';

const ROOMS = parseRooms(`
| Path | Room | Holds | May import |
|--|--|--|--|
| \`packages/engine/src/vm\` | vm | the binary | - |
| \`packages/engine/src/host\` | host | files | vm |
| \`packages/engine/src/*.ts\` | engine | the face | vm host |
| \`src/workspace\` | workspace | the island | engine |
| \`scripts\` | scripts | commands | all |
`);

test('a file belongs to the room with the longest path', () => {
  expect(roomOf(ROOMS, 'packages/engine/src/vm/vm.ts')?.name).toBe('vm');
  expect(roomOf(ROOMS, 'packages/engine/src/machine.ts')?.name).toBe('engine');
  expect(roomOf(ROOMS, 'packages/engine/src/other/x.ts')).toBeUndefined();
});

test('static, type-only, dynamic, glob, re-exported and worker imports are all found, with their lines', () => {
  const source = `import a from './a.ts';
import type { B } from './b.ts';
import './c.css';
export { d } from './d.ts';
const e = import('./e.ts');
const f = import.meta.glob('/labs/*/f.ts');
new Worker(new URL('./g.ts', import.meta.url));
import {
  h,
} from './h.ts';`;
  expect(importsOf(source).map(({ specifier, line }) => `${line} ${specifier}`)).toEqual(['1 ./a.ts', '2 ./b.ts', '3 ./c.css', '4 ./d.ts', '5 ./e.ts', '6 /labs/*/f.ts', '7 ./g.ts', '10 ./h.ts']);
});

test('an import that the table allows passes, one against the arrows is named with file, line and rule', () => {
  expect(checkFile(ROOMS, 'packages/engine/src/host/a.ts', "import { Vm } from '../vm/vm.ts';")).toEqual([]);
  expect(checkFile(ROOMS, 'packages/engine/src/vm/vm.ts', "\nimport type { A } from '../host/a.ts';")).toEqual([
    'packages/engine/src/vm/vm.ts:2: "vm" may not import "host" (../host/a.ts); it may import nothing',
  ]);
});

test('our packages are rooms too, npm packages are not', () => {
  expect(checkFile(ROOMS, 'src/workspace/a.ts', "import { Machine } from '@unhandled/engine';\nimport uPlot from 'uplot';")).toEqual([]);
  expect(checkFile(ROOMS, 'packages/engine/src/host/a.ts', "import { Machine } from '@unhandled/engine';")).toHaveLength(1);
});

test('a file outside every room is told so', () => {
  expect(checkFile(ROOMS, 'attic/x.ts', '')).toEqual(['attic/x.ts: belongs to no room; add its folder to the table in ARCHITECTURE.md']);
});

test('a table that names an unknown room is refused', () => {
  expect(() => parseRooms('| `a` | a | x | b |')).toThrow('"b", which is no room');
});
