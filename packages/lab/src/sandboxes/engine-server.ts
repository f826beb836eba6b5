import type { Machine, OutsideClient, OutsideResult, Process } from '@unhandled/engine';
import type {
  BootOptions,
  Exit,
  HandleReading,
  MemoryWatch,
  Neighbour,
  Program,
  Reading,
  RequestSpec,
  ResponseRecord,
  SendOptions,
  Server,
} from '../sandbox.ts';
import type { Fault } from '../services.ts';
import { EngineComputer } from './engine-computer.ts';
import { createMemoryWatch } from './engine-memory.ts';
import { exitOf, spawn } from './engine-process.ts';
import { endOfBatch, toRecord, toRequest } from './engine-requests.ts';
import type { EngineServices } from './engine-services.ts';
import { breathe, pause } from './engine-waiting.ts';

/** How long the host may be kept busy before its own messages (cancel, for one) are let in, ms. */
const SLICE_MS = 40;
const DEFAULT_TIMEOUT_MS = 30_000;

/** Ends all that was set up for one machine. */
export function tearDown(machine: Machine, services: EngineServices): void {
  machine.teardown();
  services.close();
}

/** A server process on a machine of its own. */
export class EngineServer implements Server {
  readonly computer: EngineComputer;
  readonly #machine: Machine;
  readonly #process: Process;
  readonly #program: Program;
  readonly #services: EngineServices;
  readonly #virtual: boolean;
  readonly memory: MemoryWatch;
  readonly #kinds = ['fd', 'socket', 'server', 'timer', 'watcher', 'listener', 'lease', 'permit', 'operation', 'stream'] as const;

  private constructor(machine: Machine, services: EngineServices, process: Process, program: Program, virtual: boolean) {
    this.#machine = machine;
    this.#services = services;
    this.#process = process;
    this.#program = program;
    this.#virtual = virtual;
    this.computer = new EngineComputer(machine, () => void this.kill());
    this.computer.adopt(process, `node ${program.entry}`);
    this.memory = createMemoryWatch(process, () => machine.clock.nowMs());
  }

