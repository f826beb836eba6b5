import { expect, test } from 'vitest';
import { findLoop, parseStack, positionInProject } from './source-position.ts';

const STACK = `Error: x
    at openSync (node:internal:1:2345)
    at load (npm:koa:3:4)
    at readReceipt (/app/src/routes/receipt.ts:14:14)
    at /app/src/app.ts:8:3
    at file:///app/src/main.ts:2:1
    at <anonymous>`;

test('parseStack() reads named, anonymous and file URL frames', () => {
  expect(parseStack(STACK).map(({ functionName, file, line }) => [functionName, file, line])).toEqual([
    ['openSync', 'node:internal', 1],
    ['load', 'npm:koa', 3],
    ['readReceipt', '/app/src/routes/receipt.ts', 14],
    ['', '/app/src/app.ts', 8],
    ['', '/app/src/main.ts', 2],
  ]);
});

test('positionInProject() skips internals and packages', () => {
  expect(positionInProject(STACK, '/app')).toEqual({ file: 'src/routes/receipt.ts', line: 14, column: 14 });
  expect(positionInProject('    at x (/app/node_modules/a/b.js:1:1)', '/app')).toBeUndefined();
});

test('findLoop() names the loop after the last known position', () => {
  const source = 'function f() {\n  // while we wait\n  const s = "for";\n  while (true) {\n  }\n}\nf();';
  expect(findLoop(source, { file: 'a.ts', line: 1, column: 1 })).toEqual({ file: 'a.ts', line: 4, column: 3 });
});

test('findLoop() keeps the position when there is no loop after it', () => {
  expect(findLoop('f();\ng();', { file: 'a.ts', line: 2, column: 1 })).toEqual({ file: 'a.ts', line: 2, column: 1 });
});
