import { codedError } from './errors.ts';
import { Fifo } from './fifo.ts';

export interface UnderlyingSource {
  start?(controller: ReadableStreamDefaultController): unknown;
  pull?(controller: ReadableStreamDefaultController): unknown;
  cancel?(reason: unknown): unknown;
  type?: 'bytes';
}

export interface QueuingStrategy {
  highWaterMark?: number;
  size?(chunk: unknown): number;
}

export interface ReadResult {
  done: boolean;
  value: unknown;
}

interface ReadRequest {
  resolve(result: ReadResult): void;
  reject(reason: unknown): void;
}

const INTERNAL = Symbol('web streams');

export function stateError(message: string): Error {
  return codedError(TypeError, 'ERR_INVALID_STATE', `Invalid state: ${message}`);
}

/** What a stream's source feeds it through. */
export class ReadableStreamDefaultController {
  readonly #core: ReadableCore;

  constructor(token: symbol, core: ReadableCore) {
    if (token !== INTERNAL) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    this.#core = core;
  }

  get desiredSize(): number | null {
    return this.#core.desiredSize;
  }

  enqueue(chunk?: unknown): void {
    this.#core.enqueue(chunk);
  }

  close(): void {
    this.#core.requestClose();
  }

  error(reason?: unknown): void {
    this.#core.fail(reason);
  }
}

/** State and queue of one stream; the classes around it are what programs see. */
export class ReadableCore {
  state: 'readable' | 'closed' | 'errored' = 'readable';
  reason: unknown;
  /** Who holds the lock. */
  reader: object | undefined;
  readonly requests = new Fifo<ReadRequest>();
  readonly #queue = new Fifo<{ chunk: unknown; size: number }>();
  readonly #source: UnderlyingSource;
  readonly #controller: ReadableStreamDefaultController;
  readonly #sizeOf: (chunk: unknown) => number;
  readonly #highWaterMark: number;
  #queued = 0;
  #started = false;
  #closing = false;
  #pulling = false;
  #pullAgain = false;
  #finished: Promise<void> | undefined;
  #settle: { resolve(): void; reject(reason: unknown): void } | undefined;

  constructor(source: UnderlyingSource, strategy: QueuingStrategy) {
    this.#source = source;
    this.#sizeOf = strategy.size ?? (() => 1);
    this.#highWaterMark = strategy.highWaterMark ?? (source.type === 'bytes' ? 0 : 1);
    this.#controller = new ReadableStreamDefaultController(INTERNAL, this);
    Promise.resolve(source.start?.(this.#controller)).then(
      () => {
        this.#started = true;
        this.pullIfWanted();
      },
      (reason) => this.fail(reason),
    );
  }

  get desiredSize(): number | null {
    if (this.state === 'errored') return null;
    return this.state === 'closed' ? 0 : this.#highWaterMark - this.#queued;
  }

  /** Settles when the stream has ended, one way or the other. */
  get finished(): Promise<void> {
    if (this.#finished === undefined) {
      this.#finished = new Promise<void>((resolve, reject) => {
        this.#settle = { resolve, reject };
      });
      this.#finished.catch(() => {});
      if (this.state === 'closed') this.#settle?.resolve();
      if (this.state === 'errored') this.#settle?.reject(this.reason);
    }
    return this.#finished;
  }

  enqueue(chunk: unknown): void {
    if (this.#closing || this.state !== 'readable') throw stateError('Controller is already closed');
    if (this.requests.length > 0) this.requests.shift()?.resolve({ done: false, value: chunk });
    else {
      const size = this.#sizeOf(chunk);
      this.#queue.push({ chunk, size });
      this.#queued += size;
    }
    this.pullIfWanted();
  }

  requestClose(): void {
    if (this.#closing || this.state !== 'readable') throw stateError('Controller is already closed');
    this.#closing = true;
    if (this.#queue.length === 0) this.close();
  }

  close(): void {
    if (this.state !== 'readable') return;
    this.state = 'closed';
    for (let request = this.requests.shift(); request !== undefined; request = this.requests.shift()) request.resolve({ value: undefined, done: true });
    this.#settle?.resolve();
  }

  fail(reason: unknown): void {
    if (this.state !== 'readable') return;
    this.state = 'errored';
    this.reason = reason;
    while (this.#queue.shift() !== undefined);
    for (let request = this.requests.shift(); request !== undefined; request = this.requests.shift()) request.reject(reason);
    this.#settle?.reject(reason);
  }

  read(): Promise<ReadResult> {
    if (this.state === 'errored') return Promise.reject(this.reason);
    const next = this.#queue.shift();
    if (next === undefined) {
      if (this.state === 'closed') return Promise.resolve({ value: undefined, done: true });
      const result = new Promise<ReadResult>((resolve, reject) => this.requests.push({ resolve, reject }));
      this.pullIfWanted();
      return result;
    }
    this.#queued -= next.size;
    if (this.#closing && this.#queue.length === 0) this.close();
    else this.pullIfWanted();
    return Promise.resolve({ done: false, value: next.chunk });
  }

  async cancel(reason: unknown): Promise<void> {
    if (this.state === 'closed') return;
    if (this.state === 'errored') throw this.reason;
    while (this.#queue.shift() !== undefined);
    this.close();
    await this.#source.cancel?.(reason);
  }

  pullIfWanted(): void {
    if (this.state !== 'readable' || this.#closing || !this.#started) return;
    if (this.requests.length === 0 && (this.desiredSize ?? 0) <= 0) return;
    if (this.#pulling) {
      this.#pullAgain = true;
      return;
    }
    if (this.#source.pull === undefined) return;
    this.#pulling = true;
    new Promise((resolve) => resolve(this.#source.pull?.(this.#controller))).then(
      () => {
        this.#pulling = false;
        if (!this.#pullAgain) return;
        this.#pullAgain = false;
        this.pullIfWanted();
      },
      (reason) => this.fail(reason),
    );
  }
}
