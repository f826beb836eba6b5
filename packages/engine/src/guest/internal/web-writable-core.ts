import { AbortController } from './abort.ts';
import { deferred, type Deferred, handled, rejected } from './deferred.ts';
import { Fifo } from './fifo.ts';
import { assertSize, stateError } from './web-stream-strategy.ts';

export interface SinkAlgorithms {
  write?: ((chunk: unknown) => Promise<unknown>) | undefined;
  close?: (() => Promise<unknown>) | undefined;
  abort?: ((reason: unknown) => Promise<unknown>) | undefined;
}

/** Stands in the queue for the end of the stream. */
const CLOSE = Symbol('close');

/** State of one writable stream, its controller's queue, and the promises of the writer that holds it. */
export class WritableCore {
  state: 'writable' | 'closed' | 'erroring' | 'errored' = 'writable';
  reason: unknown;
  isLocked = false;
  transferred = false;
  ready: Deferred = deferred();
  closed: Deferred = deferred();
  readonly highWaterMark: number;
  #algorithms: SinkAlgorithms | undefined;
  #sizeOf: ((chunk: unknown) => number) | undefined;
  readonly #queue = new Fifo<{ chunk: unknown; size: number }>();
  /** What is being written; it counts until that is done. */
  #writing: { chunk: unknown; size: number } | undefined;
  #queued = 0;
  #started = false;
  #backpressure = false;
  readonly #writes = new Fifo<Deferred>();
  #currentWrite: Deferred | undefined;
  #close: Deferred | undefined;
  #currentClose: Deferred | undefined;
  #abort: { deferred: Deferred; reason: unknown; wasErroring: boolean } | undefined;
  #controller: AbortController | undefined;
  #abortedWith: { reason: unknown } | undefined;
  #finished: Deferred | undefined;

  constructor(algorithms: SinkAlgorithms, highWaterMark: number, sizeOf: (chunk: unknown) => number) {
    this.#algorithms = algorithms;
    this.highWaterMark = highWaterMark;
    this.#sizeOf = sizeOf;
    this.#backpressure = highWaterMark <= 0;
  }

  start(result: unknown): void {
    new Promise((resolve) => resolve(result)).then(
      () => {
        this.#started = true;
        this.#advance();
      },
      (reason) => {
        this.#started = true;
        this.#dealWithRejection(reason);
      },
    );
  }

  get desiredSize(): number | null {
    if (this.state === 'errored' || this.state === 'erroring') return null;
    return this.state === 'closed' ? 0 : this.highWaterMark - this.#queued;
  }

  get isClosing(): boolean {
    return this.#close !== undefined || this.#currentClose !== undefined;
  }

  /** Made when somebody asks for it: few sinks do. */
  get signal(): unknown {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#abortedWith !== undefined) this.#controller.abort(this.#abortedWith.reason);
    }
    return this.#controller.signal;
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

