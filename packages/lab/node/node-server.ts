import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentGlance, AgentReading } from '../../leakcheck/agent/messages.ts';
import { Quiet } from '../agent/quiet.ts';
import { toReading } from '../agent/to-reading.ts';
import type { Exit, Neighbour, Program, Reading, RequestSpec, ResponseRecord, SendOptions, Server } from '../src/sandbox.ts';
import { isListening } from './is-listening.ts';
import { NodeProcess, type NodeProcessOptions } from './node-process.ts';
import { sendRequests } from './send-requests.ts';

const RETRY_MS = 10;

/** A server in a process of its own, on real Node. */
export class NodeServer implements Server {
  readonly #program: Program;
  readonly #options: NodeProcessOptions;
  readonly #process: NodeProcess;
  readonly #quiet: Quiet;
  readonly #hopeless = new Set<string>();
  #neighbours = 0;

  constructor(program: Program, options: NodeProcessOptions) {
    this.#program = program;
    this.#options = options;
    this.#process = new NodeProcess(program, options);
    this.#quiet = new Quiet(() => this.#process.ask<AgentGlance>({ ask: 'glance' }));
  }

  async ready(timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    while (this.#process.exit === undefined && performance.now() < deadline) {
      if (await isListening(this.#options.port)) return true;
      await pause(RETRY_MS);
    }
    return false;
  }

  send(requests: readonly RequestSpec[], options: SendOptions = {}): Promise<ResponseRecord[]> {
    return sendRequests(this.#options.port, requests, options, this.#hopeless);
  }

  quiesce(settleMs: number): Promise<void> {
    return this.#quiet.settle(settleMs);
  }

  async read(): Promise<Reading> {
    const reading = await this.#process.ask<AgentReading>({ ask: 'read' });
    await this.#process.drainOutput();
    const { pid, exit } = this.#process;
    return toReading(reading, { bootId: String(pid), exit, limits: this.#program.limits });
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
