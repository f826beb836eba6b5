import { invalidArgType } from './errors.ts';
import { invalidThis } from './validate.ts';
import { isDetached } from './web-byte-queue.ts';
import { ByteControllerState, outOfRange } from './web-byte-state.ts';
import type { ReadableCore } from './web-readable-core.ts';
import type { SourceAlgorithms } from './web-readable-controller.ts';
import { assertInternal, finishClass, INTERNAL, stateError } from './web-stream-strategy.ts';

type State = ByteControllerState<ReadableByteStreamController, ReadableStreamBYOBRequest>;

export const VIEW_TYPES = 'an instance of Buffer, TypedArray, or DataView';

let attachController: (controller: ReadableByteStreamController, state: State) => void;
let stateOf: (controller: ReadableByteStreamController) => State;

/** What a byte stream's source feeds it through. */
export class ReadableByteStreamController {
  #state: State | undefined;

  static {
    attachController = (controller, state) => {
      controller.#state = state;
    };
    stateOf = (controller) => {
      if (typeof controller !== 'object' || controller === null || !(#state in controller)) throw invalidThis('ReadableByteStreamController');
      return controller.#state as State;
    };
  }

  constructor(...args: unknown[]) {
    assertInternal(args[0]);
  }

  get byobRequest(): ReadableStreamBYOBRequest | null {
    return stateOf(this).request;
  }

  get desiredSize(): number | null {
    return stateOf(this).desiredSize;
  }

  close(): void {
    const state = stateOf(this);
    if (state.closeRequested) throw stateError('Controller is already closed');
    if (state.core.state !== 'readable') throw stateError('ReadableStream is already closed');
    state.close();
  }

  enqueue(chunk: ArrayBufferView): void {
    const state = stateOf(this);
    if (!ArrayBuffer.isView(chunk)) throw invalidArgType('buffer', VIEW_TYPES, chunk);
    if (chunk.byteLength === 0 || chunk.buffer.byteLength === 0) throw stateError('chunk ArrayBuffer is zero-length or detached');
    if (state.closeRequested) throw stateError('Controller is already closed');
    if (state.core.state !== 'readable') throw stateError('ReadableStream is already closed');
    state.enqueue(chunk);
  }

  error(...args: [reason?: unknown]): void {
    stateOf(this).fail(args[0]);
  }
}
finishClass(ReadableByteStreamController, ['byobRequest', 'desiredSize', 'close', 'enqueue', 'error'], () => ({}));

let setRequest: (request: ReadableStreamBYOBRequest, state: State | undefined, view: Uint8Array | null) => void;
let requestState: (request: ReadableStreamBYOBRequest) => State | undefined;

/** One read of a reader with its own buffer, as the source sees it. */
export class ReadableStreamBYOBRequest {
  #state: State | undefined;
  #view: Uint8Array | null = null;

  static {
    setRequest = (request, state, view) => {
      request.#state = state;
      request.#view = view;
    };
    requestState = (request) => request.#state;
  }

  constructor(...args: unknown[]) {
    assertInternal(args[0]);
  }

  get view(): Uint8Array | null {
    if (!(#view in this)) throw invalidThis('ReadableStreamBYOBRequest');
    return this.#view;
  }

  respond(bytesWritten: number): void {
    if (!(#view in this)) throw invalidThis('ReadableStreamBYOBRequest');
    if (this.#state === undefined) throw stateError('This BYOB request has been invalidated');
    if (this.#view === null || this.#view.byteLength === 0 || isDetached(this.#view.buffer)) throw stateError('Viewed ArrayBuffer is zero-length or detached');
    const bytes = Number(bytesWritten);
    if (!Number.isInteger(bytes) || bytes < 0) throw outOfRange(`The argument 'bytesWritten' is invalid. Received ${String(bytesWritten)}`);
    this.#state.respond(bytes);
  }

  respondWithNewView(view: ArrayBufferView): void {
    if (!(#view in this)) throw invalidThis('ReadableStreamBYOBRequest');
    if (this.#state === undefined) throw stateError('This BYOB request has been invalidated');
    if (!ArrayBuffer.isView(view)) throw invalidArgType('view', VIEW_TYPES, view);
    this.#state.respondWithNewView(view);
  }
}
const show = (request: ReadableStreamBYOBRequest) => ({ view: request.view, controller: requestState(request)?.controller });
finishClass(ReadableStreamBYOBRequest, ['view', 'respond', 'respondWithNewView'], show);

export function createByteController(
  core: ReadableCore,
  algorithms: SourceAlgorithms<ReadableByteStreamController>,
  highWaterMark: number,
  chunkBytes: number | undefined,
): State {
  const controller = new ReadableByteStreamController(INTERNAL);
  const state: State = new ByteControllerState(core, controller, algorithms, highWaterMark, chunkBytes);
  state.requests = {
    create(view) {
      const request = new ReadableStreamBYOBRequest(INTERNAL);
      setRequest(request, state, view);
      return request;
    },
    invalidate: (request) => setRequest(request, undefined, null),
  };
  attachController(controller, state);
  return state;
}
