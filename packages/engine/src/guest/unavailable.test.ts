import { expect, test } from 'vitest';
import { runProgram } from '../../compat/run-program.ts';
import { readEngineAssets } from '../../../../scripts/engine-assets.ts';

const assets = await readEngineAssets('node');

async function linesOf(source: string, file = 'main.mjs'): Promise<string[]> {
  const { stdout, stderr } = await runProgram(assets, file, source);
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n');
}

test('modules that are not there say so by name', async () => {
  const lines = await linesOf(
    `for (const name of ['vm', 'wasi', 'trace_events', 'inspector', 'dgram', 'repl', 'sqlite', 'test/reporters']) {
      try { require('node:' + name); } catch (error) { console.log(error.code, error.message); }
    }`,
    'main.cjs',
  );
  expect(lines).toHaveLength(8);
  for (const line of lines) expect(line).toMatch(/^ERR_UNSUPPORTED node:[\w/]+ is not available in the embedded engine$/);
});

test('functions that are not there say so by name', async () => {
  const lines = await linesOf(`
    import crypto from 'node:crypto'; import zlib from 'node:zlib'; import perf from 'node:perf_hooks'; import util from 'node:util'; import v8 from 'node:v8'; import { Readable } from 'node:stream'; import path from 'node:path'; import https from 'node:https'; import dns from 'node:dns'; import child from 'node:child_process'; import threads from 'node:worker_threads'; import cluster from 'node:cluster'; import http2 from 'node:http2'; import tls from 'node:tls';
    for (const run of [() => crypto.createCipheriv('aes'), () => crypto.subtle.encrypt(), () => zlib.brotliCompressSync('x'), () => perf.monitorEventLoopDelay(), () => new perf.PerformanceObserver(() => {}), () => new util.MIMEType('a/b'), () => v8.writeHeapSnapshot(), () => path.win32.join('a'), () => process.binding('fs'), () => https.get('https://a/'), () => https.createServer(), () => dns.resolve4('a'), () => child.spawn('ls'), () => new threads.Worker('a.js'), () => cluster.fork(), () => http2.createServer(), () => tls.connect(443)]) {
      try { await run(); console.log('no error', String(run)); } catch (error) { console.log(error.message); }
    }`);
  expect(lines).toHaveLength(17);
  for (const line of lines) expect(line).toMatch(/^[\w.:]+ is not available in the embedded engine$/);
});

test('an uncaught exception shows its file, line and place before its stack', async () => {
  const { stderr, code } = await runProgram(
    assets,
    'main.ts',
    `const limit: number = 3;\n\nfunction check(value: number): void {\n  if (value > limit) throw new RangeError('too much');\n}\n\ncheck(4);\n`,
  );
  expect(code).toBe(1);
  expect(stderr.split('\n')).toEqual([
    '/app/main.ts:4',
    "  if (value > limit) throw new RangeError('too much');",
    '                     ^',
    '',
    'RangeError: too much',
    expect.stringMatching(/^ {4}at check \(\/app\/main\.ts:4:\d+\)$/),
    '    at /app/main.ts:7:1',
    '',
    'Node.js v24.21.0',
    '',
  ]);
});

test('frames of the Node layer are left out of stacks, and those of a class that builds the error', async () => {
  const [stack] = await linesOf(`
    class AppError extends Error { constructor(message) { super(message); this.name = 'AppError'; } }
    import { EventEmitter } from 'node:events';
    const bus = new EventEmitter();
    bus.on('x', function listener() { throw new AppError('here'); });
    try { bus.emit('x'); } catch (error) { console.log(JSON.stringify(error.stack)); }`);
  expect(JSON.parse(stack as string).replace(/:\d+:\d+/g, '')).toBe('AppError: here\n    at listener (/app/main.mjs)\n    at /app/main.mjs');
});
