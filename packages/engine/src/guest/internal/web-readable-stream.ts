import { invalidArgType, unavailable } from './errors.ts';
import {
  type QueuingStrategy,
  ReadableCore,
  ReadableStreamDefaultController,
  type ReadResult,
  stateError,
  type UnderlyingSource,
} from './web-readable-core.ts';

export { ReadableStreamDefaultController };

const cores = new WeakMap<object, ReadableCore>();

function coreOf(stream: object): ReadableCore {
  const core = cores.get(stream);
  if (core === undefined) throw invalidArgType('stream', 'an instance of ReadableStream', stream);
  return core;
}

export class ReadableStreamDefaultReader {
  #core: ReadableCore | undefined;

  constructor(stream: ReadableStream) {
    const core = coreOf(stream);
    if (core.reader !== undefined) throw stateError('ReadableStream is locked');
    core.reader = this;
    this.#core = core;
  }

  get closed(): Promise<void> {
    return this.#core?.finished ?? Promise.reject(stateError('Reader released'));
  }

  read(): Promise<ReadResult> {
    return this.#core?.read() ?? Promise.reject(stateError('The reader is not attached to a stream'));
  }

  cancel(reason?: unknown): Promise<void> {
    return this.#core?.cancel(reason) ?? Promise.reject(stateError('The reader is not attached to a stream'));
  }

  releaseLock(): void {
    const core = this.#core;
    if (core === undefined) return;
    this.#core = undefined;
    core.reader = undefined;
    for (let request = core.requests.shift(); request !== undefined; request = core.requests.shift()) request.reject(stateError('Releasing reader'));
  }
}

/** Structural, so that this file need not know the writable side. */
interface WritableLike {
  readonly locked: boolean;
  getWriter(): {
    readonly ready: Promise<void>;
    readonly closed: Promise<void>;
    write(chunk: unknown): Promise<void>;
    close(): Promise<void>;
    abort(reason: unknown): Promise<void>;
    releaseLock(): void;
  };
}

interface PipeOptions {
  preventClose?: boolean;
  preventAbort?: boolean;
  preventCancel?: boolean;
  signal?: { readonly aborted: boolean; readonly reason: unknown; addEventListener(type: 'abort', listener: () => void, options: { once: boolean }): void };
}

export class ReadableStream {
  constructor(source: UnderlyingSource | null = {}, strategy: QueuingStrategy = {}) {
    cores.set(this, new ReadableCore(source ?? {}, strategy));
  }

  static from(iterable: AsyncIterable<unknown> | Iterable<unknown>): ReadableStream {
    const make = (iterable as AsyncIterable<unknown>)[Symbol.asyncIterator] ?? (iterable as Iterable<unknown>)[Symbol.iterator];
    const iterator = make.call(iterable) as AsyncIterator<unknown>;
    return new ReadableStream(
      {
        async pull(controller) {
          const { done, value } = await iterator.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        cancel: (reason) => iterator.return?.(reason),
      },
      { highWaterMark: 0 },
    );
  }

  get locked(): boolean {
    return coreOf(this).reader !== undefined;
  }

  getReader(options: { mode?: string } = {}): ReadableStreamDefaultReader {
    if (options.mode === 'byob') throw unavailable('ReadableStreamBYOBReader');
    return new ReadableStreamDefaultReader(this);
  }

  cancel(reason?: unknown): Promise<void> {
    return this.locked ? Promise.reject(stateError('ReadableStream is locked')) : coreOf(this).cancel(reason);
  }

  async pipeTo(destination: WritableLike, { preventClose = false, preventAbort = false, preventCancel = false, signal }: PipeOptions = {}): Promise<void> {
    const reader = this.getReader();
    const writer = destination.getWriter();
    // The destination may fail, or the signal come, while the source has nothing to give.
    const stopped = new Promise<never>((_resolve, reject) => {
      writer.closed.catch(reject);
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    stopped.catch(() => {});
    try {
      for (;;) {
        if (signal?.aborted) throw signal.reason;
        await Promise.race([writer.ready, stopped]);
        const { done, value } = await Promise.race([reader.read(), stopped]);
        if (done) break;
        await writer.write(value);
      }
      if (!preventClose) await writer.close();
    } catch (reason) {
      if (!preventAbort) await writer.abort(reason).catch(() => {});
      if (!preventCancel) await reader.cancel(reason).catch(() => {});
      throw reason;
    } finally {
      reader.releaseLock();
      writer.releaseLock();
    }
  }

  pipeThrough<Readable>(transform: { writable: WritableLike; readable: Readable }, options: PipeOptions = {}): Readable {
    this.pipeTo(transform.writable, options).catch(() => {});
    return transform.readable;
  }

  /** Two streams that each get every chunk. */
  tee(): [ReadableStream, ReadableStream] {
    const reader = this.getReader();
    const branches: ReadableStreamDefaultController[] = [];
    const canceled = new Set<number>();
    let reading = false;
    async function pull(): Promise<void> {
      if (reading) return;
      reading = true;
      const { done, value } = await reader.read().finally(() => {
        reading = false;
      });
      for (const [at, branch] of branches.entries()) {
        if (canceled.has(at)) continue;
        if (done) branch.close();
        else branch.enqueue(value);
      }
    }
    const branch = (at: number) =>
      new ReadableStream({
        start(controller) {
          branches[at] = controller;
        },
        pull,
        async cancel(reason) {
          canceled.add(at);
          if (canceled.size === 2) await reader.cancel(reason);
        },
      });
    return [branch(0), branch(1)];
  }

  async *values({ preventCancel = false } = {}): AsyncGenerator<unknown, void> {
    const reader = this.getReader();
    let ended = false;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        ended = done;
        if (done) return;
        yield value;
      }
    } catch (error) {
      ended = true;
      throw error;
    } finally {
      if (!ended && !preventCancel) await reader.cancel();
      reader.releaseLock();
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<unknown, void> {
    return this.values();
  }
}
for (const Class of [ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}
