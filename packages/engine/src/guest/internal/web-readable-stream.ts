import { codedError, invalidArgType, invalidArgValue } from './errors.ts';
import { inspect } from './inspect.ts';
import { assertObjectLike, invalidThis } from './validate.ts';
import { createByteController, type ReadableByteStreamController } from './web-byte-controller.ts';
import { ByteControllerState } from './web-byte-state.ts';
import { ReadableCore } from './web-readable-core.ts';
import {
  createDefaultController,
  type DefaultControllerState,
  type PullingController,
  type ReadableStreamDefaultController,
} from './web-readable-controller.ts';
import { iterate } from './web-readable-iterator.ts';
import { pipe, type PipeOptions } from './web-readable-pipe.ts';
import { ReadableStreamBYOBReader, ReadableStreamDefaultReader, streams } from './web-readable-readers.ts';
import { teeBytes, teeDefault } from './web-readable-tee.ts';
import { callbackOf, finishClass, highWaterMarkOf, invalidRange, type QueuingStrategy, sizeOf, startOf, stateError } from './web-stream-strategy.ts';
import { type WritableStream, writableCoreOf } from './web-writable-stream.ts';

export interface UnderlyingSource<Controller = ReadableStreamDefaultController> {
  start?(controller: Controller): unknown;
  pull?(controller: Controller): unknown;
  cancel?(reason: unknown): unknown;
  type?: 'bytes' | undefined;
  autoAllocateChunkSize?: number;
}

/** A core in place of a source, for streams that this layer makes of parts. */
export const withReadableCore = Symbol('core');

let coreOf: (stream: unknown) => ReadableCore | undefined;

function assertCore(stream: unknown): ReadableCore {
  const core = coreOf(stream);
  if (core === undefined) throw invalidThis('ReadableStream');
  return core;
}

/** Makes the controller that the source asks for, and calls its `start`. */
function setUp(core: ReadableCore, source: UnderlyingSource, strategy: QueuingStrategy | null): void {
  const { type } = source;
  const pull = callbackOf(source, 'source', 'pull') as ((controller: unknown) => Promise<unknown>) | undefined;
  const cancel = callbackOf<[unknown]>(source, 'source', 'cancel');
  const algorithms = { start: startOf<unknown>(source, 'source'), pull, cancel };
  if (`${type}` === 'bytes') {
    if (strategy?.size !== undefined) throw invalidRange('strategy.size', strategy.size);
    const highWaterMark = highWaterMarkOf(strategy, 0);
    const { autoAllocateChunkSize } = source;
    if (autoAllocateChunkSize === 0) throw invalidArgValue('source.autoAllocateChunkSize', autoAllocateChunkSize);
    createByteController(core, algorithms, highWaterMark, autoAllocateChunkSize).start();
    return;
  }
  if (type !== undefined) throw invalidArgValue('source.type', type);
  const size = sizeOf(strategy);
  createDefaultController(core, algorithms, highWaterMarkOf(strategy, 1), size).start();
}

export class ReadableStream {
  readonly #core = new ReadableCore();

