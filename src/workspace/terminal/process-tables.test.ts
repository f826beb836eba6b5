import type { ProcessReading } from '@unhandled/lab';
import { expect, test } from 'vitest';
import { lsofTable, psTable, topScreen } from './process-tables.ts';

const PROCESS: ProcessReading = {
  pid: 100,
  command: 'node src/main.ts',
  ageMs: 65_000,
  heapBytes: 3 * 2 ** 20,
  openFilesLimit: 4096,
  handles: [
    { id: 4, kind: 'server', label: 'port 3000', openedAtMs: 0, at: { file: 'src/main.ts', line: 9, column: 1 } },
    {
      id: 17,
      kind: 'fd',
      label: '/app/data/receipts/1003.json',
      openedAtMs: 5,
      at: { file: 'src/routes/receipt.ts', line: 21, column: 16 },
      request: { number: 3, method: 'GET', url: '/orders/1003/receipt' },
    },
    { id: 18, kind: 'timer', label: 'setTimeout 500 ms', openedAtMs: 5 },
  ],
};

test('ps shows age, retained heap and handles', () => {
  expect(psTable([PROCESS])).toBe('PID  ELAPSED   HEAP  HANDLES  COMMAND\n100  00:01:05  3072        3  node src/main.ts\n');
});

test('lsof shows the line and the request that opened each descriptor', () => {
  expect(lsofTable([PROCESS], false).split('\n')).toEqual([
    'PID  HANDLE  KIND    OPENED AT                 NAME                          FOR REQUEST',
    '100       4  server  src/main.ts:9             port 3000                     -',
    '100      17  fd      src/routes/receipt.ts:21  /app/data/receipts/1003.json  GET /orders/1003/receipt',
    '',
  ]);
});

test('lsof -a shows what is no descriptor, too', () => {
  expect(lsofTable([PROCESS], true)).toContain('setTimeout 500 ms');
});

test('top counts descriptors against the limit, and handles by kind', () => {
  expect(topScreen([PROCESS]).split('\n').slice(2, 4)).toEqual([
    'PID  ELAPSED   HEAP KB  OPEN FILES  FD  SERVER  TIMER  COMMAND',
    '100  00:01:05     3072      2/4096   1       1      1  node src/main.ts',
  ]);
});
