import type { Computer, Files, LabManifest, Verdict } from '@unhandled/lab';
import type { Command, Report } from '../protocol.ts';
import type { Shell } from './shell.ts';
import { messageOf } from '../problem-report.ts';
import { KeptLoads } from '../kept-loads.ts';

type ShellCommand = Extract<Command, { kind: `shell-${string}` }>;

export interface WorkerShellOptions {
  readonly manifest: (lab: string) => Promise<LabManifest>;
  /** Of the server that runs, if one does. */
  readonly running: () => Computer | undefined;
  /** One on which nothing runs yet. */
  readonly idle: (manifest: LabManifest, files: Files) => Promise<Computer>;
  readonly verify: (lab: string, files: Files, signal: AbortSignal) => Promise<Verdict>;
  /** Resolves when the run that the page then starts listens, or has ended. */
  readonly nextRun: () => Promise<string>;
  readonly post: (report: Report) => void;
}

const IDLE = 'idle';

/** The worker's end of the shell. Its code is fetched with the first line. */
export class WorkerShell {
  readonly #options: WorkerShellOptions;
  readonly #shells = new KeptLoads<Shell>();
  /** On which no server runs. */
  readonly #idle = new KeptLoads<Computer>();
  #line: AbortController | undefined;

  constructor(options: WorkerShellOptions) {
    this.#options = options;
  }

  async obey(command: ShellCommand): Promise<void> {
    if (command.kind === 'shell-interrupt') {
      this.#line?.abort();
      return;
    }
    const { id } = command;
    try {
      const shell = await this.#shells.get(command.lab, () => this.#create(command.lab));
      if (command.kind === 'shell-complete')
        return this.#options.post({ kind: 'shell-completed', id, words: await shell.complete(command.before, command.files) });
      const line = new AbortController();
      this.#line = line;
      const result = await shell.run(command.line, command.files, line.signal);
      this.#options.post({ kind: 'shell-done', id, ...result });
    } catch (error) {
      this.#options.post({ kind: 'shell-failed', id, message: messageOf(error) });
    }
  }

  /** A server starts on a computer of its own: the one without is not needed any more. */
  async leaveIdle(): Promise<void> {
    const idle = this.#idle.forget(IDLE);
    // One that never came up was told of in the terminal, and has nothing to close.
    await idle?.then(
      (computer) => computer.close(),
      () => undefined,
    );
  }

  async #create(lab: string): Promise<Shell> {
    const { manifest, running, idle, verify, nextRun, post } = this.#options;
    const [{ Shell }, about] = await Promise.all([import('./shell.ts'), manifest(lab)]);
    return new Shell(
      {
        computer: async (files) => {
          return running() ?? this.#idle.get(IDLE, () => idle(about, files));
        },
        verify: (files, signal) => verify(lab, files, signal),
        press: async (button) => {
          const started = button === 'start' ? nextRun() : undefined;
          post({ kind: 'shell-press', button });
          return (await started) ?? (button === 'load' ? 'load started' : 'load stopped');
        },
      },
      about.editable,
    );
  }
}
