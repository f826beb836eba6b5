import { type ChildProcess, spawn } from 'node:child_process';
import type { AgentQuestion } from '../../leakcheck/agent/messages.ts';
import { agentEnvironment, nodeFlags } from '../agent/node-flags.ts';
import { toExit } from '../agent/to-exit.ts';
import { type Idleness, type InsideQuestion, PORTS_VARIABLE } from '../inside/messages.ts';
import type { Exit, Program, ServerEvent } from '../src/sandbox.ts';
import type { ClockedProcess } from './node-clock.ts';

/** How much of what a process wrote to stderr is kept as its last words, characters. */
const LAST_WORDS = 4000;
/** Output that was written before an answer has arrived when nothing came for so long, ms. */
const DRAINED_MS = 4;

export interface NodeProcessOptions {
  readonly folder: string;
  /** The module that is preloaded. */
  readonly inside: URL;
  /** A process that does not answer for so long, ms of real time, is in a loop that nothing ends. */
  readonly stalledMs: number;
  readonly port: number;
  readonly heapOnly: boolean;
  /** Ports of its services, by the `host:port` that it knows. */
  readonly services: Readonly<Record<string, number>>;
  /** What its services add to its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly onEvent: (event: ServerEvent) => void;
}

/**
 * The garbage collector works where the program does, and to its end. Its helpers' messages are events of the loop: a
 * process that collects step by step is never idle meanwhile, and who asks whether it is makes garbage, too. With helpers
 * a question took up to a second and a batch of 300 requests 17 s; without, 1 s.
 */
const COLLECTS_ALONE = ['--single-threaded-gc', '--no-incremental-marking', '--no-memory-reducer'];

/** Asked of leakcheck's agent, or of what a lab has inside the process. */
type Question = { readonly question: AgentQuestion } | { readonly inside: InsideQuestion };

/** `node` with the leakcheck agent in it, under the program's limits. */
export class NodeProcess implements ClockedProcess {
  readonly #child: ChildProcess;
  readonly #stalledMs: number;
  readonly #waiting = new Map<number, (reply: { answer?: unknown; error?: string }) => void>();
  readonly ended: Promise<Exit>;
  #asked = 0;
  #chunks = 0;
  #stderr = '';
  #exit: Exit | undefined;
  #stalled = false;

  constructor(program: Program, { folder, inside, stalledMs, port, heapOnly, services, env, onEvent }: NodeProcessOptions) {
    this.#stalledMs = stalledMs;
    const node = [process.execPath, '--expose-internals', ...COLLECTS_ALONE, ...nodeFlags(inside.href, program.limits, heapOnly), program.entry];
    // A shell sets both limits of descriptors: node raises the soft one to the hard one as it starts. More than the host
    // allows is as much as it allows.
    const command = heapOnly ? 'exec "$@"' : 'ulimit -n "$0" 2>/dev/null || ulimit -n "$(ulimit -H -n)"; exec "$@"';
    const child = spawn('/bin/sh', ['-c', command, String(program.limits.openFiles), ...node], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        ...program.env,
        ...env,
        PORT: String(port),
        ...agentEnvironment(heapOnly),
        [PORTS_VARIABLE]: JSON.stringify(services),
        // One thread is a queue: what was asked of it before has been done when it answers.
        UV_THREADPOOL_SIZE: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]?.setEncoding('utf8').on('data', (text: string) => {
        this.#chunks++;
        if (stream === 'stderr') this.#stderr = (this.#stderr + text).slice(-LAST_WORDS);
        onEvent({ kind: 'log', stream, text, atMs: performance.now() });
      });
    }
    child.on('message', (reply: { number: number; answer?: unknown; error?: string }) => {
      this.#waiting.get(reply.number)?.(reply);
      this.#waiting.delete(reply.number);
    });
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      // 'close' comes after the last output; 'exit' may come before it.
      child.once('close', (code, signal) => {
        const exit = this.#exitOf(code, signal);
        this.#exit = exit;
        for (const reply of this.#waiting.values()) reply({});
        this.#waiting.clear();
        onEvent({ kind: 'exit', exit, atMs: performance.now() });
        resolve(exit);
      });
    });
    // Whoever boots it asks; until then it is no unhandled rejection.
    this.ended.catch(() => undefined);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get exit(): Exit | undefined {
    return this.#exit;
  }

  /** Undefined when the process ended before it answered. @throws {Error} with what the agent said went wrong. */
  async ask<T>(question: Question): Promise<T | undefined> {
    if (this.#exit !== undefined || !this.#child.connected) {
      if (this.#exit === undefined) await this.ended;
      return undefined;
    }
    const number = ++this.#asked;
    const reply = await new Promise<{ answer?: unknown; error?: string }>((resolve) => {
      this.#waiting.set(number, resolve);
      // A channel that broke in between ends in 'close', which answers everybody.
      this.#child.send({ number, ...question }, () => undefined);
    });
    if (reply.error !== undefined) throw new Error(`The agent in process ${this.pid} could not ${JSON.stringify(question)}: ${reply.error}`);
    return reply.answer as T | undefined;
  }

  /** Kills the process when it does not answer at all. */
  async idle(): Promise<Idleness | undefined> {
    const stalled = setTimeout(() => {
      this.#stalled = true;
      this.#child.kill('SIGKILL');
    }, this.#stalledMs);
    try {
      return await this.ask<Idleness>({ inside: { ask: 'idle' } });
    } finally {
      clearTimeout(stalled);
    }
  }

  advance(byMs: number): void {
    // In order with the next question: nobody waits for its answer.
    void this.ask({ inside: { ask: 'advance', byMs } });
  }

  /** Resolves when what it wrote until now was read. */
  async drainOutput(): Promise<void> {
    for (let before = -1; before !== this.#chunks; ) {
      before = this.#chunks;
      await new Promise((resolve) => setTimeout(resolve, DRAINED_MS));
    }
  }

  async kill(): Promise<void> {
    if (this.#exit === undefined) this.#child.kill('SIGKILL');
    await this.ended;
  }

  #exitOf(code: number | null, signal: NodeJS.Signals | null): Exit {
    const exit = toExit(code, signal !== null, this.#stderr);
    return this.#stalled && exit.reason !== 'out-of-memory' ? { ...exit, code: 137, reason: 'stalled' } : exit;
  }
}
