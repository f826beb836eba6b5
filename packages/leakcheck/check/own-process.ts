import { type ChildProcess, fork } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import vm from 'node:vm';
import { Descriptors } from '../agent/descriptors.ts';
import { watchFileStreams } from '../agent/file-streams.ts';
import type { AgentGlance } from '../agent/messages.ts';
import { watchNetwork } from '../agent/network.ts';
import { OpenHandles } from '../agent/open-handles.ts';
import { watchReported } from '../agent/reported.ts';
import { watchTimers } from '../agent/timers.ts';
import type { Order } from './client-process.ts';
import { LeakcheckError } from './errors.ts';
import { listen, type Started } from './listen.ts';
import type { Plan } from './options.ts';
import { CLIENT } from './programs.ts';
import type { LeakRequest } from './request.ts';
import type { Sent } from './send.ts';
import type { Subject } from './subject.ts';
import { undoable } from './undoable.ts';

const { setImmediate } = timers;
/** Collections before a reading: what finalizers let go of takes another. */
const COLLECTIONS = 3;

/** The server in the test's own process, its clients in another. */
export class OwnProcess implements Subject {
  readonly #plan: Plan;
  readonly #client: ChildProcess;
  readonly #handles: OpenHandles;
  readonly #descriptors: Descriptors;
  readonly #collect = collector();
  #unwatch: (() => void) | undefined;
  #started: Started | undefined;

  private constructor(plan: Plan) {
    this.#plan = plan;
    this.#handles = new OpenHandles(plan.cwd);
    this.#descriptors = new Descriptors(this.#handles);
    const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...env } = process.env;
    this.#client = fork(fileURLToPath(CLIENT), { serialization: 'advanced', execArgv: [], env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  }

  /** Starts the server under watch. @throws whatever `run` throws */
  static async open(plan: Plan, run: () => unknown): Promise<OwnProcess> {
    const own = new OwnProcess(plan);
    own.#watch();
    try {
      own.#started = await listen(await run());
      return own;
    } catch (error) {
      await own.close();
      throw error;
    }
  }

  send(requests: readonly LeakRequest[]): Promise<Sent> {
    const { concurrency, answerMs } = this.#plan;
    const { host, port } = this.#started?.at ?? { host: '127.0.0.1', port: 0 };
    const client = this.#client;
    return new Promise((resolve, reject) => {
      const ended = () => reject(new LeakcheckError('ERR_LEAKCHECK_ENDED', 'The process that sends requests ended', 'What it wrote to stderr says why'));
      client.once('exit', ended);
      client.once('message', (sent: Sent) => {
        client.off('exit', ended);
        resolve(sent);
      });
      client.send({ requests, options: { host, port, concurrency, answerMs } } satisfies Order);
    });
  }

  glance(): Promise<AgentGlance> {
    return new Promise((resolve) => {
      // From a callback: a descriptor that nobody saw opened must not get the lines of the test that waits for this.
      setImmediate(() => {
        if (this.#unwatch !== undefined) this.#descriptors.reconcile();
        const active: Record<string, number> = {};
        for (const type of process.getActiveResourcesInfo()) active[type] = (active[type] ?? 0) + 1;
        resolve({ handles: this.#handles.list(), active });
      });
    });
  }

  async collect(): Promise<number> {
    for (let i = 0; i < COLLECTIONS; i++) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      this.#collect();
    }
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  }

  /** From here on nothing is written down of what is open. */
  unwatch(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  async close(): Promise<void> {
    this.unwatch();
    this.#client.kill();
    await this.#started?.close();
  }

  #watch(): void {
    let stop: readonly (() => void)[] = [];
    const restore = undoable([fs, fs.promises, timers, globalThis], () => {
      this.#descriptors.watch();
      watchFileStreams(this.#handles, this.#plan.cwd);
      stop = [watchNetwork(this.#handles), watchReported(this.#handles).stop];
      watchTimers(this.#handles);
    });
    syncBuiltinESMExports();
    this.#unwatch = () => {
      restore();
      for (const each of stop) each();
      syncBuiltinESMExports();
    };
  }
}

/** A function that collects all garbage, whether or not node was started with --expose-gc. */
function collector(): () => void {
  v8.setFlagsFromString('--expose-gc');
  return vm.runInNewContext('gc') as () => void;
}
