import { invalidArgType, invalidArgValue, outOfRange } from './errors.ts';
import { assertObjectLike, invalidThis } from './validate.ts';
import { isDetached } from './web-byte-queue.ts';
import { VIEW_TYPES } from './web-byte-controller.ts';
import { ByteControllerState } from './web-byte-state.ts';
import type { ReadableCore, ReaderState, ReadRequest, ReadResult } from './web-readable-core.ts';
import { finishClass, stateError } from './web-stream-strategy.ts';

/** Set by the file of the streams, which needs these classes in its turn. */
interface StreamAccess {
  coreOf(stream: unknown): ReadableCore | undefined;
}
export const streams: StreamAccess = { coreOf: () => undefined };

function lock(stream: unknown, kind: ReaderState['kind']): ReaderState {
  const core = streams.coreOf(stream);
  if (core === undefined) throw invalidArgType('stream', 'an instance of ReadableStream', stream);
  if (kind === 'byob' && !core.isLocked && !(core.controller instanceof ByteControllerState)) throw invalidArgValue('stream', stream, 'must be a byte stream');
  return core.lock(kind);
}

function request(run: (request: ReadRequest) => void): Promise<ReadResult> {
  return new Promise<ReadResult>((resolve, reject) =>
    run({ chunk: (value) => resolve({ value, done: false }), close: (value) => resolve({ value, done: true }), error: reject }),
  );
}

/** The lock on a stream, whichever kind of reader holds it. */
abstract class Reader {
  readonly #stream: unknown;
  readonly #state: ReaderState;

  constructor(stream: unknown, kind: ReaderState['kind']) {
    this.#state = lock(stream, kind);
    this.#stream = stream;
  }

  static stateOf(reader: unknown): ReaderState | undefined {
    return typeof reader === 'object' && reader !== null && #state in reader ? reader.#state : undefined;
  }

  static streamOf(reader: Reader): unknown {
    return reader.#state.core === undefined ? undefined : reader.#stream;
  }
}

function isReader(reader: unknown, kind: ReaderState['kind']): reader is Reader {
  return Reader.stateOf(reader)?.kind === kind;
}

const NAMES = { default: 'ReadableStreamDefaultReader', byob: 'ReadableStreamBYOBReader' } as const;

function stateOf(reader: unknown, kind: ReaderState['kind']): ReaderState {
  if (!isReader(reader, kind)) throw invalidThis(NAMES[kind]);
  return Reader.stateOf(reader) as ReaderState;
}

function closedOf(reader: unknown, kind: ReaderState['kind']): Promise<void> {
  return isReader(reader, kind) ? stateOf(reader, kind).closed.promise : Promise.reject(invalidThis(NAMES[kind]));
}

/** The stream that it holds; rejects where methods that return promises do. */
async function attached(reader: unknown, kind: ReaderState['kind']): Promise<ReadableCore> {
  const { core } = stateOf(reader, kind);
  if (core === undefined) throw stateError('The reader is not attached to a stream');
  return core;
}

function cancelThrough(reader: unknown, kind: ReaderState['kind'], reason: unknown): Promise<void> {
  const core = isReader(reader, kind) ? stateOf(reader, kind).core : undefined;
  return core === undefined ? (attached(reader, kind) as Promise<never>) : core.cancel(reason);
}

function releaseThrough(reader: unknown, kind: ReaderState['kind']): void {
  const state = stateOf(reader, kind);
  state.core?.release(state);
}

export class ReadableStreamDefaultReader extends Reader {
  constructor(stream: unknown) {
    super(stream, 'default');
  }

  read(): Promise<ReadResult> {
    const core = Reader.stateOf(this)?.core;
    if (core === undefined || !isReader(this, 'default')) return attached(this, 'default') as Promise<never>;
    return new Promise<ReadResult>((resolve, reject) => {
      let isAtHand = true;
      core.read({
        // The order of the keys shows when a result is printed.
        chunk: (value) => resolve(isAtHand ? { done: false, value } : { value, done: false }),
        close: (value) => resolve({ value, done: true }),
        error: reject,
      });
      isAtHand = false;
    });
  }

  releaseLock(): void {
    releaseThrough(this, 'default');
  }

  get closed(): Promise<void> {
    return closedOf(this, 'default');
  }

  cancel(...args: [reason?: unknown]): Promise<void> {
    return cancelThrough(this, 'default', args[0]);
  }
}

/** Brings its own buffers. */
export class ReadableStreamBYOBReader extends Reader {
  constructor(stream: unknown) {
    super(stream, 'byob');
  }

  async read(view: ArrayBufferView, ...rest: [options?: { min?: number }]): Promise<ReadResult> {
    const state = stateOf(this, 'byob');
    if (!ArrayBuffer.isView(view)) throw invalidArgType('view', VIEW_TYPES, view);
    const [options = {}] = rest;
    assertObjectLike(options, 'options', true);
    if (view.byteLength === 0 || view.buffer.byteLength === 0 || isDetached(view.buffer))
      throw stateError('View or Viewed ArrayBuffer is zero-length or detached');
    const { min = 1 } = options ?? {};
    if (typeof min !== 'number') throw invalidArgType('options.min', 'of type number', min);
    if (!Number.isInteger(min)) throw invalidArgValue('options.min', min, 'must be an integer');
    if (min <= 0) throw invalidArgValue('options.min', min, 'must be greater than 0');
    const length = (view as { length?: number }).length ?? view.byteLength;
    if (min > length) throw outOfRange('options.min', view instanceof DataView ? '<= view.byteLength' : '<= view.length', min);
    const { core } = state;
    if (core === undefined) throw stateError('The reader is not attached to a stream');
    core.disturbed = true;
    if (core.state === 'errored') throw core.reason;
    return request((each) => (core.controller as ByteControllerState).pullInto(view, min, each));
  }

  releaseLock(): void {
    releaseThrough(this, 'byob');
  }

  get closed(): Promise<void> {
    return closedOf(this, 'byob');
  }

  cancel(...args: [reason?: unknown]): Promise<void> {
    return cancelThrough(this, 'byob', args[0]);
  }
}

for (const [Class, count] of [
  [ReadableStreamDefaultReader, 'readRequests'],
  [ReadableStreamBYOBReader, 'readIntoRequests'],
] as const)
  finishClass(Class, ['read', 'releaseLock', 'closed', 'cancel'], (reader: Reader) => {
    const state = Reader.stateOf(reader) as ReaderState;
    return { stream: Reader.streamOf(reader), [count]: state.requests.length, close: state.closed.promise };
  });

/** For code of this layer that reads without promises. */
export function readerState(reader: unknown): ReaderState {
  return Reader.stateOf(reader) as ReaderState;
}
