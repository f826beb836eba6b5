import { codedError, invalidArgType } from './errors.ts';
import { rejected } from './deferred.ts';
import { assertObjectLike, invalidThis } from './validate.ts';
import { WritableCore, type SinkAlgorithms } from './web-writable-core.ts';
import {
  assertInternal,
  callbackOf,
  finishClass,
  highWaterMarkOf,
  INTERNAL,
  type QueuingStrategy,
  invalidRange,
  sizeOf,
  startOf,
  stateError,
} from './web-stream-strategy.ts';

export interface UnderlyingSink {
  start?(controller: WritableStreamDefaultController): unknown;
  write?(chunk: unknown, controller: WritableStreamDefaultController): unknown;
  close?(): unknown;
  abort?(reason: unknown): unknown;
  type?: undefined;
}

/** A core in place of a sink, for streams that this layer makes of parts. */
export const withCore = Symbol('core');

let attachController: (controller: WritableStreamDefaultController, core: WritableCore, stream: WritableStream) => void;
let streamOf: (controller: WritableStreamDefaultController) => WritableStream | undefined;

/** What a sink can say while it is written to. */
export class WritableStreamDefaultController {
  #core: WritableCore | undefined;
  #stream: WritableStream | undefined;

  static {
    attachController = (controller, core, stream) => {
      controller.#core = core;
      controller.#stream = stream;
    };
    streamOf = (controller) => controller.#stream;
  }

  constructor(...args: unknown[]) {
    assertInternal(args[0]);
  }

