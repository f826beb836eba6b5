import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../../scripts/engine-assets.ts';
import { Machine } from '../index.ts';

const assets = await readEngineAssets('node');

/** Work that leaves nothing behind, by name. Each runs once per turn of an interval. */
const WORK: Readonly<Record<string, string>> = {
  'nextTick, promises, microtasks and immediates': `process.nextTick(() => {}, 1); Promise.resolve().then(() => {}); queueMicrotask(() => {}); setImmediate(() => {}); clearImmediate(setImmediate(() => {})); await null;`,
  timers: `clearTimeout(setTimeout(() => {}, 1000)); setTimeout(() => {}, 1).unref(); const t = setInterval(() => clearInterval(t), 1);`,
  'events and listeners': `const e = new EventEmitter(); const f = () => {}; e.on('a', f).on('a', () => {}).once('b', f); e.emit('a', 1, 2, 3); e.emit('b'); e.off('a', f); bus.on('x', f); bus.emit('x'); bus.off('x', f);`,
  'abort signals': `const c = new AbortController(); c.signal.addEventListener('abort', () => {}); AbortSignal.any([c.signal]).addEventListener('abort', () => {}); c.abort(); shared.signal.addEventListener('abort', handler); shared.signal.removeEventListener('abort', handler);`,
  buffers: `Buffer.concat([Buffer.from('héllo'), Buffer.alloc(100)]).toString('base64'); Buffer.from('616263', 'hex').readUInt16BE(0); new TextDecoder().decode(new TextEncoder().encode('x'));`,
  streams: `for await (const chunk of Readable.from(['a', 'b'])) void chunk; await pipeline(Readable.from(['c']), new PassThrough(), new Writable({ write(c, e, done) { done(); } }));`,
  'web streams and blobs': `await new Blob(['abc']).text(); for await (const chunk of new Blob(['def']).stream()) void chunk;`,
  'URLs and query strings': `const u = new URL('http://h/p?a=' + turn % 7); u.searchParams.append('b', 'c'); void u.href; querystring.parse('a=1&b=2'); path.join('/a', '..', 'b');`,
  'errors and their stacks': `try { null.x; } catch (error) { void error.stack; } new TypeError('t', { cause: new Error('c') }).stack; util.inspect([new RangeError('r'), Promise.resolve({ a: 1 })]);`,
  printing: `console.log('%s %o', 'text', { a: [1, { b: new Map([[1, 2]]) }] }, new Error('printed')); console.error(turn % 5); console.table([{ a: 1 }]);`,
  'hashes and ids': `createHash('sha256').update('x').digest('hex'); randomUUID(); structuredClone({ a: [new Date(0)] });`,
  'assertions and comparison': `try { assert.deepStrictEqual({ a: 1 }, { a: 2 }); } catch (error) { void error.message; } util.isDeepStrictEqual([1], [1]);`,
  'event iterators': `const e = new EventEmitter(); setImmediate(() => { e.emit('n', 1); e.emit('end'); }); for await (const value of on(e, 'n', { close: ['end'] })) void value; setImmediate(() => e.emit('go')); await once(e, 'go');`,
  readline: `for await (const line of readline.createInterface({ input: Readable.from(['a\\nb\\n']) })) void line;`,
};

const HEAD = `
import assert from 'node:assert'; import { AsyncLocalStorage } from 'node:async_hooks'; import { createHash, randomUUID } from 'node:crypto'; import { EventEmitter, on, once } from 'node:events'; import path from 'node:path'; import querystring from 'node:querystring';
import readline from 'node:readline'; import { PassThrough, Readable, Writable } from 'node:stream'; import { pipeline } from 'node:stream/promises'; import util from 'node:util';
const bus = new EventEmitter(); bus.on('x', () => {}); const shared = new AbortController(); const handler = () => {}; const als = new AsyncLocalStorage(); let turn = 0;
void [als, assert, createHash, randomUUID, on, once, path, querystring, readline, PassThrough, Writable, pipeline, util, shared, handler];
`;

/** Turns of the interval in one batch. */
const BATCH = 40;

test.each(Object.entries(WORK))('%s leave the heap as it was, to the byte', async (_name, body) => {
  const machine = await Machine.boot({ assets, clock: 'virtual' });
  try {
    await machine.fs.writeFile('/app/main.mjs', `${HEAD} setInterval(async () => { turn++; ${body} }, 10);`);
    const program = await machine.spawn('node', ['main.mjs']);
    let stderr = '';
    program.onOutput((stream, text) => {
      if (stream === 'stderr') stderr += text;
    });
    let end = 5;
    const batch = () => {
      // Half-way between two turns, when what a turn started has ended.
      end += BATCH * 10;
      for (;;) {
        if (machine.turn()) continue;
        const next = machine.nextTimerMs();
        if (next === undefined || next > end) break;
        machine.jumpTo(next);
      }
      return program.heap().retainedBytes;
    };
    batch();
    const readings = [batch(), batch(), batch(), batch()];
    expect(program.ended, stderr).toBeUndefined();
    expect(readings).toEqual(readings.map(() => readings[0]));
    expect(program.handles().map(({ kind, label }) => `${kind} ${label}`)).toEqual(['timer setInterval 10 ms']);
  } finally {
    await machine.teardown();
  }
});
