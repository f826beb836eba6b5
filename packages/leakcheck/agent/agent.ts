// Preloaded into a process (`node --import agent.ts`) that was started with a message channel; answers what it is asked there.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Descriptors } from './descriptors.ts';
import type { AgentGlance, AgentQuestion, AgentReading } from './messages.ts';
import { watchNetwork } from './network.ts';
import { OpenHandles } from './open-handles.ts';
import { watchReported } from './reported.ts';
import { watchTimers } from './timers.ts';

/** With LEAKCHECK_AGENT=heap nothing is written down of what is open: rows of the agent's would be on the heap that is measured. */
const tracks = process.env['LEAKCHECK_AGENT'] !== 'heap';
const collect = globalThis.gc;
const { openSync, closeSync, readFileSync, readlinkSync } = fs;
const soon = setImmediate;
const handles = new OpenHandles(process.cwd());
const descriptors = new Descriptors(handles);
const misuses = tracks ? watchReported(handles) : {};
let swallowedUncaught = 0;

/** Collections before a reading: what finalizers let go of takes another. */
const COLLECTIONS = 3;

if (tracks) {
  descriptors.watch();
  watchNetwork(handles);
  watchTimers(handles);
  syncBuiltinESMExports();
}
// Whoever lives on after one of these has swallowed it.
process.on('uncaughtExceptionMonitor', () => {
  swallowedUncaught++;
});
const { emit } = process;
process.emit = ((event: string, ...args: unknown[]) => {
  if (event === 'unhandledRejection' && process.listenerCount('unhandledRejection') > 0) swallowedUncaught++;
  return Reflect.apply(emit, process, [event, ...args]);
}) as typeof process.emit;

function glance(): AgentGlance {
  if (tracks) descriptors.reconcile();
  const active: Record<string, number> = {};
  for (const type of process.getActiveResourcesInfo()) active[type] = (active[type] ?? 0) + 1;
  return { handles: handles.list(), active };
}

async function read(): Promise<AgentReading> {
  if (collect === undefined) throw new Error('The leakcheck agent cannot collect garbage: start node with --expose-gc');
  for (let i = 0; i < COLLECTIONS; i++) {
    await new Promise<void>((resolve) => soon(resolve));
    await collect({ type: 'major', execution: 'sync' });
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { ...glance(), peaks: handles.peaks(), heapBytes: heapUsed + arrayBuffers, swallowedUncaught, misuses, openFilesLimit: openFilesLimit() };
}

/** 0 where the system does not tell. */
function openFilesLimit(): number {
  if (process.platform !== 'linux') return 0;
  return Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? 0);
}

/** -1 when there is no descriptor to be had. */
function openNeighbour(path: string): number {
  try {
    const fd = openSync(path, 'w');
    if (tracks) handles.open(fd, 'fd', path);
    return fd;
  } catch {
    // A process at its limit: the caller takes a neighbour that cannot be opened for one that is not intact.
    return -1;
  }
}

function neighbourIntact(fd: number, path: string): boolean {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`) === path;
  } catch {
    // Closed by somebody else: that is the answer.
    return false;
  }
}

function answer(question: AgentQuestion): unknown {
  switch (question.ask) {
    case 'read':
      return read();
    case 'glance':
      return glance();
    case 'reset-peaks':
      return handles.resetPeaks();
    case 'open-neighbour':
      return openNeighbour(question.path);
    case 'neighbour-intact':
      return neighbourIntact(question.fd, question.path);
    case 'close-neighbour':
      if (!neighbourIntact(question.fd, question.path)) return undefined;
      handles.close(question.fd);
      return closeSync(question.fd);
  }
}

process.on('message', async (message: { readonly number: number; readonly question?: AgentQuestion }) => {
  // Meant for somebody else who listens to the same channel.
  if (message.question === undefined) return;
  let reply: unknown;
  try {
    reply = { number: message.number, answer: await answer(message.question) };
  } catch (error) {
    reply = { number: message.number, error: String(error) };
  }
  process.send?.(reply, undefined, undefined, () => undefined);
});
// The channel must not keep a program alive that has ended.
process.channel?.unref();
