import { codedError } from './errors.ts';
import { type QueuingStrategy, stateError } from './web-readable-core.ts';

export interface UnderlyingSink {
  start?(controller: WritableStreamDefaultController): unknown;
  write?(chunk: unknown, controller: WritableStreamDefaultController): unknown;
  close?(): unknown;
  abort?(reason: unknown): unknown;
}

/** What a sink can say while it is written to. */
export class WritableStreamDefaultController {
  readonly #fail: (reason: unknown) => void;

  constructor(fail: (reason: unknown) => void) {
    if (typeof fail !== 'function') throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    this.#fail = fail;
  }

  error(reason?: unknown): void {
    this.#fail(reason);
  }
}

/** A promise that can be settled from outside, and never counts as an unhandled rejection. */
function settleable(): { promise: Promise<void>; resolve(): void; reject(reason: unknown): void } {
  const made = { promise: Promise.resolve(), resolve: () => {}, reject: (_reason: unknown) => {} };
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  made.promise.catch(() => {});
  return made;
}

export class WritableStreamDefaultWriter {
  #core: WritableCore | undefined;

  constructor(stream: WritableStream) {
    const core = coreOf(stream);
    if (core.writer !== undefined) throw stateError('WritableStream is locked');
    core.writer = this;
    this.#core = core;
  }

  get #attached(): WritableCore {
    if (this.#core === undefined) throw stateError('Writer is not bound to a WritableStream');
    return this.#core;
  }

  get closed(): Promise<void> {
    return this.#attached.finished.promise;
  }

  get ready(): Promise<void> {
    return this.#attached.ready.promise;
  }

  get desiredSize(): number | null {
    return this.#attached.desiredSize;
  }

  async write(chunk?: unknown): Promise<void> {
    await this.#attached.write(chunk);
  }

  async close(): Promise<void> {
    await this.#attached.close();
  }

  async abort(reason?: unknown): Promise<void> {
    await this.#attached.abort(reason);
  }

  releaseLock(): void {
    if (this.#core !== undefined) this.#core.writer = undefined;
    this.#core = undefined;
  }
}

class WritableCore {
  state: 'writable' | 'closing' | 'closed' | 'errored' = 'writable';
  writer: WritableStreamDefaultWriter | undefined;
  ready = settleable();
  readonly finished = settleable();
  readonly #sink: UnderlyingSink;
  readonly #controller: WritableStreamDefaultController;
  readonly #sizeOf: (chunk: unknown) => number;
  readonly #highWaterMark: number;
  /** The last operation: each waits for the one before. */
  #last: Promise<unknown>;
  #queued = 0;
  #reason: unknown;

  constructor(sink: UnderlyingSink, strategy: QueuingStrategy) {
    this.#sink = sink;
    this.#sizeOf = strategy.size ?? (() => 1);
    this.#highWaterMark = strategy.highWaterMark ?? 1;
    this.#controller = new WritableStreamDefaultController((reason) => this.fail(reason));
    this.#last = Promise.resolve(sink.start?.(this.#controller));
    this.#last.catch((reason) => this.fail(reason));
    if (this.#highWaterMark > 0) this.ready.resolve();
  }

  get desiredSize(): number | null {
    if (this.state === 'errored') return null;
    return this.state === 'closed' ? 0 : this.#highWaterMark - this.#queued;
  }

  fail(reason: unknown): void {
    if (this.state === 'errored' || this.state === 'closed') return;
    this.state = 'errored';
    this.#reason = reason;
    this.ready.reject(reason);
    this.finished.reject(reason);
  }

  write(chunk: unknown): Promise<void> {
    if (this.state === 'errored') return Promise.reject(this.#reason);
    if (this.state !== 'writable') return Promise.reject(stateError('WritableStream is closed'));
    const size = this.#sizeOf(chunk);
    const wasReady = (this.desiredSize ?? 0) > 0;
    this.#queued += size;
    if (wasReady && (this.desiredSize ?? 0) <= 0) this.ready = settleable();
    const done = this.#then(() => this.#sink.write?.(chunk, this.#controller));
    return done.finally(() => {
      this.#queued -= size;
      if ((this.desiredSize ?? 0) > 0) this.ready.resolve();
    });
  }

  close(): Promise<void> {
    if (this.state === 'errored') return Promise.reject(this.#reason);
    if (this.state !== 'writable') return Promise.reject(stateError('WritableStream is closed'));
    this.state = 'closing';
    return this.#then(() => this.#sink.close?.()).then(() => {
      this.state = 'closed';
      this.finished.resolve();
    });
  }

  async abort(reason: unknown): Promise<void> {
    if (this.state === 'closed' || this.state === 'errored') return;
    this.fail(reason);
    await this.#sink.abort?.(reason);
  }

  #then(step: () => unknown): Promise<void> {
    const done = this.#last.then(() => {
      if (this.state === 'errored') throw this.#reason;
      return step();
    });
    this.#last = done.catch((reason) => this.fail(reason));
    return done as Promise<void>;
  }
}

const cores = new WeakMap<object, WritableCore>();

function coreOf(stream: object): WritableCore {
  const core = cores.get(stream);
  if (core === undefined) throw codedError(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type WritableStream');
  return core;
}

export class WritableStream {
  constructor(sink: UnderlyingSink | null = {}, strategy: QueuingStrategy = {}) {
    cores.set(this, new WritableCore(sink ?? {}, strategy));
  }

  get locked(): boolean {
    return coreOf(this).writer !== undefined;
  }

  getWriter(): WritableStreamDefaultWriter {
    return new WritableStreamDefaultWriter(this);
  }

  async abort(reason?: unknown): Promise<void> {
    if (this.locked) throw stateError('WritableStream is locked');
    await coreOf(this).abort(reason);
  }

  async close(): Promise<void> {
    if (this.locked) throw stateError('WritableStream is locked');
    await coreOf(this).close();
  }
}
for (const Class of [WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}
