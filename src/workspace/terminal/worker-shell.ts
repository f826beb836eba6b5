import type { Computer, Files, LabManifest, Verdict } from '@unhandled/lab';
import type { Command, Report } from '../protocol.ts';
import type { Shell } from './shell.ts';

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

/** The worker's end of the shell. Its code is fetched with the first line. */
export class WorkerShell {
  readonly #options: WorkerShellOptions;
  #shell: Promise<Shell> | undefined;
  #idle: Promise<Computer> | undefined;
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
      const shell = await this.#open(command.lab);
      if (command.kind === 'shell-complete')
        return this.#options.post({ kind: 'shell-completed', id, words: await shell.complete(command.before, command.files) });
      const line = new AbortController();
      this.#line = line;
      const result = await shell.run(command.line, command.files, line.signal);
      this.#options.post({ kind: 'shell-done', id, ...result });
    } catch (error) {
      this.#options.post({ kind: 'shell-failed', id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** A server starts on a computer of its own: the one without is not needed any more. */
  async leaveIdle(): Promise<void> {
    const idle = this.#idle;
    this.#idle = undefined;
    (await idle)?.close();
  }

  #open(lab: string): Promise<Shell> {
    this.#shell ??= this.#create(lab);
    this.#shell.catch(() => {
      this.#shell = undefined;
    });
    return this.#shell;
  }

  async #create(lab: string): Promise<Shell> {
    const { manifest, running, idle, verify, nextRun, post } = this.#options;
    const [{ Shell }, about] = await Promise.all([import('./shell.ts'), manifest(lab)]);
    return new Shell(
      {
        computer: async (files) => {
          const there = running();
          if (there !== undefined) return there;
          this.#idle ??= idle(about, files);
          return this.#idle;
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
