import EventEmitter from '../node/events.ts';
import { creationStack } from './error-stack.ts';
import { invalidArgType } from './errors.ts';
import { absolute, toPath } from './fs-arguments.ts';
import { BigIntStats, Stats } from './fs-stats.ts';
import type { FileStat } from '../../abi/syscalls.ts';
import { nextTick } from './tick-queue.ts';
import { startInternalTimer, type Timeout } from './timers.ts';
import { sys } from './sys.ts';
import { assertInteger } from './validate.ts';

type Listener = (current: Stats | BigIntStats, previous: Stats | BigIntStats) => void;
interface Emitter {
  emit(event: string, ...args: unknown[]): boolean;
  on(event: string, listener: (...args: never[]) => void): this;
  removeListener(event: string, listener: (...args: never[]) => void): this;
  removeAllListeners(event: string): this;
  listenerCount(event: string): number;
}

const INTERVAL_MS = 5007;
/** What Node tells of a file that is not there: all zeros. */
const ABSENT: FileStat = { ino: 0, type: 'file', mode: 0, size: 0, nlink: 0, atimeMs: 0, mtimeMs: 0, ctimeMs: 0, birthtimeMs: 0 };

const watchers = new Map<string, StatWatcher>();

/** What fs.watchFile() gives: looks at a file from time to time. A handle until unwatchFile(). */
class StatWatcher extends (EventEmitter as unknown as new () => Emitter) {
  readonly #path: string;
  readonly #handle: number;
  readonly #timer: Timeout;
  readonly #isBig: boolean;
  #last: string;

  constructor(path: string, intervalMs: number, isBig: boolean, persistent: boolean, stack: string) {
    super();
    this.#path = path;
    this.#isBig = isBig;
    this.#handle = sys.handleOpen('watcher', path, stack, persistent);
    this.#last = this.#look();
    this.#timer = startInternalTimer(() => this.#compare(), intervalMs, true);
    if (this.#last === '') nextTick(() => this.emit('change', this.#statsOf(''), this.#statsOf('')));
  }

  /** Metadata as JSON without the time of access; empty when there is no such file. */
  #look(): string {
    const found = sys.fsStat(this.#path, true);
    return typeof found === 'string' ? found : '';
  }

  #statsOf(json: string): Stats | BigIntStats {
    const stat = json === '' ? ABSENT : (JSON.parse(json) as FileStat);
    const stats = this.#isBig ? new BigIntStats(stat) : new Stats(stat);
    // Not even a type.
    if (json === '') Object.assign(stats, { dev: 0, mode: 0, uid: 0, gid: 0, blksize: 0 });
    return stats;
  }

  #compare(): void {
    const before = this.#last;
    const now = this.#look();
    if (now === before || sameButRead(now, before)) return;
    this.#last = now;
    this.emit('change', this.#statsOf(now), this.#statsOf(before));
  }

  stop(): void {
    this.#timer.close();
    sys.handleClose(this.#handle);
    nextTick(() => this.emit('stop'));
  }

  ref(): this {
    sys.netRef(this.#handle, true);
    return this;
  }

  unref(): this {
    sys.netRef(this.#handle, false);
    return this;
  }
}

function sameButRead(now: string, before: string): boolean {
  return (
    now !== '' &&
    before !== '' &&
    JSON.stringify({ ...(JSON.parse(now) as object), atimeMs: 0 }) === JSON.stringify({ ...(JSON.parse(before) as object), atimeMs: 0 })
  );
}

export function watchFile(filename: unknown, value?: unknown, listener?: unknown): StatWatcher {
  const path = absolute(toPath(filename, 'filename'));
  const onChange = typeof value === 'function' ? value : listener;
  const options = (typeof value === 'object' && value !== null ? value : {}) as { interval?: unknown; persistent?: boolean; bigint?: boolean };
  if (typeof onChange !== 'function') throw invalidArgType('listener', 'of type function', onChange);
  const { interval = INTERVAL_MS, persistent = true, bigint = false } = options;
  assertInteger(interval, 'interval', 0, 2 ** 32 - 1);
  let watcher = watchers.get(path);
  if (watcher === undefined) {
    watcher = new StatWatcher(path, interval, bigint, persistent, creationStack());
    watchers.set(path, watcher);
  }
  return watcher.on('change', onChange as Listener as never);
}

export function unwatchFile(filename: unknown, listener?: unknown): void {
  const path = absolute(toPath(filename, 'filename'));
  const watcher = watchers.get(path);
  if (watcher === undefined) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener as never);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') > 0) return;
  watchers.delete(path);
  watcher.stop();
}
