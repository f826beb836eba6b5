import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AgentQuestion } from '../../leakcheck/agent/messages.ts';
import { agentEnvironment, nodeFlags } from '../agent/node-flags.ts';
import { toExit } from '../agent/to-exit.ts';
import type { Exit, Program, ServerEvent } from '../src/sandbox.ts';

const AGENT = fileURLToPath(new URL('../../leakcheck/agent/agent.ts', import.meta.url));
/** How much of what a process wrote to stderr is kept as its last words, characters. */
const LAST_WORDS = 4000;
/** Output that was written before an answer has arrived when nothing came for so long, ms. */
const DRAINED_MS = 4;

export interface NodeProcessOptions {
  readonly folder: string;
  readonly port: number;
  readonly heapOnly: boolean;
  readonly onEvent: (event: ServerEvent) => void;
}

/** `node` with the leakcheck agent in it, under the program's limits. */
export class NodeProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (reply: { answer?: unknown; error?: string }) => void>();
  readonly ended: Promise<Exit>;
  #asked = 0;
  #chunks = 0;
  #stderr = '';
  #exit: Exit | undefined;

  constructor(program: Program, { folder, port, heapOnly, onEvent }: NodeProcessOptions) {
    const node = [process.execPath, ...nodeFlags(AGENT, program.limits, heapOnly), program.entry];
    // A shell sets both limits of descriptors: node raises the soft one to the hard one as it starts. More than the host
    // allows is as much as it allows.
    const command = heapOnly ? 'exec "$@"' : 'ulimit -n "$0" 2>/dev/null || ulimit -n "$(ulimit -H -n)"; exec "$@"';
    const child = spawn('/bin/sh', ['-c', command, String(program.limits.openFiles), ...node], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...program.env, PORT: String(port), ...agentEnvironment(heapOnly) },
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
        const exit = toExit(code, signal !== null, this.#stderr);
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
  async ask<T>(question: AgentQuestion): Promise<T | undefined> {
    if (this.#exit !== undefined || !this.#child.connected) {
      if (this.#exit === undefined) await this.ended;
      return undefined;
    }
    const number = ++this.#asked;
    const reply = await new Promise<{ answer?: unknown; error?: string }>((resolve) => {
      this.#waiting.set(number, resolve);
      // A channel that broke in between ends in 'close', which answers everybody.
      this.#child.send({ number, question }, () => undefined);
    });
    if (reply.error !== undefined) throw new Error(`The agent in process ${this.pid} could not ${question.ask}: ${reply.error}`);
    return reply.answer as T | undefined;
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
}
