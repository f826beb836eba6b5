import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { AgentGlance, AgentReading } from '../../leakcheck/agent/messages.ts';
import type { Exit, HandleReading, Neighbour, Program, Reading, RequestSpec, ResponseRecord, SendOptions, Server } from '../src/sandbox.ts';
import { NodeProcess, type NodeProcessOptions } from './node-process.ts';
import { openLane, sendRequest } from './node-requests.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
/** A request that nobody answered in its full time is not waited for as long when it is sent again. */
const HOPELESS_MS = 15;
/** ... and the first time no longer than this: no lab's service has a longer timeout of its own for an answer. */
const LONGEST_MS = 3_000;
const RETRY_MS = 10;
/** Handles that nothing will close by itself count as settled when they stayed the same for so long, ms. */
const UNCHANGED_MS = 60;
/** Of these one may end by itself later; a descriptor or a lease does not without one of them. */
const PENDING: ReadonlySet<string> = new Set(['timer', 'socket', 'operation']);
/** Types of Node's own list that come and go with requests. */
const ACTIVE: readonly string[] = ['Timeout', 'TCPSocketWrap', 'FSReqCallback', 'FSReqPromise', 'TCPConnectWrap', 'Immediate'];

/** A server in a process of its own, on real Node. */
export class NodeServer implements Server {
  readonly #program: Program;
  readonly #options: NodeProcessOptions;
  readonly #process: NodeProcess;
  readonly #hopeless = new Set<string>();
  /** What was open when it was first quiet. */
  #baseline: ReadonlySet<number> | undefined;
  #activeBaseline = 0;
  #neighbours = 0;

  constructor(program: Program, options: NodeProcessOptions) {
    this.#program = program;
    this.#options = options;
    this.#process = new NodeProcess(program, options);
  }

  async ready(timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    while (this.#process.exit === undefined && performance.now() < deadline) {
      if (await isListening(this.#options.port)) return true;
      await pause(RETRY_MS);
    }
    return false;
  }

  async send(requests: readonly RequestSpec[], { concurrency = 1, timeoutMs = DEFAULT_TIMEOUT_MS, signal }: SendOptions = {}): Promise<ResponseRecord[]> {
    const records: (ResponseRecord | undefined)[] = new Array(requests.length);
    let next = 0;
    const runLane = async () => {
      const lane = openLane();
      while (next < requests.length && !signal?.aborted) {
        const index = next++;
        records[index] = await this.#sendOne(lane, requests[index] as RequestSpec, timeoutMs);
      }
      lane.destroy();
    };
    await Promise.all(Array.from({ length: concurrency }, runLane));
    return Array.from(records, (record) => record ?? { kind: 'timeout', ms: timeoutMs });
  }

  /** Waits until what is open is what was open at first, or cannot change by itself any more; at most `settleMs`. */
  async quiesce(settleMs: number): Promise<void> {
    const deadline = performance.now() + settleMs;
    let seen = '';
    let sinceMs = performance.now();
    while (performance.now() < deadline) {
      const glance = await this.#process.ask<AgentGlance>({ ask: 'glance' });
      if (glance === undefined) return;
      const active = ACTIVE.reduce((sum, type) => sum + (glance.active[type] ?? 0), 0);
      if (this.#baseline !== undefined && active <= this.#activeBaseline && glance.handles.every(({ id }) => this.#baseline?.has(id))) return;
      const now = `${active} ${glance.handles.map(({ id }) => id).join()}`;
      if (now !== seen) sinceMs = performance.now();
      seen = now;
      const pending = active > this.#activeBaseline || glance.handles.some(({ id, kind }) => PENDING.has(kind) && !this.#baseline?.has(id));
      if (this.#baseline !== undefined && !pending && performance.now() - sinceMs >= UNCHANGED_MS) return;
      await pause(RETRY_MS);
    }
    if (this.#baseline !== undefined) return;
    const quiet = await this.#process.ask<AgentGlance>({ ask: 'glance' });
    this.#baseline = new Set(quiet?.handles.map(({ id }) => id));
    this.#activeBaseline = ACTIVE.reduce((sum, type) => sum + (quiet?.active[type] ?? 0), 0);
  }

  async read(): Promise<Reading> {
    const reading = await this.#process.ask<AgentReading>({ ask: 'read' });
    await this.#process.drainOutput();
    const { exit } = this.#process;
    return {
      atMs: performance.now(),
      bootId: String(this.#process.pid),
      alive: exit === undefined,
      ...(exit && { exit }),
      handles: reading?.handles.map(toHandle) ?? [],
      peaks: reading?.peaks ?? {},
      heapBytes: reading?.heapBytes ?? 0,
      swallowedUncaught: reading?.swallowedUncaught ?? 0,
      handleMisuses: reading?.misuses ?? {},
      // Where the system does not tell which limit is in force, the one that was asked for.
      limits: { openFiles: reading?.openFilesLimit || this.#program.limits.openFiles, memoryBytes: this.#program.limits.memoryBytes },
    };
  }

  resetPeaks(): void {
    // In order with the next question: nobody waits for its answer.
    void this.#process.ask({ ask: 'reset-peaks' });
  }

  async openNeighbour(): Promise<Neighbour> {
    const path = join(this.#options.folder, `.neighbour-${++this.#neighbours}`);
    const fd = (await this.#process.ask<number>({ ask: 'open-neighbour', path })) ?? -1;
    return {
      intact: async () => (await this.#process.ask<boolean>({ ask: 'neighbour-intact', path, fd })) ?? false,
      close: async () => {
        await this.#process.ask({ ask: 'close-neighbour', path, fd });
      },
    };
  }

  async startAgain(timeoutMs: number): Promise<Exit | undefined> {
    const second = new NodeProcess(this.#program, { ...this.#options, onEvent: () => undefined });
    const timeout = new AbortController();
    const late = pause(timeoutMs, timeout.signal).then(() => undefined);
    const exit = await Promise.race([second.ended, late]);
    timeout.abort();
    await second.kill();
    return exit;
  }

  async inject(): Promise<never> {
    throw new RangeError('Real Node has no faults yet: this lab can be checked with --runtime embedded');
  }

  async kill(): Promise<void> {
    await this.#process.kill();
    await rm(this.#options.folder, { recursive: true, force: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }

  async #sendOne(lane: ReturnType<typeof openLane>, spec: RequestSpec, timeoutMs: number): Promise<ResponseRecord> {
    const key = JSON.stringify(spec);
    const patience = this.#hopeless.has(key) ? HOPELESS_MS : Math.min(timeoutMs, LONGEST_MS);
    const record = await sendRequest(lane, this.#options.port, spec, patience);
    if (record.kind === 'timeout') this.#hopeless.add(key);
    return record;
  }
}

function toHandle({ id, kind, label, openedAtMs, frames }: AgentGlance['handles'][number]): HandleReading {
  const [at] = frames;
  return { id, kind, label, openedAtMs, ...(at && { at, frames: frames.map((frame) => ({ ...frame, isAsync: false })) }) };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
