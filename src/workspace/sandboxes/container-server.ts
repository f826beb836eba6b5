import type { Exit, Neighbour, Program, Reading, RequestSpec, ResponseRecord, SendOptions, Server, ServerEvent } from '@unhandled/lab';
import type { DriverQuestion } from '../../../packages/lab/agent/driver-messages.ts';
import { Quiet } from '../../../packages/lab/agent/quiet.ts';
import { toExit } from '../../../packages/lab/agent/to-exit.ts';
import { toReading } from '../../../packages/lab/agent/to-reading.ts';
import type { AgentGlance, AgentQuestion, AgentReading } from '../../../packages/leakcheck/agent/messages.ts';
import type { ContainerProcess } from './container-process.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
const RETRY_MS = 25;

export interface ContainerServerOptions {
  readonly program: Program;
  readonly port: number;
  /** Its folder in the container, as programs in there see it. */
  readonly folder: string;
  readonly heapOnly: boolean;
  readonly driver: ContainerProcess;
  /** Starts the program; once more, when asked again. */
  readonly spawn: (onText: (text: string) => void) => Promise<ContainerProcess>;
  readonly onEvent: (event: ServerEvent) => void;
  /** When everything of it has ended. */
  readonly onClosed: () => Promise<void>;
}

let servers = 0;

/** A server in a container: its agent answers on its streams, a driver beside it sends it requests. */
export class ContainerServer implements Server {
  readonly #options: ContainerServerOptions;
  readonly #process: ContainerProcess;
  readonly #bootId = `container ${++servers}`;
  readonly #startedMs = performance.now();
  readonly #quiet: Quiet;
  #exit: Exit | undefined;
  #listens = false;
  #neighbours = 0;
  #closed: Promise<void> | undefined;

  private constructor(options: ContainerServerOptions, process: ContainerProcess) {
    this.#options = options;
    this.#process = process;
    this.#quiet = new Quiet(() => this.#ask<AgentGlance>({ ask: 'glance' }));
    void this.#watchEnd();
    void this.#watchPort();
  }

  static async start(options: ContainerServerOptions): Promise<ContainerServer> {
    const startedMs = performance.now();
    const onText = (text: string) => options.onEvent({ kind: 'log', stream: 'stdout', text, atMs: performance.now() - startedMs });
    return new ContainerServer(options, await options.spawn(onText));
  }

  async ready(timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    while (!this.#listens && !this.#process.hasEnded && performance.now() < deadline) await pause(RETRY_MS);
    return this.#listens && !this.#process.hasEnded;
  }

  async send(requests: readonly RequestSpec[], { concurrency = 1, timeoutMs = DEFAULT_TIMEOUT_MS, signal }: SendOptions = {}): Promise<ResponseRecord[]> {
    const nothing = () => requests.map((): ResponseRecord => ({ kind: 'timeout', ms: timeoutMs }));
    const left = new Promise<ResponseRecord[]>((resolve) => signal?.addEventListener('abort', () => resolve(nothing()), { once: true }));
    const sent = this.#askDriver<ResponseRecord[]>({ ask: 'send', port: this.#options.port, requests, concurrency, timeoutMs });
    return (await Promise.race([sent, left])) ?? nothing();
  }

  quiesce(settleMs: number): Promise<void> {
    return this.#quiet.settle(settleMs);
  }

  async read(): Promise<Reading> {
    const reading = await this.#ask<AgentReading>({ ask: 'read' });
    const { program } = this.#options;
    const { limits } = program;
    // Nobody sets a limit in a container: which one is in force there says nothing of the program.
    return { ...toReading(reading, { bootId: this.#bootId, exit: this.#exit, limits }), atMs: this.#atMs(), limits };
  }

  resetPeaks(): void {
    // In order with the next question: nobody waits for its answer.
    void this.#ask({ ask: 'reset-peaks' });
  }

  async openNeighbour(): Promise<Neighbour> {
    const path = `${this.#options.folder}/.neighbour-${++this.#neighbours}`;
    const fd = (await this.#ask<number>({ ask: 'open-neighbour', path })) ?? -1;
    return {
      intact: async () => (await this.#ask<boolean>({ ask: 'neighbour-intact', path, fd })) ?? false,
      close: async () => {
        await this.#ask({ ask: 'close-neighbour', path, fd });
      },
    };
  }

  async startAgain(timeoutMs: number): Promise<Exit | undefined> {
    const second = await this.#options.spawn(() => {});
    const exit = await Promise.race([second.ended.then((code) => toExit(code, false, second.output)), pause(timeoutMs)]);
    await second.kill();
    return exit ?? undefined;
  }

  async inject(): Promise<never> {
    throw new RangeError('There are no faults in a WebContainer: this lab runs on the embedded engine');
  }

  kill(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }

  async #close(): Promise<void> {
    await this.#process.kill();
    await this.#askDriver({ ask: 'forget', port: this.#options.port });
    await this.#options.onClosed();
  }

  async #watchEnd(): Promise<void> {
    const code = await this.#process.ended;
    this.#exit = toExit(code, this.#process.wasKilled, this.#process.output);
    this.#options.onEvent({ kind: 'exit', exit: this.#exit, atMs: this.#atMs() });
  }

  async #watchPort(): Promise<void> {
    const { port, program, onEvent } = this.#options;
    while (!this.#process.hasEnded) {
      if (await this.#askDriver<boolean>({ ask: 'is-listening', port })) {
        this.#listens = true;
        // The reader's port: where it is in the container is the container's business.
        return onEvent({ kind: 'listening', port: program.port, atMs: this.#atMs() });
      }
      await pause(RETRY_MS);
    }
  }

  #atMs(): number {
    return performance.now() - this.#startedMs;
  }

  #ask<T>(question: AgentQuestion): Promise<T | undefined> {
    return this.#process.ask<T>(question);
  }

  #askDriver<T>(question: DriverQuestion): Promise<T | undefined> {
    return this.#options.driver.ask<T>(question);
  }
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
