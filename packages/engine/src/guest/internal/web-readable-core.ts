import { deferred, type Deferred, handled, rejected } from './deferred.ts';
import { Fifo } from './fifo.ts';
import { stateError } from './web-stream-strategy.ts';

export interface ReadResult {
  done: boolean;
  value: unknown;
}

/** Who waits for a chunk, or (for readers that bring their own buffer) for a filled view. */
export interface ReadRequest {
  chunk(chunk: unknown): void;
  close(chunk?: unknown): void;
  error(reason: unknown): void;
}

/** What a stream needs of its controller, whichever kind it is. */
export interface ControllerSteps {
  pull(request: ReadRequest): void;
  cancel(reason: unknown): Promise<unknown>;
  release(): void;
}

/** The part that both kinds of readers have. */
export interface ReaderState {
  readonly kind: 'default' | 'byob';
  core: ReadableCore | undefined;
  closed: Deferred;
  readonly requests: Fifo<ReadRequest>;
}

/** State of one readable stream; the classes around it are what programs see. */
export class ReadableCore {
  state: 'readable' | 'closed' | 'errored' = 'readable';
  reason: unknown;
  disturbed = false;
  /** Its place was given to another stream: nobody may lock it again. */
  transferred = false;
  reader: ReaderState | undefined;
  controller: ControllerSteps | undefined;
  #finished: Deferred | undefined;

  get isLocked(): boolean {
    return this.reader !== undefined || this.transferred;
  }

  /** Settles when the stream has ended, one way or the other; for node:stream's `finished`. */
  get finished(): Promise<void> {
    if (this.#finished === undefined) {
      this.#finished = deferred();
      handled(this.#finished.promise);
      if (this.state === 'closed') this.#finished.resolve();
      else if (this.state === 'errored') this.#finished.reject(this.reason);
    }
    return this.#finished.promise;
  }

  lock(kind: ReaderState['kind']): ReaderState {
    if (this.isLocked) throw stateError('ReadableStream is locked');
    const reader: ReaderState = { kind, core: this, closed: this.state === 'errored' ? rejected(this.reason) : deferred(), requests: new Fifo() };
    if (this.state === 'closed') reader.closed.resolve();
    this.reader = reader;
    return reader;
  }

  read(request: ReadRequest): void {
    this.disturbed = true;
    if (this.state === 'closed') request.close();
    else if (this.state === 'errored') request.error(this.reason);
    else this.controller?.pull(request);
  }

  /** Gives up the lock; whoever still waits learns of it. */
  release(reader: ReaderState): void {
    if (reader.core === undefined) return;
    const reason = stateError('Reader released');
    if (this.state === 'readable') {
      handled(reader.closed.promise);
      reader.closed.reject(reason);
    } else reader.closed = rejected(reason);
    this.controller?.release();
    this.reader = undefined;
    reader.core = undefined;
    for (let request = reader.requests.shift(); request !== undefined; request = reader.requests.shift()) request.error(stateError('Releasing reader'));
  }

  async cancel(reason: unknown): Promise<void> {
    this.disturbed = true;
    if (this.state === 'closed') return;
    if (this.state === 'errored') throw this.reason;
    this.close();
    const { reader } = this;
    if (reader?.kind === 'byob') for (let request = reader.requests.shift(); request !== undefined; request = reader.requests.shift()) request.close();
    await this.controller?.cancel(reason);
  }

  close(): void {
    this.state = 'closed';
    this.#finished?.resolve();
    const { reader } = this;
    if (reader === undefined) return;
    reader.closed.resolve();
    if (reader.kind === 'default') for (let request = reader.requests.shift(); request !== undefined; request = reader.requests.shift()) request.close();
  }

  fail(reason: unknown): void {
    this.state = 'errored';
    this.reason = reason;
    this.#finished?.reject(reason);
    const { reader } = this;
    if (reader === undefined) return;
    handled(reader.closed.promise);
    reader.closed.reject(reason);
    for (let request = reader.requests.shift(); request !== undefined; request = reader.requests.shift()) request.error(reason);
  }

  /** How many of that kind of reader wait. */
  waiting(kind: ReaderState['kind']): number {
    return this.reader?.kind === kind ? this.reader.requests.length : 0;
  }
}
