import type { ReadableCore, ReadResult } from './web-readable-core.ts';

/** Reads one stream in a `for await`; steps that are asked for at once happen one after another. */
class StreamIterator {
  readonly #core: ReadableCore;
  readonly #preventCancel: boolean;
  readonly #reader;
  /** The first step leaves the source a moment to start. */
  #last: Promise<unknown> | undefined = Promise.resolve();
  #isDone = false;

  constructor(core: ReadableCore, preventCancel: boolean) {
    this.#core = core;
    this.#preventCancel = preventCancel;
    this.#reader = core.lock('default');
  }

  next(): Promise<ReadResult> {
    return this.#queue(() => this.#step());
  }

  return(value?: unknown): Promise<ReadResult> {
    return this.#queue(() => this.#leave(value));
  }

  #queue(step: () => Promise<ReadResult>): Promise<ReadResult> {
    const result = this.#last === undefined ? step() : this.#last.then(step, step);
    this.#last = result;
    return result;
  }

  #step(): Promise<ReadResult> {
    if (this.#isDone) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) =>
      this.#core.read({
        chunk: (value) => {
          this.#last = undefined;
          resolve({ value, done: false });
        },
        close: () => {
          this.#finish();
          resolve({ done: true, value: undefined });
        },
        error: (reason) => {
          this.#finish();
          reject(reason);
        },
      }),
    );
  }

  #finish(): void {
    this.#last = undefined;
    this.#isDone = true;
    this.#core.release(this.#reader);
  }

  async #leave(value: unknown): Promise<ReadResult> {
    if (this.#isDone) return { done: true, value };
    this.#isDone = true;
    const cancelled = this.#preventCancel ? undefined : this.#core.cancel(value);
    this.#core.release(this.#reader);
    await cancelled;
    return { done: true, value };
  }
}

/** The iterators that programs see: no class of their own, methods on a prototype below %AsyncIteratorPrototype%. */
const iterators = new WeakMap<object, StreamIterator>();
const AsyncGeneratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})())) as object;
const prototype = Object.setPrototypeOf(
  {
    next(this: object) {
      return iterators.get(this)?.next();
    },
    return(this: object, value: unknown) {
      return iterators.get(this)?.return(value);
    },
  },
  Object.getPrototypeOf(AsyncGeneratorPrototype) as object,
) as object;

export function iterate(core: ReadableCore, preventCancel: boolean): AsyncIterableIterator<unknown> {
  const iterator = Object.create(prototype) as AsyncIterableIterator<unknown>;
  iterators.set(iterator, new StreamIterator(core, preventCancel));
  return iterator;
}
