import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { startDatabase } from '../../../scripts/pglite.ts';
import type { Program, Server } from '../src/sandbox.ts';
import { createNodeSandbox } from './node.ts';

// A busy machine takes its time: nothing here waits for any.
vi.setConfig({ testTimeout: 100_000 });

const PACKAGES = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const sandbox = createNodeSandbox({ packages: PACKAGES, database: startDatabase });

const MAIN = `
import { createServer } from 'node:http';
import { openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { channel } from 'node:diagnostics_channel';
const kept = [];
process.on('uncaughtException', () => {});
const token = {};
const work = {
  '/sync': () => openSync('in.txt'),
  '/promise': async () => kept.push(await open('in.txt')),
  '/timer': () => setTimeout(() => {}, 60_000).unref(),
  '/lease': () => channel('leakcheck:open').publish({ kind: 'lease', token, label: 'a' }),
  '/back': () => channel('leakcheck:close').publish({ token }),
  '/throw': () => setImmediate(() => { throw new Error('lost'); }),
  '/heap': () => kept.push(new Array(128).fill(kept.length)),
  '/device': () => openSync('/dev/null'),
};
createServer(async (request, response) => { await work[request.url]?.(); response.end(request.url); }).listen(Number(process.env.PORT));
`;

const PROGRAM: Program = {
  files: { 'main.mjs': MAIN, 'in.txt': 'tea' },
  entry: 'main.mjs',
  packages: [],
  env: {},
  port: 3000,
  limits: { openFiles: 256, memoryBytes: 67_108_864 },
};

async function booted(): Promise<Server> {
  const server = await sandbox.boot(PROGRAM, { clock: 'real' });
  expect(await server.ready(5000)).toBe(true);
  await server.quiesce(100);
  return server;
}

/** What a request opens that is still there when it is quiet, with its line. */
async function opens(server: Server, path: string): Promise<string[]> {
  const before = new Set((await server.read()).handles.map(({ id }) => id));
  await server.send([{ method: 'GET', path }]);
  await server.quiesce(100);
  const { handles } = await server.read();
  return handles.filter(({ id }) => !before.has(id)).map(({ kind, at }) => `${kind} ${at?.file}:${at?.line}`);
}

test('real Node names what a request opened and the line that did it', async () => {
  await using server = await booted();
  expect(await opens(server, '/nothing')).toEqual([]);
  expect(await opens(server, '/sync')).toEqual(['fd main.mjs:10']);
  expect(await opens(server, '/promise')).toEqual(['fd main.mjs:11']);
  expect(await opens(server, '/timer')).toEqual(['timer main.mjs:12']);
  expect(await opens(server, '/lease')).toEqual(['lease main.mjs:13']);
  expect(await opens(server, '/device')).toEqual(['fd main.mjs:17']);
  await server.send(['/back', '/back'].map((path) => ({ method: 'GET', path })));
  const { handles, handleMisuses, limits } = await server.read();
  expect(handles.filter(({ kind }) => kind === 'lease')).toEqual([]);
  expect(handleMisuses).toEqual({ 'closed twice': 1 });
  expect(limits.openFiles).toBe(256);
});

test('real Node counts errors that a listener swallowed, and a second process finds the port taken', async () => {
  await using server = await booted();
  await server.send([{ method: 'GET', path: '/throw' }]);
  await server.quiesce(100);
  expect((await server.read()).swallowedUncaught).toBe(1);
  // Its listener swallows that, too: it stays, with nothing to do, and ends in peace.
  expect(await server.startAgain(5000)).toMatchObject({ code: 0 });
});

test('a neighbour on real Node is intact until it is closed', async () => {
  await using server = await booted();
  const neighbour = await server.openNeighbour();
  expect(await neighbour.intact()).toBe(true);
  await neighbour.close();
  expect(await neighbour.intact()).toBe(false);
});

test('a heap-only process shows kept bytes and writes down no handle', async () => {
  await using server = await sandbox.boot(PROGRAM, { clock: 'real', heapOnly: true });
  await server.ready(5000);
  const send = () => server.send(Array.from({ length: 200 }, () => ({ method: 'GET', path: '/heap' })));
  for (let round = 0; round < 4; round++) await send();
  const before = await server.read();
  await send();
  const after = await server.read();
  expect(after.handles).toEqual([]);
  // 128 slots of 8 B, two headers, and now and then a longer "kept".
  expect((after.heapBytes - before.heapBytes) / 200).toBeGreaterThan(1024);
  expect((after.heapBytes - before.heapBytes) / 200).toBeLessThan(1200);
});

/** A program that answers with what `work` of its path resolves with, as JSON, or the code of its error. */
function answering(work: Readonly<Record<string, string>>, services: NonNullable<Program['services']> = {}): Program {
  const routes = Object.entries(work).map(([path, body]) => `'${path}': async () => ${body}`);
  const main = `
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { appendFileSync, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createServer } from 'node:http';
const work = { ${routes.join(', ')} };
const codeOf = (error) => error.cause?.code ?? (typeof error.code === 'string' ? error.code : error.name);
createServer(async (request, response) => {
  response.end(JSON.stringify(await Promise.resolve(work[request.url]?.()).catch(codeOf)));
}).listen(Number(process.env.PORT));
`;
  return { ...PROGRAM, files: { 'main.mjs': main, 'log.txt': '' }, services };
}