  lock(): void {
    if (this.isLocked) throw stateError('WritableStream is locked');
    this.isLocked = true;
    this.ready = deferred();
    this.closed = deferred();
    if (this.state === 'writable') {
      if (this.isClosing || !this.#backpressure) this.ready.resolve();
    } else if (this.state === 'erroring') this.ready = rejected(this.reason);
    else if (this.state === 'closed') {
      this.ready.resolve();
      this.closed.resolve();
    } else {
      this.ready = rejected(this.reason);
      this.closed = rejected(this.reason);
    }
  }

  release(reason: unknown): void {
    for (const each of [this.ready, this.closed]) {
      handled(each.promise);
      each.reject(reason);
    }
    this.isLocked = this.transferred;
  }

  /** @param isHeld tells whether the writer still has the stream after the strategy's own code ran. */
  write(chunk: unknown, isHeld: () => boolean): Promise<void> {
    const size = this.#measure(chunk);
    if (!isHeld()) return Promise.reject(stateError('Mismatched WritableStreams'));
    if (this.state === 'errored') return Promise.reject(this.reason);
    if (this.isClosing || this.state === 'closed') return Promise.reject(stateError('WritableStream is closed'));
    if (this.state === 'erroring') return Promise.reject(this.reason);
    const request = deferred();
    this.#writes.push(request);
    this.#queue.push({ chunk, size });
    this.#queued += size;
    this.#updateBackpressure();
    this.#advance();
    return request.promise;
  }

  #measure(chunk: unknown): number {
    if (this.#sizeOf === undefined) return 1;
    try {
      return assertSize(this.#sizeOf(chunk));
    } catch (error) {
      if (this.state === 'writable') this.failController(error);
      return 1;
    }
  }

  #updateBackpressure(): void {
    const backpressure = (this.desiredSize as number) <= 0;
    if (backpressure === this.#backpressure) return;
    this.#backpressure = backpressure;
    if (!this.isLocked) return;
    if (backpressure) this.ready = deferred();
    else this.ready.resolve();
  }

  close(): Promise<void> {
    if (this.state === 'closed') return Promise.reject(stateError('WritableStream is closed'));
    if (this.state === 'errored') return Promise.reject(this.reason);
    this.#close = deferred();
    if (this.isLocked && this.#backpressure && this.state === 'writable') this.ready.resolve();
    this.#queue.push({ chunk: CLOSE, size: 0 });
    const { promise } = this.#close;
    this.#advance();
    return promise;
  }

  abort(reason: unknown): Promise<void> {
    if (this.state === 'closed' || this.state === 'errored') return Promise.resolve();
    this.#abortedWith ??= { reason };
    this.#controller?.abort(reason);
    if ((this.state as string) === 'closed' || (this.state as string) === 'errored') return Promise.resolve();
    if (this.#abort !== undefined) return this.#abort.deferred.promise;
    const wasErroring = this.state === 'erroring';
    this.#abort = { deferred: deferred(), reason: wasErroring ? undefined : reason, wasErroring };
    const { promise } = this.#abort.deferred;
    if (!wasErroring) this.failController(reason);
    return promise;
  }

  /** From now on it is failing; what is being written ends first. */
  failController(reason: unknown): void {
    if (this.state !== 'writable') return;
    this.state = 'erroring';
    this.reason = reason;
    if (this.isLocked) this.#rejectReady(reason);
    if (this.#currentWrite === undefined && this.#currentClose === undefined && this.#started) this.#finishErroring();
  }

  #rejectReady(reason: unknown): void {
    // One that has been fulfilled already stays so for those who have it.
    if (!this.#backpressure || this.isClosing) this.ready = rejected(reason);
    else {
      handled(this.ready.promise);
      this.ready.reject(reason);
    }
  }

  #dealWithRejection(reason: unknown): void {
    if (this.state === 'writable') this.failController(reason);
    else if (this.state === 'erroring') this.#finishErroring();
  }

  #finishErroring(): void {
    this.state = 'errored';
    while (this.#queue.shift() !== undefined);
    this.#writing = undefined;
    this.#queued = 0;
    for (let request = this.#writes.shift(); request !== undefined; request = this.#writes.shift()) request.reject(this.reason);
    const abort = this.#abort;
    this.#abort = undefined;
    if (abort === undefined) {
      this.#rejectClosed();
      return;
    }
    if (abort.wasErroring) {
      abort.deferred.reject(this.reason);
      this.#rejectClosed();
      return;
    }
    const run = this.#algorithms?.abort;
    this.#algorithms = undefined;
    (run === undefined ? Promise.resolve() : run(abort.reason)).then(
      () => {
        abort.deferred.resolve();
        this.#rejectClosed();
      },
      (reason) => {
        abort.deferred.reject(reason);
        this.#rejectClosed();
      },
    );
  }

  #rejectClosed(): void {
    this.#close?.reject(this.reason);
    this.#close = undefined;
    this.#finished?.reject(this.reason);
    if (!this.isLocked) return;
    handled(this.closed.promise);
    this.closed.reject(this.reason);
  }

  #advance(): void {
    if (!this.#started || this.#currentWrite !== undefined || this.state === 'closed' || this.state === 'errored') return;
    if (this.state === 'erroring') {
      if (this.#currentClose === undefined) this.#finishErroring();
      return;
    }
    if (this.#writing !== undefined || this.#currentClose !== undefined) return;
    const next = this.#queue.shift();
    if (next === undefined) return;
    if (next.chunk === CLOSE) this.#processClose();
    else this.#processWrite(next);
  }

  #processClose(): void {
    this.#currentClose = this.#close;
    this.#close = undefined;
    const run = this.#algorithms?.close;
    this.#algorithms = undefined;
    (run === undefined ? Promise.resolve() : run()).then(
      () => {
        this.#currentClose?.resolve();
        this.#currentClose = undefined;
        if (this.state === 'erroring') {
          this.reason = undefined;
          this.#abort?.deferred.resolve();
          this.#abort = undefined;
        }
        this.state = 'closed';
        this.#finished?.resolve();
        if (this.isLocked) this.closed.resolve();
      },
      (reason) => {
        this.#currentClose?.reject(reason);
        this.#currentClose = undefined;
        this.#abort?.deferred.reject(reason);
        this.#abort = undefined;
        this.#dealWithRejection(reason);
      },
    );
  }

  #processWrite(next: { chunk: unknown; size: number }): void {
    this.#writing = next;
    this.#currentWrite = this.#writes.shift();
    const run = this.#algorithms?.write;
    (run === undefined ? Promise.resolve() : run(next.chunk)).then(
      () => {
        this.#currentWrite?.resolve();
        this.#currentWrite = undefined;
        this.#writing = undefined;
        this.#queued = Math.max(0, this.#queued - next.size);
        if (!this.isClosing && this.state === 'writable') this.#updateBackpressure();
        this.#advance();
      },
      (reason) => {
        if (this.state === 'writable') this.#algorithms = undefined;
        this.#currentWrite?.reject(reason);
        this.#currentWrite = undefined;
        this.#dealWithRejection(reason);
      },
    );
  }
}
