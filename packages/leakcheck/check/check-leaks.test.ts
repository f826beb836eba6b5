import fs, { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as setImportedTimeout } from 'node:timers';
import { afterAll, expect, test } from 'vitest';
import { assertNoLeaks, checkLeaks } from './check-leaks.ts';
import type { LeakOptions } from './options.ts';

const folder = mkdtempSync(join(tmpdir(), 'check-leaks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const failing = { path: '/', expect: 404 } as const;
const SLOW_MACHINE_MS = 120_000;

/** Options for a program of that text, in a process of its own. */
function program(name: string, text: string): Pick<LeakOptions, 'start' | 'cwd'> {
  writeFileSync(join(folder, name), text);
  return { start: name, cwd: folder };
}

const server = (work: string) => `import { createServer } from 'node:http';
import { openSync } from 'node:fs';
const kept = [];
createServer((request, response) => {
  ${work}
  response.writeHead(404).end();
}).listen(process.env.PORT);
`;

test('a descriptor per request in a process of its own is named with its line', { timeout: SLOW_MACHINE_MS }, async () => {
  const report = await checkLeaks({ ...program('fd.mjs', server("openSync('fd.mjs');")), request: failing, heap: false, settleMs: 50 });
  expect(report.status).toBe('leaks');
  expect(report.findings.map(({ sentence }) => sentence)).toEqual(['+1.00 fd per failing request, opened at fd.mjs:5']);
  expect(report.toString()).toContain('\n      at Server.<anonymous> (fd.mjs:5:3)');
});

test('a closure per request is found on the heap, and a clean server passes', { timeout: SLOW_MACHINE_MS }, async () => {
  const leak = program('heap.mjs', server('kept.push(() => response);'));
  await expect(assertNoLeaks({ ...leak, request: failing, requestsPerRound: 50 })).rejects.toThrow(/The heap grows by \d+\.\d B per failing request/);
  const { status, heap } = await assertNoLeaks({ ...program('clean.mjs', server('')), request: failing });
  expect(status).toBe('clean');
  expect(heap?.status).toBe('pass');
});

test('a server that stops answering is told with what it left open', { timeout: SLOW_MACHINE_MS }, async () => {
  const text = `import { createServer } from 'node:http';
import { channel } from 'node:diagnostics_channel';
let free = 10;
createServer((request, response) => {
  if (free-- <= 0) return;
  channel('leakcheck:open').publish({ kind: 'lease', token: {}, label: 'pool' });
  response.writeHead(404).end();
}).listen(process.env.PORT);
`;
  const report = await checkLeaks({ ...program('dry.mjs', text), request: failing, answerMs: 1_000 });
  const [answers, lease] = report.findings.map(({ sentence }) => sentence);
  expect(answers).toBe('After 10 failing requests GET / was no longer answered with 404: no answer in 1000 ms');
  expect(lease).toBe('+1.00 lease per failing request, opened at dry.mjs:6');
});

test('a check that cannot be made says why: no server, a wrong first answer, an end in the middle', { timeout: SLOW_MACHINE_MS }, async () => {
  const silent = program('silent.mjs', 'setInterval(() => undefined, 1000);');
  await expect(checkLeaks({ ...silent, request: failing, readyMs: 500 })).rejects.toMatchObject({
    code: 'ERR_LEAKCHECK_START',
    message: expect.stringContaining('It must listen by itself'),
  });
  const crashes = program('crashes.mjs', "throw new Error('no configuration');");
  await expect(checkLeaks({ ...crashes, request: failing })).rejects.toMatchObject({
    code: 'ERR_LEAKCHECK_START',
    hint: expect.stringContaining('no configuration'),
  });
  const other = program('other.mjs', server(''));
  await expect(checkLeaks({ ...other, request: { path: '/', expect: 500 } })).rejects.toMatchObject({
    code: 'ERR_LEAKCHECK_ANSWER',
    message: expect.stringContaining('GET / was answered with 404 "", not 500'),
  });
  const ends = program('ends.mjs', server('kept.push(1); if (kept.length === 90) { response.end = () => process.exit(3); }'));
  await expect(checkLeaks({ ...ends, request: failing, requestsPerRound: 20 })).rejects.toMatchObject({ code: 'ERR_LEAKCHECK_ENDED' });
});

test('a server in the own process is checked, and what was watched is as before', { timeout: SLOW_MACHINE_MS }, async () => {
  const before = { open: fs.openSync, timeout: globalThis.setTimeout, imported: setImportedTimeout, named: openSync };
  const timers: NodeJS.Timeout[] = [];
  const handler: RequestListener = (_request, response) => {
    timers.push(setTimeout(() => undefined, 600_000).unref());
    response.writeHead(404).end();
  };
  const report = await checkLeaks({ start: () => createServer(handler), cwd: import.meta.dirname, request: failing, requestsPerRound: 50, settleMs: 50 });
  for (const timer of timers) clearTimeout(timer);
  expect(report.findings.map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(/^\+1\.00 timer per failing request, opened at check-leaks\.test\.ts:\d+$/),
  ]);
  expect({ open: fs.openSync, timeout: globalThis.setTimeout, imported: setImportedTimeout, named: openSync }).toEqual(before);
});

test('a start function that throws, or returns no server, ends the check', { timeout: SLOW_MACHINE_MS }, async () => {
  const start = () => {
    throw new Error('no database');
  };
  await expect(checkLeaks({ start, request: failing })).rejects.toThrow('no database');
  await expect(checkLeaks({ start: () => 7, request: failing })).rejects.toMatchObject({ code: 'ERR_LEAKCHECK_START' });
});