  static {
    coreOf = (stream) => (typeof stream === 'object' && stream !== null && #core in stream ? stream.#core : undefined);
    streams.coreOf = coreOf;
  }

  constructor(source?: UnderlyingSource<ReadableByteStreamController> & { type: 'bytes' }, strategy?: QueuingStrategy | null);
  constructor(source?: UnderlyingSource, strategy?: QueuingStrategy | null);
  constructor(...args: [source?: unknown, strategy?: QueuingStrategy | null]) {
    const [source = {}, strategy = {}] = args;
    const parts = (source as { [withReadableCore]?: (core: ReadableCore) => void } | null)?.[withReadableCore];
    if (parts !== undefined) {
      parts(this.#core);
      return;
    }
    assertObjectLike(source, 'source');
    assertObjectLike(strategy, 'strategy', true);
    setUp(this.#core, source as UnderlyingSource, strategy);
  }

  static from(iterable: AsyncIterable<unknown> | Iterable<unknown>): ReadableStream {
    return streamFrom(iterable);
  }

  get locked(): boolean {
    return assertCore(this).isLocked;
  }

  cancel(...args: [reason?: unknown]): Promise<void> {
    const core = coreOf(this);
    if (core === undefined) return Promise.reject(invalidThis('ReadableStream'));
    return core.isLocked ? Promise.reject(stateError('ReadableStream is locked')) : core.cancel(args[0]);
  }

  getReader(options: { mode: 'byob' }): ReadableStreamBYOBReader;
  getReader(options?: { mode?: undefined } | null): ReadableStreamDefaultReader;
  getReader(...args: [options?: { mode?: unknown } | null]): ReadableStreamDefaultReader | ReadableStreamBYOBReader {
    assertCore(this);
    const [options = {}] = args;
    assertObjectLike(options, 'options', true);
    const mode = options?.mode;
    if (mode === undefined) return new ReadableStreamDefaultReader(this);
    if (`${mode}` !== 'byob') throw invalidArgValue('options.mode', mode);
    return new ReadableStreamBYOBReader(this);
  }

  pipeThrough<Result>(transform: { readable: Result; writable: unknown }, ...args: [options?: PipeOptions | null]): Result {
    const core = assertCore(this);
    const readable = transform?.readable;
    if (coreOf(readable) === undefined) throw invalidArgType('transform.readable', 'an instance of ReadableStream', readable);
    const target = writableCoreOf(transform.writable);
    if (target === undefined) throw invalidArgType('transform.writable', 'an instance of WritableStream', transform.writable);
    const options = pipeOptions(args[0]);
    if (core.isLocked) throw stateError('The ReadableStream is locked');
    if (target.isLocked) throw stateError('The WritableStream is locked');
    pipe(core, target, options).catch(() => {});
    return readable;
  }

  async pipeTo(destination: WritableStream, ...args: [options?: PipeOptions | null]): Promise<void> {
    const core = assertCore(this);
    const target = writableCoreOf(destination);
    if (target === undefined) throw invalidArgType('transform.writable', 'an instance of WritableStream', destination);
    const options = pipeOptions(args[0]);
    if (core.isLocked) throw stateError('The ReadableStream is locked');
    if (target.isLocked) throw stateError('The WritableStream is locked');
    return pipe(core, target, options);
  }

  tee(): [ReadableStream, ReadableStream] {
    const core = assertCore(this);
    const isBytes = core.controller instanceof ByteControllerState;
    const made: ReadableStream[] = [];
    const branch = <State extends { start(): void }>(create: (core: ReadableCore) => State) => {
      let result: { core: ReadableCore; state: State } | undefined;
      made.push(
        fromParts((each) => {
          result = { core: each, state: create(each) };
          result.state.start();
        }),
      );
      return result as { core: ReadableCore; state: State };
    };
    if (isBytes) teeBytes(core, (algorithms) => branch((each) => createByteController(each, algorithms, 0, undefined)) as never);
    else teeDefault(core, (algorithms) => branch((each) => createDefaultController(each, algorithms, 1, () => 1)) as never);
    return made as [ReadableStream, ReadableStream];
  }

  values(...args: [options?: { preventCancel?: boolean } | null]): AsyncIterableIterator<unknown> {
    const core = assertCore(this);
    const [options = {}] = args;
    assertObjectLike(options, 'options', true);
    return iterate(core, Boolean(options?.preventCancel));
  }

  declare [Symbol.asyncIterator]: (options?: { preventCancel?: boolean }) => AsyncIterableIterator<unknown>;
}

function pipeOptions(options: PipeOptions | null = {}): PipeOptions {
  assertObjectLike(options, 'options', true);
  const signal = options?.signal;
  if (signal !== undefined && (typeof signal !== 'object' || signal === null || !('aborted' in signal)))
    throw invalidArgType('options.signal', 'an instance of AbortSignal', signal);
  const { preventAbort, preventCancel, preventClose } = options ?? {};
  return { preventAbort: Boolean(preventAbort), preventCancel: Boolean(preventCancel), preventClose: Boolean(preventClose), signal };
}

/** A stream whose controller the caller makes. */
function fromParts(make: (core: ReadableCore) => void): ReadableStream {
  return new ReadableStream({ [withReadableCore]: make } as never);
}

/** One whose controller is at hand, for transform streams. */
export function createReadable(
  start: () => unknown,
  pull: () => Promise<unknown>,
  cancel: (reason: unknown) => Promise<unknown>,
  highWaterMark: number,
  size: (chunk: unknown) => number,
): { stream: ReadableStream; state: DefaultControllerState } {
  let state: DefaultControllerState | undefined;
  const stream = fromParts((core) => {
    state = createDefaultController(core, { start, pull, cancel }, highWaterMark, size);
    state.start();
  });
  return { stream, state: state as unknown as DefaultControllerState };
}

function streamFrom(iterable: AsyncIterable<unknown> | Iterable<unknown>): ReadableStream {
  const make = (iterable as AsyncIterable<unknown>)[Symbol.asyncIterator] ?? (iterable as Iterable<unknown>)[Symbol.iterator];
  if (make === undefined || make === null) throw codedError(TypeError, 'ERR_ARG_NOT_ITERABLE', `${inspect(iterable)} must be iterable`);
  if (typeof make !== 'function') throw new TypeError(`${inspect(make)} is not a function`);
  const iterator = Reflect.apply(make, iterable, []) as AsyncIterator<unknown>;
  if (typeof iterator !== 'object' || iterator === null) throw stateError('The iterator method must return an object');
  const { next } = iterator;
  const { stream, state } = createReadable(
    () => undefined,
    async () => {
      const result = await Reflect.apply(next, iterator, []);
      if (typeof result !== 'object' || result === null) throw stateError('The promise returned by the iterator.next() method must fulfill with an object');
      if (result.done) state.close();
      else state.enqueue(await result.value);
    },
    async (reason) => {
      if (iterator.return === undefined || iterator.return === null) return;
      const result: unknown = await iterator.return(reason);
      if (typeof result !== 'object' || result === null) throw stateError('The promise returned by the iterator.return() method must fulfill with an object');
    },
    0,
    () => 1,
  );
  return stream;
}

Object.defineProperty(ReadableStream, 'from', { enumerable: true });
Object.defineProperties(ReadableStream.prototype, {
  [Symbol.asyncIterator]: { value: ReadableStream.prototype.values, writable: true, configurable: true },
  // node:stream looks at web streams through these.
  [Symbol.for('nodejs.webstream.isClosedPromise')]: {
    get: function (this: ReadableStream) {
      return { promise: assertCore(this).finished };
    },
  },
  [Symbol.for('nodejs.webstream.controllerErrorFunction')]: {
    value(this: ReadableStream, reason: unknown) {
      (assertCore(this).controller as PullingController<unknown>).fail(reason);
    },
  },
  [Symbol.for('nodejs.stream.disturbed')]: {
    get(this: ReadableStream) {
      return coreOf(this)?.disturbed;
    },
  },
  [Symbol.for('nodejs.stream.errored')]: {
    get(this: ReadableStream) {
      return coreOf(this)?.state === 'errored';
    },
  },
  [Symbol.for('nodejs.stream.readable')]: {
    get(this: ReadableStream) {
      return coreOf(this)?.state === 'readable';
    },
  },
});
const show = (stream: ReadableStream) => ({
  locked: stream.locked,
  state: coreOf(stream)?.state,
  supportsBYOB: coreOf(stream)?.controller instanceof ByteControllerState,
});
finishClass(ReadableStream, ['locked', 'cancel', 'getReader', 'pipeThrough', 'pipeTo', 'tee', 'values'], show);

export { coreOf as readableCoreOf };
