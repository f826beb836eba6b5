import type { Files } from '@unhandled/lab';
import type { Command, Report } from '../protocol.ts';

export type ShellReport = Extract<Report, { kind: `shell-${string}` }>;

/** How a line of the shell ended. */
export interface LineResult {
  readonly stdout: string;
  readonly stderr: string;
  /** The folder it left the shell in; absent when the shell itself failed. */
  readonly cwd?: string;
}

export interface ShellClientOptions {
  readonly lab: string;
  readonly send: (command: Command) => void;
  readonly files: () => Files;
  /** A command changed a file that is the reader's to edit. */
  readonly onChanged: (path: string, text: string) => void;
}

/** The page's end of the shell: one answer for each line. */
export class ShellClient {
  readonly #options: ShellClientOptions;
  readonly #waiting = new Map<number, (report: ShellReport) => void>();
  #next = 1;

  constructor(options: ShellClientOptions) {
    this.#options = options;
  }

  /** What failed on our side is said on stderr, as everything else is. */
  async run(line: string): Promise<LineResult> {
    const report = await this.#ask((id) => ({ kind: 'shell-run', id, lab: this.#options.lab, line, files: this.#options.files() }));
    if (report.kind === 'shell-failed') return { stdout: '', stderr: `${report.message}\n` };
    if (report.kind !== 'shell-done') throw new Error(`The shell answered a line with "${report.kind}"`);
    for (const [path, text] of Object.entries(report.changed)) this.#options.onChanged(path, text);
    return report;
  }

  /** As Ctrl+C: the line that runs ends. */
  interrupt(): void {
    this.#options.send({ kind: 'shell-interrupt' });
  }

  async complete(before: string): Promise<readonly string[]> {
    const report = await this.#ask((id) => ({ kind: 'shell-complete', id, lab: this.#options.lab, before, files: this.#options.files() }));
    return report.kind === 'shell-completed' ? report.words : [];
  }

  take(report: ShellReport): void {
    if (!('id' in report)) return;
    this.#waiting.get(report.id)?.(report);
    this.#waiting.delete(report.id);
  }

  /** The worker is gone, and with it all that ran there. */
  abandon(message: string): void {
    for (const [id, resolve] of this.#waiting) resolve({ kind: 'shell-failed', id, message });
    this.#waiting.clear();
  }

  #ask(command: (id: number) => Command): Promise<ShellReport> {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#options.send(command(id));
    });
  }
}
