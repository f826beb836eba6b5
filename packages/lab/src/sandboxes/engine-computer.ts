import { type Machine, type Process, ROOT } from '@unhandled/engine';
import type { Computer, NodeResult, NodeRun, ProcessReading } from '../computer.ts';
import type { RequestSpec, ResponseRecord } from '../sandbox.ts';
import { exitOf } from './engine-process.ts';
import { toRecord, toRequest } from './engine-requests.ts';

/** Node keeps what `-e` was given in no file; a file of this name stands for it. */
const EVAL_FILE = '[eval].mjs';

/** A machine with the processes that were started on it. */
export class EngineComputer implements Computer {
  readonly root = ROOT;
  readonly #machine: Machine;
  readonly #close: () => void;
  readonly #running = new Map<number, { readonly process: Process; readonly command: string; readonly startedMs: number }>();

  /** @param close what ends the machine and all that belongs to it */
  constructor(machine: Machine, close: () => void) {
    this.#machine = machine;
    this.#close = close;
  }

  get files(): Machine['fs'] {
    return this.#machine.fs;
  }

  /** A process that was started otherwise is one of this computer's, too. */
  adopt(process: Process, command: string): void {
    this.#running.set(process.pid, { process, command, startedMs: this.#machine.clock.nowMs() });
    void process.exit.then(() => this.#running.delete(process.pid));
  }

  processes(): ProcessReading[] {
    const now = this.#machine.clock.nowMs();
    return [...this.#running.values()]
      .filter(({ process }) => process.ended === undefined)
      .map(({ process, command, startedMs }) => ({
        pid: process.pid,
        command,
        ageMs: now - startedMs,
        heapBytes: process.heap().retainedBytes,
        handles: process.handles(),
        openFilesLimit: process.openFilesLimit,
      }));
  }

  async node(args: readonly string[], { cwd, env, stdin, signal }: NodeRun): Promise<NodeResult> {
    const [flag, code, ...rest] = args;
    const isEval = flag === '-e' || flag === '--eval';
    const file = `${cwd}/${EVAL_FILE}`;
    if (isEval) await this.files.writeFile(file, code ?? '');
    const output = { stdout: '', stderr: '' };
    try {
      const process = await this.#machine.spawn('node', isEval ? [file, ...rest] : args, {
        cwd,
        env,
        ...(stdin !== undefined && { stdin }),
        onOutput: (stream, text) => {
          output[stream] += text;
        },
      });
      this.adopt(process, ['node', ...args].join(' '));
      const stop = () => process.kill();
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted) stop();
      await process.exit;
      signal?.removeEventListener('abort', stop);
      return { ...output, exit: exitOf(process) ?? { code: 0, reason: 'exit', lastWords: '' } };
    } finally {
      if (isEval) await this.files.rm(file, { force: true });
    }
  }

  signal(pid: number, name: string): boolean {
    return this.#machine.kill(pid, name) === 0;
  }

  request(port: number, request: RequestSpec): Promise<ResponseRecord> {
    if (!this.#machine.isListening(port)) return Promise.resolve({ kind: 'error', code: 'ECONNREFUSED', ms: 0 });
    const client = this.#machine.client(port);
    const startedMs = this.#machine.clock.nowMs();
    return new Promise((resolve) => {
      client.send(toRequest(request), (result) => {
        client.close();
        resolve(toRecord(result, this.#machine.clock.nowMs() - startedMs));
      });
      this.#machine.wake();
    });
  }

  close(): void {
    this.#close();
  }
}