  get signal(): unknown {
    if (!(#core in this)) throw invalidThis('WritableStreamDefaultController');
    return this.#core?.signal;
  }

  error(...args: [reason?: unknown]): void {
    if (!(#core in this)) throw invalidThis('WritableStreamDefaultController');
    if (this.#core?.state === 'writable') this.#core.failController(args[0]);
  }
}
finishClass(WritableStreamDefaultController, ['signal', 'error'], (controller: WritableStreamDefaultController) => ({
  stream: streamOf(controller),
}));

let coreOf: (stream: unknown) => WritableCore | undefined;

export class WritableStream {
  readonly #core: WritableCore;
  /** node:stream looks at web streams through these. */
  declare readonly [kIsClosedPromise]: { promise: Promise<void> };

  static {
    coreOf = (stream) => (typeof stream === 'object' && stream !== null && #core in stream ? stream.#core : undefined);
  }

  constructor(...args: [sink?: UnderlyingSink, strategy?: QueuingStrategy | null]) {
    const [sink = {}, strategy = {}] = args;
    const parts = (sink as { [withCore]?: (stream: WritableStream) => WritableCore } | null)?.[withCore];
    if (parts !== undefined) {
      this.#core = parts(this);
      return;
    }
    assertObjectLike(sink, 'sink');
    assertObjectLike(strategy, 'strategy', true);
    if (sink.type !== undefined) throw codedError(RangeError, 'ERR_INVALID_ARG_VALUE', invalidRange('type', sink.type).message);
    const sizeAlgorithm = sizeOf(strategy);
    const highWaterMark = highWaterMarkOf(strategy, 1);
    const write = callbackOf<[unknown, unknown]>(sink, 'sink', 'write');
    const algorithms: SinkAlgorithms = {
      write: write === undefined ? undefined : (chunk) => write(chunk, controller),
      close: callbackOf(sink, 'sink', 'close'),
      abort: callbackOf(sink, 'sink', 'abort'),
    };
    const start = startOf<WritableStreamDefaultController>(sink, 'sink');
    const core = new WritableCore(algorithms, highWaterMark, sizeAlgorithm);
    this.#core = core;
    const controller = new WritableStreamDefaultController(INTERNAL);
    attachController(controller, core, this);
    core.start(start(controller));
  }

  get locked(): boolean {
    const core = coreOf(this);
    if (core === undefined) throw invalidThis('WritableStream');
    return core.isLocked;
  }

  abort(...args: [reason?: unknown]): Promise<void> {
    const core = coreOf(this);
    if (core === undefined) return Promise.reject(invalidThis('WritableStream'));
    return core.isLocked ? Promise.reject(stateError('WritableStream is locked')) : core.abort(args[0]);
  }

  close(): Promise<void> {
    const core = coreOf(this);
    if (core === undefined) return Promise.reject(invalidThis('WritableStream'));
    if (core.isLocked) return Promise.reject(stateError('WritableStream is locked'));
    return core.isClosing ? Promise.reject(stateError('Failure closing WritableStream')) : core.close();
  }

  getWriter(): WritableStreamDefaultWriter {
    if (coreOf(this) === undefined) throw invalidThis('WritableStream');
    return new WritableStreamDefaultWriter(this);
  }
}
const kIsClosedPromise: unique symbol = Symbol.for('nodejs.webstream.isClosedPromise') as never;
Object.defineProperties(WritableStream.prototype, {
  [kIsClosedPromise]: {
    get: function (this: WritableStream) {
      return { promise: coreOf(this)?.finished };
    },
  },
  [Symbol.for('nodejs.webstream.controllerErrorFunction')]: {
    value(this: WritableStream, reason: unknown) {
      const core = coreOf(this);
      if (core?.state === 'writable') core.failController(reason);
    },
  },
  [Symbol.for('nodejs.stream.writable')]: {
    get: function (this: WritableStream) {
      return coreOf(this)?.state === 'writable';
    },
  },
  [Symbol.for('nodejs.stream.errored')]: {
    get: function (this: WritableStream) {
      return coreOf(this)?.state === 'errored';
    },
  },
});
finishClass(WritableStream, ['locked', 'abort', 'close', 'getWriter'], (stream: WritableStream) => ({ locked: stream.locked, state: coreOf(stream)?.state }));

let writerCore: (writer: unknown) => { core: WritableCore | undefined; stream: WritableStream } | undefined;

/** The lock of a stream. */
export class WritableStreamDefaultWriter {
  #core: WritableCore | undefined;
  readonly #stream: WritableStream;
  /** After the release: rejected ones. */
  #gone: { ready: Promise<void>; closed: Promise<void> } | undefined;

  static {
    writerCore = (writer) => (typeof writer === 'object' && writer !== null && #core in writer ? { core: writer.#core, stream: writer.#stream } : undefined);
  }

  constructor(stream: WritableStream) {
    const core = coreOf(stream);
    if (core === undefined) throw invalidArgType('stream', 'an instance of WritableStream', stream);
    core.lock();
    this.#core = core;
    this.#stream = stream;
  }

  get closed(): Promise<void> {
    if (!(#core in this)) return Promise.reject(invalidThis('WritableStreamDefaultWriter'));
    return this.#core?.closed.promise ?? (this.#gone?.closed as Promise<void>);
  }

  get desiredSize(): number | null {
    if (!(#core in this)) throw invalidThis('WritableStreamDefaultWriter');
    if (this.#core === undefined) throw stateError('Writer is not bound to a WritableStream');
    return this.#core.desiredSize;
  }

  get ready(): Promise<void> {
    if (!(#core in this)) return Promise.reject(invalidThis('WritableStreamDefaultWriter'));
    return this.#core?.ready.promise ?? (this.#gone?.ready as Promise<void>);
  }

  abort(...args: [reason?: unknown]): Promise<void> {
    if (!(#core in this)) return Promise.reject(invalidThis('WritableStreamDefaultWriter'));
    return this.#core?.abort(args[0]) ?? Promise.reject(stateError('Writer is not bound to a WritableStream'));
  }

  close(): Promise<void> {
    if (!(#core in this)) return Promise.reject(invalidThis('WritableStreamDefaultWriter'));
    if (this.#core === undefined) return Promise.reject(stateError('Writer is not bound to a WritableStream'));
    return this.#core.isClosing ? Promise.reject(stateError('Failure to close WritableStream')) : this.#core.close();
  }

  releaseLock(): void {
    if (!(#core in this)) throw invalidThis('WritableStreamDefaultWriter');
    const core = this.#core;
    if (core === undefined) return;
    const reason = stateError('Writer has been released');
    core.release(reason);
    this.#core = undefined;
    this.#gone = { ready: rejected(reason).promise, closed: rejected(reason).promise };
  }

  write(...args: [chunk?: unknown]): Promise<void> {
    if (!(#core in this)) return Promise.reject(invalidThis('WritableStreamDefaultWriter'));
    return this.#core?.write(args[0], () => this.#core !== undefined) ?? Promise.reject(stateError('Writer is not bound to a WritableStream'));
  }
}
finishClass(
  WritableStreamDefaultWriter,
  ['closed', 'desiredSize', 'ready', 'abort', 'close', 'releaseLock', 'write'],
  (writer: WritableStreamDefaultWriter) => {
    const { core, stream } = writerCore(writer) as { core: WritableCore | undefined; stream: WritableStream };
    return { stream: core && stream, close: writer.closed, ready: writer.ready, desiredSize: core?.desiredSize };
  },
);

export { coreOf as writableCoreOf };
