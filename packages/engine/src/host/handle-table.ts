import type { RequestRecord } from './request-log.ts';

/** What a handle can be. The same words in charts, tables, checks and lessons. */
export type HandleKind = 'fd' | 'socket' | 'server' | 'timer' | 'watcher' | 'listener' | 'lease' | 'permit' | 'operation' | 'stream';

const KEEPS_ALIVE: ReadonlySet<HandleKind> = new Set(['socket', 'server', 'timer', 'watcher']);

/** One open resource of a process. */
export interface Handle {
  /** Never reused while the machine lives. */
  readonly id: number;
  readonly pid: number;
  readonly kind: HandleKind;
  /** What a person would call it: a path, `127.0.0.1:3000`, `setInterval 1000 ms`. */
  label: string;
  /** Virtual ms since the machine booted. */
  readonly openedAtMs: number;
  /** Raw guest stack of the place that opened it; `''` when not recorded. */
  readonly stack: string;
  /** The request that it was opened for, where requests are attributed. */
  readonly request?: RequestRecord;
  /** Whether it keeps its process alive. */
  refd: boolean;
}

/**
 * The single truth about what is open. Charts, `/proc/self/fd`, Node's partial gauges and the
 * checks all read this table.
 */
export class HandleTable {
  readonly #open = new Map<number, Handle>();
  readonly #peaks = new Map<string, number>();
  readonly #counts = new Map<string, number>();
  readonly #nowMs: () => number;
  readonly #requests = new Map<number, () => RequestRecord | undefined>();
  readonly #misuses = new Map<number, Record<string, number>>();
  #next = 1;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  open(pid: number, kind: HandleKind, label: string, stack: string, refd = true): Handle {
    const request = this.#requests.get(pid)?.();
    const handle: Handle = { id: this.#next++, pid, kind, label, stack, refd, openedAtMs: this.#nowMs(), ...(request && { request }) };
    this.#open.set(handle.id, handle);
    const key = `${pid} ${kind}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (count > (this.#peaks.get(key) ?? 0)) this.#peaks.set(key, count);
    return handle;
  }

  /** From now on this process's handles carry the request that they are opened for. */
  attribute(pid: number, currentRequest: () => RequestRecord | undefined): void {
    this.#requests.set(pid, currentRequest);
  }

  /** Returns false when the handle was not open: the caller decides whether that is an error. */
  close(id: number): boolean {
    const handle = this.#open.get(id);
    if (handle === undefined) return false;
    this.#open.delete(id);
    const key = `${handle.pid} ${handle.kind}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 1) - 1);
    return true;
  }

  /** Notes an open or a close that a program reported and that cannot be. */
  misused(pid: number, what: string): void {
    const counts = this.#misuses.get(pid) ?? {};
    counts[what] = (counts[what] ?? 0) + 1;
    this.#misuses.set(pid, counts);
  }

  /** How often each kind of misuse was reported, since the process started. */
  misuses(pid: number): Readonly<Record<string, number>> {
    return this.#misuses.get(pid) ?? {};
  }

  get(id: number): Handle | undefined {
    return this.#open.get(id);
  }

  /** Open handles of one process, oldest first. */
  list(pid: number): Handle[] {
    return [...this.#open.values()].filter((handle) => handle.pid === pid);
  }

  /** Whether an open handle of this process holds its event loop open. Descriptors of plain files do not. */
  keepsAlive(pid: number): boolean {
    for (const handle of this.#open.values()) {
      if (handle.pid === pid && handle.refd && KEEPS_ALIVE.has(handle.kind)) return true;
    }
    return false;
  }

  count(pid: number, kind: HandleKind): number {
    return this.#counts.get(`${pid} ${kind}`) ?? 0;
  }

  /** Highest count of a kind since the process started or since {@link resetPeaks}. */
  peak(pid: number, kind: HandleKind): number {
    return this.#peaks.get(`${pid} ${kind}`) ?? 0;
  }

  resetPeaks(pid: number): void {
    for (const key of this.#peaks.keys()) {
      if (key.startsWith(`${pid} `)) this.#peaks.set(key, this.#counts.get(key) ?? 0);
    }
  }

  /** Closes all of a process's handles, as a kernel does when it dies. */
  closeAll(pid: number): void {
    for (const handle of this.list(pid)) this.close(handle.id);
    this.#requests.delete(pid);
  }
}
