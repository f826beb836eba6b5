import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import timers from 'node:timers';
import type { AgentGlance, AgentQuestion, AgentReading } from '../agent/messages.ts';
import type { Reachable } from '../agent/reachable.ts';
import type { Listening } from '../agent/tell-port.ts';
import { LeakcheckError } from './errors.ts';
import type { Plan } from './options.ts';
import { AGENT, TELL_PORT } from './programs.ts';
import type { LeakRequest } from './request.ts';
import { type Sent, sendAll } from './send.ts';
import type { Measured, Subject } from './subject.ts';

const { setTimeout, clearTimeout } = timers;
/**
 * Where only the heap is read: nothing compiled later than at first use, no feedback that comes later. Code that V8
 * compiles as it warms up is on the heap, and arrives for a dozen rounds.
 */
export const QUIET_V8: readonly string[] = ['--no-opt', '--no-sparkplug', '--no-lazy-feedback-allocation', '--no-flush-bytecode'];
/** How much of what a process wrote to stderr is kept as its last words, characters. */
const LAST_WORDS = 2000;
/** Not the server's: they would write into its heap, or ask for a debugger. */
const LEFT_OUT: readonly string[] = ['NODE_V8_COVERAGE', 'NODE_CHANNEL_FD', 'NODE_UNIQUE_ID', 'NODE_TEST_CONTEXT'];

type Reply = { readonly number: number; readonly answer?: unknown; readonly error?: string };

/** The server's file in a `node` of its own, with the agent in it. */
export class ServerProcess implements Subject {
  readonly #plan: Plan;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  readonly #ended: Promise<void>;
  #ending: string | undefined;
  #at: Reachable | undefined;
  #onListening: () => void = () => undefined;
  #asked = 0;
  #stderr = '';

  private constructor(plan: Plan, file: string, measured: Measured, port: number) {
    this.#plan = plan;
    const node = ['--expose-gc', ...(measured === 'heap' ? QUIET_V8 : []), '--import', TELL_PORT.href, '--import', AGENT.href];
    const environment: NodeJS.ProcessEnv = { ...process.env, PORT: String(port), ...plan.env, LEAKCHECK_AGENT: measured === 'heap' ? 'heap' : 'all' };
    for (const name of LEFT_OUT) delete environment[name];
    this.#child = spawn(process.execPath, [...node, ...plan.nodeArgs, file, ...plan.args], {
      cwd: plan.cwd,
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-LAST_WORDS);
    });
    this.#child.on('message', (message: Reply | Listening) => this.#hear(message));
    this.#ended = new Promise((resolve) => {
      const end = (how: string) => {
        this.#ending ??= how;
        for (const { reject } of this.#waiting.values()) reject(this.#endedError());
        this.#waiting.clear();
        this.#onListening();
        resolve();
      };
      this.#child.once('error', (error) => end(`could not be started: ${error.message}`));
      // 'close' comes after the last output; 'exit' may come before it.
      this.#child.once('close', (code, signal) => end(`ended with ${signal ?? `exit code ${code}`}`));
    });
  }

  /** Resolves when the server listens. @throws {LeakcheckError} ERR_LEAKCHECK_START when it does not. */
  static async open(plan: Plan, file: string, measured: Measured): Promise<ServerProcess> {
    const server = new ServerProcess(plan, file, measured, await freePort());
    if (!(await server.#listens())) {
      const how = server.#ending ?? `does not listen after ${plan.readyMs} ms`;
      const words = server.#words();
      await server.close();
      const hint =
        server.#stderr === '' ? `It must listen by itself when it is run with "node ${file}", best on the port in process.env.PORT` : `It wrote: ${words}`;
      throw new LeakcheckError('ERR_LEAKCHECK_START', `Cannot check ${file}: it ${how}`, hint);
    }
    return server;
  }

  send(requests: readonly LeakRequest[]): Promise<Sent> {
    const { host, port } = this.#at ?? { host: '127.0.0.1', port: 0 };
    const { concurrency, answerMs } = this.#plan;
    return sendAll(requests, { host, port, concurrency, answerMs });
  }

  async glance(): Promise<AgentGlance> {
    return (await this.#ask({ ask: 'glance' })) as AgentGlance;
  }

  async collect(): Promise<number> {
    return ((await this.#ask({ ask: 'read' })) as AgentReading).heapBytes;
  }

  async close(): Promise<void> {
    if (this.#ending === undefined) this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async #listens(): Promise<boolean> {
    const heard = new Promise<void>((resolve) => {
      this.#onListening = resolve;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#plan.readyMs);
    });
    await Promise.race([heard, late]);
    clearTimeout(timer);
    return this.#at !== undefined && this.#ending === undefined;
  }

  #hear(message: Reply | Listening): void {
    if ('listening' in message) {
      // The first is the one that is asked: metrics and debuggers listen later.
      this.#at ??= message.listening;
      this.#onListening();
      return;
    }
    const waiting = this.#waiting.get(message.number);
    this.#waiting.delete(message.number);
    if (message.error === undefined) waiting?.resolve(message.answer);
    else waiting?.reject(new Error(`The agent in process ${this.#child.pid} failed: ${message.error}`));
  }

  #ask(question: AgentQuestion): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#ending !== undefined) return reject(this.#endedError());
      const number = ++this.#asked;
      this.#waiting.set(number, { resolve, reject });
      // A channel that broke in between ends in 'close', which answers everybody.
      this.#child.send({ number, question }, () => undefined);
    });
  }

  #endedError(): LeakcheckError {
    return new LeakcheckError('ERR_LEAKCHECK_ENDED', `The server ${this.#ending} while it was measured`, `Its last words: ${this.#words()}`);
  }

  #words(): string {
    return this.#stderr.trim() || '(none)';
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