  static async start(machine: Machine, services: EngineServices, program: Program, boot: BootOptions): Promise<EngineServer> {
    const emit = boot.onEvent ?? (() => undefined);
    machine.on('server-ready', (port) => emit({ kind: 'listening', port, atMs: machine.clock.nowMs() }));
    const process = await spawn(machine, program, boot.attributeRequests);
    const server = new EngineServer(machine, services, process, program, boot.clock === 'virtual');
    process.onOutput((stream, text) => emit({ kind: 'log', stream, text, atMs: machine.clock.nowMs() }));
    const report = () => {
      const exit = server.#exit();
      if (exit !== undefined) emit({ kind: 'exit', exit, atMs: machine.clock.nowMs() });
    };
    if (process.ended === undefined) machine.on('exit', report);
    else report();
    if (server.#virtual) await server.#settle();
    return server;
  }

  async ready(timeoutMs: number): Promise<boolean> {
    return this.#until(() => this.#machine.isListening(this.#program.port), timeoutMs);
  }

  async send(requests: readonly RequestSpec[], options: SendOptions = {}): Promise<ResponseRecord[]> {
    const { concurrency = 1, timeoutMs = DEFAULT_TIMEOUT_MS, signal } = options;
    const records: (ResponseRecord | undefined)[] = new Array(requests.length);
    const lanes = Array.from({ length: Math.min(concurrency, requests.length) }, () => this.#machine.client(this.#program.port));
    try {
      let next = 0;
      const runLane = async (client: OutsideClient) => {
        while (next < requests.length && !signal?.aborted) {
          const from = next;
          next = lanes.length === 1 ? endOfBatch(requests, from) : from + 1;
          await this.#sendRun(
            client,
            requests.slice(from, next),
            (index, record) => {
              records[from + index] = record;
            },
            timeoutMs,
          );
        }
      };
      if (this.#virtual && lanes.length > 1) await this.#sendTogether(lanes, requests, records, timeoutMs);
      else await Promise.all(lanes.map(runLane));
    } finally {
      for (const client of lanes) client.close();
      this.#machine.wake();
      if (this.#virtual) await this.#settle();
    }
    // Array.from, because map() passes over the holes of those that were never sent.
    return Array.from(records, (record) => record ?? { kind: 'timeout', ms: timeoutMs });
  }

  /**
   * Sends a run on one connection and waits until each was answered, hung up on, or given up. After a request that
   * nobody answers in time, the rest goes on over a new connection, as real clients do.
   */
  async #sendRun(client: OutsideClient, run: readonly RequestSpec[], done: (index: number, record: ResponseRecord) => void, timeoutMs: number): Promise<void> {
    for (let from = 0; from < run.length; ) {
      const part = run.slice(from);
      const answered = new Array<boolean>(part.length).fill(false);
      const startedMs = this.#machine.clock.nowMs();
      let open = part.length;
      let givenUp = false;
      const settle = (index: number, result: OutsideResult) => {
        if (givenUp) return;
        open--;
        answered[index] = true;
        done(from + index, toRecord(result, this.#machine.clock.nowMs() - startedMs));
      };
      const [only] = part;
      if (part.length === 1 && only !== undefined) client.send(toRequest(only), (result) => settle(0, result));
      else client.sendBatch(part.map(toRequest), settle);
      this.#machine.wake();
      if (await this.#until(() => open === 0, timeoutMs)) return;
      givenUp = true;
      client.close();
      const unanswered = answered.indexOf(false);
      done(from + unanswered, { kind: 'timeout', ms: timeoutMs });
      from += unanswered + 1;
    }
  }

  /** Concurrency with a virtual clock: every lane is filled before the machine runs, so that the order repeats. */
  async #sendTogether(
    lanes: readonly OutsideClient[],
    requests: readonly RequestSpec[],
    records: (ResponseRecord | undefined)[],
    timeoutMs: number,
  ): Promise<void> {
    let next = 0;
    let open = requests.length;
    const underWay = new Map<OutsideClient, number>();
    const settle = (client: OutsideClient, index: number, record: ResponseRecord): void => {
      if (underWay.get(client) !== index) return;
      open--;
      records[index] = record;
      startNext(client);
    };
    const startNext = (client: OutsideClient): void => {
      const index = next++;
      underWay.set(client, index);
      const request = requests[index];
      if (request === undefined) return;
      const startedMs = this.#machine.clock.nowMs();
      client.send(toRequest(request), (result) => settle(client, index, toRecord(result, this.#machine.clock.nowMs() - startedMs)));
    };
    for (const client of lanes) startNext(client);
    while (!(await this.#until(() => open === 0, timeoutMs)) && open > 0) {
      // Everybody still waiting has waited long enough.
      for (const [client, index] of [...underWay]) {
        if (index >= requests.length) continue;
        underWay.set(client, -1);
        client.close();
        underWay.set(client, index);
        settle(client, index, { kind: 'timeout', ms: timeoutMs });
      }
    }
  }

  async quiesce(settleMs: number): Promise<void> {
    if (!this.#virtual) {
      await this.#until(() => false, Math.min(settleMs, 50));
      return;
    }
    await this.#until(() => false, settleMs);
  }

  async read(): Promise<Reading> {
    const exit = this.#exit();
    return {
      atMs: this.#machine.clock.nowMs(),
      bootId: String(this.#process.pid),
      alive: exit === undefined,
      ...(exit && { exit }),
      handles: this.#process.handles() satisfies readonly HandleReading[],
      peaks: Object.fromEntries(this.#kinds.map((kind) => [kind, this.#process.peak(kind)])),
      heapBytes: this.#process.heap().retainedBytes,
      swallowedUncaught: this.#process.swallowedUncaught,
      handleMisuses: this.#process.handleMisuses,
      ...(this.#program.services && { services: this.#services.read() }),
      limits: { openFiles: this.#process.openFilesLimit, memoryBytes: this.#program.limits.memoryBytes },
    };
  }

  resetPeaks(): void {
    this.#process.resetPeaks();
  }

  async openNeighbour(): Promise<Neighbour> {
    const fd = this.#process.openDescriptor('/var/lib/neighbour.db');
    const handle = this.#process.descriptorHandle(fd);
    return {
      intact: async () => fd >= 0 && this.#process.descriptorHandle(fd) === handle,
      close: async () => {
        if (this.#process.descriptorHandle(fd) === handle) this.#process.closeDescriptor(fd);
      },
    };
  }

  async startAgain(timeoutMs: number): Promise<Exit | undefined> {
    const second = await spawn(this.#machine, this.#program);
    await this.#until(() => second.ended !== undefined, timeoutMs);
    const exit = exitOf(second);
    if (exit === undefined) second.kill();
    return exit;
  }

  async inject(fault: Fault): Promise<() => Promise<void>> {
    const lift = this.#services.inject(fault);
    this.#machine.wake();
    return async () => {
      lift();
      this.#machine.wake();
    };
  }

  async kill(): Promise<void> {
    this.#process.kill();
    tearDown(this.#machine, this.#services);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }

  #exit(): Exit | undefined {
    return exitOf(this.#process);
  }

  /** Runs what can run now, letting the host breathe. */
  async #settle(): Promise<void> {
    let sliceEnd = performance.now() + SLICE_MS;
    while (this.#machine.turn() || (await this.#machine.settle())) {
      if (performance.now() < sliceEnd) continue;
      await breathe();
      sliceEnd = performance.now() + SLICE_MS;
    }
  }

  /** Waits for `condition`, at most `timeoutMs` of the machine's time. With a virtual clock, jumps from timer to timer. */
  async #until(condition: () => boolean, timeoutMs: number): Promise<boolean> {
    const deadline = this.#machine.clock.nowMs() + timeoutMs;
    if (!this.#virtual) {
      while (!condition() && this.#process.ended === undefined && this.#machine.clock.nowMs() < deadline) await pause();
      return condition();
    }
    for (;;) {
      await this.#settle();
      if (condition() || this.#process.ended !== undefined) return condition();
      const due = this.#machine.nextTimerMs();
      if (due === undefined || due > deadline) {
        this.#machine.jumpTo(deadline);
        await this.#settle();
        return condition();
      }
      this.#machine.jumpTo(due);
    }
  }
}
