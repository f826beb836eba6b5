import { expect, test } from 'vitest';
import { sitesOf } from './creation-site.ts';

test("sitesOf() names the program's own frames, functions and all, and leaves out Node's and packages'", () => {
  const stack = `Error: creation site
    at openSync (node:fs:561:18)
    at Object.open (/app/node_modules/graceful/open.js:3:5)
    at readReceipt (file:///app/routes/receipt.ts:14:21)
    at async Server.<anonymous> (/app/server.js:9:3)
    at /app/main.js:2:1
    at other (/elsewhere/file.js:1:1)`;
  expect(sitesOf(stack, '/app')).toEqual([
    { file: 'routes/receipt.ts', line: 14, column: 21, functionName: 'readReceipt' },
    { file: 'server.js', line: 9, column: 3, functionName: 'Server.<anonymous>' },
    { file: 'main.js', line: 2, column: 1, functionName: '' },
  ]);
});

test('sitesOf() reads the paths of Windows, as a module writes them and as CommonJS does', () => {
  const stack = String.raw`Error
    at open (file:///C:/app/routes/receipt.ts:14:21)
    at run (C:\app\server.js:9:3)`;
  expect(sitesOf(stack, 'C:\\app').map(({ file, line }) => `${file}:${line}`)).toEqual(['routes/receipt.ts:14', 'server.js:9']);
});
