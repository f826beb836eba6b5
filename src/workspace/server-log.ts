import { signal } from '@preact/signals';
import { type LogLevel, levelOf } from './log-level.ts';
import type { LogText } from './protocol.ts';

export interface LogLine {
  readonly id: number;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  readonly level: LogLevel;
  readonly atMs: number;
}

const MAX_LINES = 1000;

/** What the server wrote, as whole lines; old ones are dropped and counted. */
export class ServerLog {
  readonly lines = signal<readonly LogLine[]>([]);
  readonly dropped = signal(0);
  #next = 1;
  #rest: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' };

  add(texts: readonly LogText[]): void {
    const added: LogLine[] = [];
    for (const { stream, text, atMs } of texts) {
      const parts = (this.#rest[stream] + text).split('\n');
      this.#rest[stream] = parts.pop() ?? '';
      for (const part of parts) added.push({ id: this.#next++, stream, text: part, level: levelOf(part, stream), atMs });
    }
    const all = [...this.lines.value, ...added];
    const over = Math.max(0, all.length - MAX_LINES);
    this.dropped.value += over;
    this.lines.value = over > 0 ? all.slice(over) : all;
  }

  clear(): void {
    this.lines.value = [];
    this.dropped.value = 0;
    this.#rest = { stdout: '', stderr: '' };
  }
}
