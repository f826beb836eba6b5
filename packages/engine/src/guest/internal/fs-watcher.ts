import EventEmitter from '../node/events.ts';
import { completeLater } from './completions.ts';
import { creationStack } from './error-stack.ts';
import { invalidArgType, systemError, unavailable } from './errors.ts';
import { absolute, encodeName, type Options, toOptions, toPath } from './fs-arguments.ts';
import { assertNotAborted, type Signal } from './fs-whole-file.ts';
import { nextTick } from './tick-queue.ts';
import { entries, sys } from './sys.ts';
import { assertBoolean } from './validate.ts';

interface Emitter {
  emit(event: string, ...args: unknown[]): boolean;
  on(event: string, listener: (...args: never[]) => void): this;
}
interface AbortableSignal extends Signal {
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

const watchers = new Map<number, FSWatcher>();

/** What fs.watch() gives. A handle until it is closed, and it keeps the process alive. */
export class FSWatcher extends (EventEmitter as unknown as new () => Emitter) {
  readonly #handle: number;
  readonly #options: Options;
  #open = true;

  constructor(handle: number, options: Options) {
    super();
    this.#handle = handle;
    this.#options = options;
    watchers.set(handle, this);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    watchers.delete(this.#handle);
    sys.fsUnwatch(this.#handle);
    nextTick(() => this.emit('close'));
  }

  ref(): this {
    if (this.#open) sys.netRef(this.#handle, true);
    return this;
  }

  unref(): this {
    if (this.#open) sys.netRef(this.#handle, false);
    return this;
  }

  tell(event: 'rename' | 'change', name: string): void {
    this.emit('change', event, encodeName(name, this.#options));
  }
}

/** The newest change that no listener has been told of yet. */
let untold: { readonly handle: number; readonly event: string; readonly name: string } | undefined;

// As inotify does, a change of content equal to the one before it that nobody has seen yet is dropped: truncating and writing is one event.
entries.onFileChange = (handle, event, name) => {
  if (event === 'change' && untold !== undefined && untold.handle === handle && untold.event === event && untold.name === name) return;
  const change = { handle, event, name };
  untold = change;
  completeLater(() => {
    if (untold === change) untold = undefined;
    watchers.get(handle)?.tell(event, name);
  });
};

export function watch(path: unknown, value?: unknown, listener?: unknown): FSWatcher {
  const onChange = typeof value === 'function' ? value : listener;
  const options = toOptions(value);
  if (onChange !== undefined && typeof onChange !== 'function') throw invalidArgType('listener', 'of type function', onChange);
  const shown = toPath(path, 'filename');
  for (const name of ['persistent', 'recursive'] as const) if (options[name] !== undefined) assertBoolean(options[name], `options.${name}`);
  if (options.recursive === true) {
    sys.unsupported('fs.watch({ recursive: true })');
    throw unavailable('fs.watch({ recursive: true })');
  }
  const handle = sys.fsWatch(absolute(shown), creationStack());
  if (handle < 0) throw Object.assign(systemError(handle, 'watch', shown), { filename: shown });
  const watcher = new FSWatcher(handle, options);
  if (options.persistent === false) watcher.unref();
  if (onChange !== undefined) watcher.on('change', onChange as (...args: never[]) => void);
  const signal = options.signal as AbortableSignal | undefined;
  if (signal?.aborted === true) nextTick(() => watcher.close());
  else if (signal !== undefined) {
    const onAbort = () => watcher.close();
    signal.addEventListener('abort', onAbort);
    watcher.on('close', () => signal.removeEventListener('abort', onAbort));
  }
  return watcher;
}

interface Change {
  readonly eventType: 'rename' | 'change';
  readonly filename: string;
}

/** fs/promises.watch(): changes as an async iterator; watches from the first `next()` until it is left or aborted. */
export async function* watchChanges(path: unknown, value?: unknown): AsyncGenerator<Change, void> {
  const options = toOptions(value);
  const signal = options.signal as AbortableSignal | undefined;
  assertNotAborted(options);
  const changes: Change[] = [];
  let wake: () => void = () => undefined;
  const watcher = watch(path, { ...options, signal: undefined }, (eventType: Change['eventType'], filename: string) => {
    changes.push(Object.assign(Object.create(null) as object, { eventType, filename }));
    wake();
  });
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort);
  try {
    for (;;) {
      while (changes.length > 0) yield changes.shift() as Change;
      assertNotAborted(options);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    watcher.close();
  }
}
