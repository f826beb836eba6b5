import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentReading } from '../../leakcheck/agent/messages.ts';
import { toReading } from '../agent/to-reading.ts';
import type { Exit, Neighbour, Program, Reading, RequestSpec, ResponseRecord, SendOptions, Server } from '../src/sandbox.ts';
import type { Fault } from '../src/services.ts';
import { isListening } from './is-listening.ts';
import type { NodeClock } from './node-clock.ts';
import { NodeProcess, type NodeProcessOptions } from './node-process.ts';
import { openLane, sendRequest } from './node-requests.ts';
import type { NodeServices } from './node-services.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
/** How long a process may take to end when nothing keeps it alive, ms of real time. */
const ENDING_MS = 2_000;
/** How often a port is asked whether somebody listens there, ms of the server's time. */
const RETRY_MS = 10;

/** A server in a process of its own, on real Node. */
export class NodeServer implements Server {
  readonly #program: Program;
  readonly #options: NodeProcessOptions;
  readonly #process: NodeProcess;
  readonly #clock: NodeClock;
  readonly #services: NodeServices;
  #neighbours = 0;

  constructor(program: Program, options: NodeProcessOptions, clock: NodeClock, services: NodeServices) {
    this.#program = program;
    this.#options = options;
    this.#clock = clock;
    this.#services = services;
    this.#process = startProcess(program, options, clock);
  }

  async ready(timeoutMs: number): Promise<boolean> {
    const deadline = this.#clock.nowMs + timeoutMs;
    for (;;) {
      await this.#clock.settle();
      if (this.#process.exit !== undefined) return false;
      if (await isListening(this.#options.port)) return true;
      if (this.#clock.nowMs >= deadline) return false;
      await this.#clock.pass(RETRY_MS);
    }
  }

  async send(requests: readonly RequestSpec[], { concurrency = 1, timeoutMs = DEFAULT_TIMEOUT_MS, signal }: SendOptions = {}): Promise<ResponseRecord[]> {
    const records: (ResponseRecord | undefined)[] = new Array(requests.length);
    const hungUp: Promise<unknown>[] = [];
    let next = 0;
    const runLane = async () => {
      const lane = openLane();
      while (next < requests.length && !signal?.aborted) {
        const index = next++;
        const request = requests[index] as RequestSpec;
        const sent = sendRequest(lane, this.#options.port, request, timeoutMs, this.#clock).then((record) => {
          records[index] = record;
        });
        // Whoever hangs up at once waits for nothing. Alone, the next comes when the server is through with it; of several
        // clients, each goes on. Both as on the engine.
        if (request.abort?.when !== 'before-response') await sent;
        else if (concurrency > 1) hungUp.push(sent);
        else await sent.then(() => this.#clock.settle());
      }
      lane.destroy();
    };
    this.#clock.inOrder = concurrency > 1 && !this.#options.heapOnly;
    await this.#clock.until(Promise.all(Array.from({ length: concurrency }, runLane)).then(() => Promise.all(hungUp)));
    // What hung up, or was answered early, is worked on still.
    await this.#clock.settle();
    this.#clock.inOrder = false;
    return Array.from(records, (record) => record ?? { kind: 'timeout', ms: timeoutMs });
  }

  quiesce(settleMs: number): Promise<void> {
    return this.#clock.pass(settleMs);
  }

  async read(): Promise<Reading> {
    const reading = await this.#process.ask<AgentReading>({ question: { ask: 'read' } });
    await this.#process.drainOutput();
    const { pid, exit } = this.#process;
    return {
      ...toReading(reading, { bootId: String(pid), exit, limits: this.#program.limits }),
      atMs: this.#clock.nowMs,
      ...(this.#program.services && { services: await this.#services.read() }),
    };
  }

  resetPeaks(): void {
    // In order with the next question: nobody waits for its answer.
    void this.#process.ask({ question: { ask: 'reset-peaks' } });
  }

  async openNeighbour(): Promise<Neighbour> {
    const path = join(this.#options.folder, `.neighbour-${++this.#neighbours}`);
    const fd = (await this.#process.ask<number>({ question: { ask: 'open-neighbour', path } })) ?? -1;
    return {
      intact: async () => (await this.#process.ask<boolean>({ question: { ask: 'neighbour-intact', path, fd } })) ?? false,
      close: async () => {
        await this.#process.ask({ question: { ask: 'close-neighbour', path, fd } });
      },
    };
  }

  async startAgain(timeoutMs: number): Promise<Exit | undefined> {
    const second = startProcess(this.#program, { ...this.#options, onEvent: () => undefined }, this.#clock);
    let late = () => {};
    const waited = new Promise<undefined>((resolve) => {
      late = this.#clock.after(timeoutMs, () => resolve(undefined));
    });
    await this.#clock.until(Promise.race([second.ended, waited]));
    late();
    // A process that has nothing left to do ends in real time, however far its own has moved.
    const exit = await Promise.race([second.ended, new Promise<undefined>((resolve) => setTimeout(resolve, ENDING_MS))]);
    await second.kill();
    return exit;
  }

  async inject(fault: Fault): Promise<() => Promise<void>> {
    const lift = await this.#services.inject(fault, this.#process);
    // Connections that it broke are known to be broken before the first request comes.
    await this.#clock.settle();
    return lift;
  }

  async kill(): Promise<void> {
    await this.#process.kill();
    await this.#services.close();
    await rm(this.#options.folder, { recursive: true, force: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}

/** Its time is the clock's for as long as it runs. */
function startProcess(program: Program, options: NodeProcessOptions, clock: NodeClock): NodeProcess {
  const started = new NodeProcess(program, options);
  clock.join(started);
  const leave = () => {
    clock.leave(started);
    clock.stir();
  };
  started.ended.then(leave, leave);
  return started;
}
