import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readLab } from '../../../scripts/read-lab.ts';
import { filesOf } from '../src/overlay.ts';
import type { Program, Server } from '../src/sandbox.ts';
import { verify } from '../src/verify.ts';
import { createNodeSandbox } from './node.ts';

const sandbox = createNodeSandbox(fileURLToPath(new URL('../../../node_modules', import.meta.url)));

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

test('real Node refuses a program whose services it does not have', async () => {
  const needy = { ...PROGRAM, services: { upstreams: { 'stock:80': { behaviour: { kind: 'hang' } } } } } as const;
  await expect(sandbox.boot(needy, { clock: 'real' })).rejects.toThrow('needs stock:80');
});

test('the-pager gets on real Node the verdicts that lab.json declares', { timeout: 60_000 }, async () => {
  const { source, checks } = await readLab('the-pager');
  const { slug, manifest } = source;
  for (const variant of ['start', 'solution', 'wrong/close-in-catch-only'] as const) {
    const verdict = await verify({ slug, manifest, checks }, filesOf(source, variant), sandbox);
    const failed = verdict.checks.filter(({ status }) => status === 'fail').map(({ id }) => id);
    expect({ variant, failed }).toEqual({ variant, failed: variant === 'solution' ? [] : manifest.failsWith[variant] });
  }
});