async function run(program: Program): Promise<Server & { ask(path: string): Promise<unknown> }> {
  const server = await sandbox.boot(program, { clock: 'real' });
  expect(await server.ready(5000)).toBe(true);
  const ask = async (path: string) => {
    const [record] = await server.send([{ method: 'GET', path }]);
    return record?.kind === 'response' ? JSON.parse(record.body) : record?.kind;
  };
  return Object.assign(server, { ask });
}

test('time on real Node waits for work and then jumps: an hour is over at once, for timers, Date and performance alike', async () => {
  await using server = await run(
    answering({
      '/hour': '{ const [date, ms] = [Date.now(), performance.now()]; await pause(3_600_000); return [Date.now() - date, performance.now() - ms]; }',
      '/deadline': '{ const s = AbortSignal.timeout(20_000); await once(s, "abort"); return s.reason.name; }',
      '/never': 'pause(40_000)',
    }),
  );
  const [record] = await server.send([{ method: 'GET', path: '/hour' }], { timeoutMs: 4_000_000 });
  expect(record).toMatchObject({ kind: 'response', body: '[3600000,3600000]', ms: 3_600_000 });
  expect(await server.ask('/deadline')).toBe('TimeoutError');
  expect(await server.ask('/never')).toBe('timeout');
});

test('upstreams of a lab are servers on real Node, by the names that the program knows; no other name is known', async () => {
  const upstreams = {
    'stock:80': { behaviour: { kind: 'answer', status: 503, body: '"shut"', afterMs: 50 }, script: [{ kind: 'answer', body: '"open"' }] },
    'annex:81': { behaviour: { kind: 'reset' } },
    'attic:81': { behaviour: { kind: 'stall-mid-body', body: '"dusty"', afterBytes: 3 } },
  } as const;
  const get = (url: string) => `(await fetch('${url}', { signal: AbortSignal.timeout(2_000) })).json()`;
  await using server = await run(
    answering(
      { '/stock': get('http://stock/'), '/annex': get('http://annex:81/'), '/attic': get('http://attic:81/'), '/else': get('http://example.org/') },
      { upstreams },
    ),
  );
  expect([await server.ask('/stock'), await server.ask('/stock')]).toEqual(['open', 'shut']);
  expect(await server.ask('/annex')).toMatch(/^(?:ECONNRESET|UND_ERR_SOCKET)$/);
  expect(await server.ask('/attic')).toBe('TimeoutError');
  expect(await server.ask('/else')).toBe('ENOTFOUND');
  const { services } = await server.read();
  expect(services?.upstreams['stock:80']?.requests).toBe(2);
  const lift = await server.inject({ kind: 'upstream', upstream: 'stock:80', behaviour: { kind: 'answer', body: '"back"' } });
  expect(await server.ask('/stock')).toBe('back');
  await lift();
  expect(await server.ask('/stock')).toBe('shut');
});

test('a file that fails on real Node fails for every API that reaches it, and only until the fault is lifted', async () => {
  const ways = {
    '/promise': "appendFile('log.txt', 'a')",
    '/sync': "appendFileSync('log.txt', 'b') ?? null",
    '/stream': "once(createWriteStream('log.txt', { flags: 'a' }).end('c'), 'finish').then(() => null)",
    '/other': "writeFile('other.txt', 'd').then(() => null)",
  };
  await using server = await run(answering({ ...ways, '/all': "readFile('log.txt', 'utf8')" }));
  const lift = await server.inject({ kind: 'file-error', operation: 'write', path: 'log.txt', code: 'EIO' });
  expect([await server.ask('/promise'), await server.ask('/sync'), await server.ask('/stream')]).toEqual(['EIO', 'EIO', 'EIO']);
  expect(await server.ask('/other')).toBeNull();
  await lift();
  await server.ask('/sync');
  expect(await server.ask('/all')).toBe('b');
  const empty = await server.inject({ kind: 'disk-full' });
  expect(await server.ask('/other')).toBe('ENOSPC');
  await empty();
  expect(await server.ask('/other')).toBeNull();
});

test('a clock that is set back on real Node moves Date and no timer', async () => {
  await using server = await run(
    answering({ '/now': 'Date.now()', '/pause': '{ const ms = performance.now(); await pause(100); return performance.now() - ms; }' }),
  );
  const before = Number(await server.ask('/now'));
  const lift = await server.inject({ kind: 'clock-skew', byMs: -60_000 });
  expect(await server.ask('/now')).toBe(before - 60_000);
  expect(await server.ask('/pause')).toBe(100);
  await lift();
  expect(await server.ask('/now')).toBe(before + 100);
});

test('a loop that nothing ends is a process that stalled', { timeout: 60_000 }, async () => {
  const impatient = createNodeSandbox({ packages: PACKAGES, stalledMs: 10_000 });
  await using server = await impatient.boot(answering({ '/spin': '{ for (;;); }' }), { clock: 'real' });
  expect(await server.ready(5000)).toBe(true);
  const [record] = await server.send([{ method: 'GET', path: '/spin' }]);
  expect(record?.kind).toBe('error');
  expect((await server.read()).exit?.reason).toBe('stalled');
});
