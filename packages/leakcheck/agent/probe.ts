// Runs under the agent, in a place that nobody has looked at yet: tries what verdicts rest on, and tells what came of it.
// More is opened than stays open, so that a table which only sees one half is found out.
import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter, once } from 'node:events';
import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { collectGarbage } from './collect-garbage.ts';
import { toOutputLine } from './line-protocol.ts';
import type { ProbeFacts } from './probe-facts.ts';

const MEGABYTE = 1024 * 1024;
const ARRAYS = 64;
const ELEMENTS = 16_384;
/** Longer than anybody looks. */
const LONG_MS = 600_000;
const FILE = 'probe.txt';

function heapUsed(): number {
  collectGarbage?.();
  return process.memoryUsage().heapUsed;
}

/** @returns what each of three steps did to the gauges. */
function probeMemory(): ProbeFacts['memory'] {
  const before = heapUsed();
  let kept: number[][] = Array.from({ length: ARRAYS }, (_, i) => new Array<number>(ELEMENTS).fill(i + 0.5));
  const full = heapUsed();
  kept = kept.slice(0, 0);
  const after = heapUsed();
  const { arrayBuffers } = process.memoryUsage();
  const buffer = Buffer.alloc(4 * MEGABYTE + kept.length, 1);
  const bufferBytes = process.memoryUsage().arrayBuffers - arrayBuffers;
  return {
    gcByFlag: typeof globalThis.gc === 'function',
    gc: collectGarbage !== undefined,
    roseBytes: full - before,
    fellBytes: full - after,
    bufferBytes: buffer.length > 0 ? bufferBytes : 0,
  };
}

async function probeContext(): Promise<ProbeFacts['asyncLocalStorage']> {
  const storage = new AsyncLocalStorage<string>();
  return storage.run('request 1', async () => {
    await Promise.resolve();
    await pause(1);
    const afterAwait = storage.getStore() === 'request 1';
    const afterTimer = await new Promise<boolean>((resolve) => setTimeout(() => resolve(storage.getStore() === 'request 1'), 1));
    const emitter = new EventEmitter();
    const heard = new Promise<boolean>((resolve) => emitter.once('told', () => resolve(storage.getStore() === 'request 1')));
    setImmediate(() => emitter.emit('told'));
    return { afterAwait, afterTimer, afterEvent: await heard };
  });
}

async function listening(): Promise<Server> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Opens 3 of each kind or so and closes one: what is left is PROBE_LEAVES_OPEN. */
async function leaveOpen(): Promise<void> {
  writeFileSync(FILE, 'probe');
  const [first] = [openSync(FILE, 'r'), openSync(FILE, 'r'), openSync(FILE, 'r')];
  closeSync(first);
  const timers = [setTimeout(() => {}, LONG_MS), setTimeout(() => {}, LONG_MS), setInterval(() => {}, LONG_MS)];
  clearTimeout(timers[0]);
  const [server, other] = [await listening(), await listening()];
  other.close();
  await once(other, 'close');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  for (const stays of [false, true]) {
    const accepted = once(server, 'connection');
    const client = connect(port, '127.0.0.1');
    await once(client, 'connect');
    const [peer] = await accepted;
    if (stays) continue;
    client.destroy();
    peer.destroy();
    await Promise.all([client.closed || once(client, 'close'), peer.closed || once(peer, 'close')]);
  }
}

async function swallowOne(): Promise<void> {
  const caught = once(process, 'uncaughtException');
  process.on('uncaughtException', () => {});
  setImmediate(() => {
    throw new Error('the probe swallows this');
  });
  await Promise.race([caught, pause(1000)]);
}

const memory = probeMemory();
const asyncLocalStorage = await probeContext();
await leaveOpen();
await swallowOne();
const active = process.getActiveResourcesInfo?.() ?? [];
const facts: ProbeFacts = {
  node: process.version,
  v8: process.versions.v8,
  platform: process.platform,
  arch: process.arch,
  typescript: (process.features as { typescript?: unknown }).typescript !== undefined && (process.features as { typescript?: unknown }).typescript !== false,
  memory,
  asyncLocalStorage,
  activeResources: active.includes('Timeout') && active.includes('TCPServerWrap'),
  descriptorTable: existsSync('/proc/self/fd'),
};
process.stdout.write(toOutputLine({ facts }));
