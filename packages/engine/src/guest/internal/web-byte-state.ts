import { codedError } from './errors.ts';
import { ByteQueue, elementBytesOf, filledView, isDetached, type PullInto, transfer } from './web-byte-queue.ts';
import type { ReadableCore, ReadRequest } from './web-readable-core.ts';
import { PullingController, type SourceAlgorithms } from './web-readable-controller.ts';
import { stateError } from './web-stream-strategy.ts';

export function outOfRange(message: string): Error {
  return codedError(RangeError, 'ERR_INVALID_ARG_VALUE', message);
}

/** What programs see of a read into a reader's own buffer; made by the file of the public classes. */
export interface Requests<Request> {
  create(view: Uint8Array): Request;
  invalidate(request: Request): void;
}

/** Queue, buffers that wait to be filled, and the rules between them. */
export class ByteControllerState<Controller = unknown, Request = unknown> extends PullingController<Controller> {
  readonly #queue = new ByteQueue();
  readonly #chunkBytes: number | undefined;
  #pending: PullInto[] = [];
  #request: Request | null = null;
  requests: Requests<Request> | undefined;

  constructor(core: ReadableCore, controller: Controller, algorithms: SourceAlgorithms<Controller>, highWaterMark: number, chunkBytes: number | undefined) {
    super(core, controller, algorithms, highWaterMark);
    this.#chunkBytes = chunkBytes;
  }

  protected get isAwaited(): boolean {
    return (this.core.reader?.requests.length ?? 0) > 0;
  }

  override get desiredSize(): number | null {
    this.queued = this.#queue.total;
    return super.desiredSize;
  }

  /** Where the source may write directly what somebody waits for. */
  get request(): Request | null {
    const [first] = this.#pending;
    if (this.#request === null && first !== undefined) {
      const view = new Uint8Array(first.buffer, first.offset + first.filled, first.bytes - first.filled);
      this.#request = this.requests?.create(view) ?? null;
    }
    return this.#request;
  }

  protected resetQueue(): void {
    this.#invalidateRequest();
    this.#pending = [];
    this.#queue.clear();
  }

  #invalidateRequest(): void {
    if (this.#request !== null) this.requests?.invalidate(this.#request);
    this.#request = null;
  }

  release(): void {
    const [first] = this.#pending;
    if (first === undefined) return;
    first.owner = 'none';
    this.#pending = [first];
  }

  enqueue(chunk: ArrayBufferView): void {
    const { byteOffset, byteLength } = chunk;
    const { core } = this;
    const buffer = transfer(chunk.buffer);
    const [first] = this.#pending;
    if (first !== undefined) {
      if (isDetached(first.buffer)) throw stateError('Destination ArrayBuffer is detached');
      this.#invalidateRequest();
      first.buffer = transfer(first.buffer);
      if (first.owner === 'none') this.#queueLeftover(first);
    }
    if (core.reader?.kind === 'default') {
      while (core.waiting('default') > 0 && this.#queue.total > 0) this.#serve(core.reader.requests.shift() as ReadRequest);
      if (core.waiting('default') === 0) this.#queue.push(buffer, byteOffset, byteLength);
      else {
        this.#pending.shift();
        core.reader.requests.shift()?.chunk(new Uint8Array(buffer, byteOffset, byteLength));
      }
    } else {
      this.#queue.push(buffer, byteOffset, byteLength);
      if (core.reader !== undefined) this.#commit(this.#fillPending());
    }
    this.pullIfWanted();
  }

  close(): void {
    if (this.#queue.total > 0) {
      this.closeRequested = true;
      return;
    }
    const [first] = this.#pending;
    if (first !== undefined && first.filled % first.elementBytes !== 0) {
      const error = stateError('Partial read');
      this.fail(error);
      throw error;
    }
    this.#finish();
  }

  #finish(): void {
    this.algorithms = undefined;
    this.core.close();
  }

  pull(request: ReadRequest): void {
    if (this.#queue.total > 0) {
      this.#serve(request);
      return;
    }
    const bytes = this.#chunkBytes;
    if (bytes !== undefined) {
      const into = { buffer: new ArrayBuffer(bytes), bufferBytes: bytes, offset: 0, bytes, filled: 0, minimum: 1, elementBytes: 1, View: Uint8Array };
      this.#pending.push({ ...into, owner: 'default' } as PullInto);
    }
    this.core.reader?.requests.push(request);
    this.pullIfWanted();
  }

  /** As {@link pull}, into the reader's own buffer. */
  pullInto(view: ArrayBufferView, minimumElements: number, request: ReadRequest): void {
    const elementBytes = elementBytesOf(view);
    const { byteOffset: offset, byteLength: bytes } = view;
    const bufferBytes = view.buffer.byteLength;
    const into: PullInto = {
      buffer: transfer(view.buffer),
      bufferBytes,
      offset,
      bytes,
      filled: 0,
      minimum: minimumElements * elementBytes,
      elementBytes,
      View: view.constructor as PullInto['View'],
      owner: 'byob',
    };
    if (this.#pending.length > 0) {
      this.#pending.push(into);
      this.core.reader?.requests.push(request);
      return;
    }
    if (this.core.state === 'closed') {
      request.close(new into.View(into.buffer, offset, 0));
      return;
    }
    if (this.#queue.total > 0) {
      if (this.#queue.fill(into)) {
        const filled = filledView(into);
        this.#afterTaking();
        request.chunk(filled);
        return;
      }
      if (this.closeRequested) {
        const error = stateError('ReadableStream closed');
        this.fail(error);
        request.error(error);
        return;
      }
    }
    this.#pending.push(into);
    this.core.reader?.requests.push(request);
    this.pullIfWanted();
  }

  /** The source has written into the request's view. */
  respond(bytes: number): void {
    const first = this.#pending[0] as PullInto;
    if (this.core.state === 'closed') {
      if (bytes !== 0) throw stateError('Controller is already closed');
    } else {
      if (bytes === 0) throw stateError('bytesWritten must be greater than 0 when calling respond() on a readable stream');
      if (first.filled + bytes > first.bytes) throw outOfRange(`The argument 'bytesWritten' is invalid. Received ${bytes}`);
    }
    first.buffer = transfer(first.buffer);
    this.#respond(first, bytes);
  }

  respondWithNewView(view: ArrayBufferView): void {
    const first = this.#pending[0] as PullInto;
    const { byteOffset, byteLength } = view;
    if (isDetached(view.buffer)) throw stateError('Viewed ArrayBuffer is detached');
    if (this.core.state === 'closed' ? byteLength !== 0 : byteLength === 0)
      throw stateError(byteLength === 0 ? 'View ArrayBuffer is zero-length' : 'Controller is already closed');
    const place = first.offset + first.filled;
    if (place !== byteOffset || first.bufferBytes !== view.buffer.byteLength || first.filled + byteLength > first.bytes)
      throw outOfRange("The argument 'view' is invalid: it must be of the same buffer and place as the request's");
    first.buffer = transfer(view.buffer);
    this.#respond(first, byteLength);
  }

  #respond(first: PullInto, bytes: number): void {
    this.#invalidateRequest();
    if (this.core.state === 'closed') this.#respondClosed(first);
    else this.#respondReadable(first, bytes);
    this.pullIfWanted();
  }

  #respondClosed(first: PullInto): void {
    if (first.owner === 'none') this.#pending.shift();
    const count = this.core.waiting('byob');
    this.#commit(this.#pending.splice(0, count));
  }

  #respondReadable(first: PullInto, bytes: number): void {
    first.filled += bytes;
    if (first.owner === 'none') {
      this.#queueLeftover(first);
      this.#commit(this.#fillPending());
      return;
    }
    if (first.filled < first.minimum) return;
    this.#pending.shift();
    const rest = first.filled % first.elementBytes;
    if (rest > 0) {
      const end = first.offset + first.filled;
      this.#queue.push(first.buffer.slice(end - rest, end), 0, rest);
      first.filled -= rest;
    }
    const others = this.#fillPending();
    this.#commit([first, ...others]);
  }

  #queueLeftover(into: PullInto): void {
    if (into.filled > 0) this.#queue.push(into.buffer.slice(into.offset, into.offset + into.filled), 0, into.filled);
    this.#pending.shift();
  }

  #fillPending(): PullInto[] {
    const filled: PullInto[] = [];
    while (this.#pending.length > 0 && this.#queue.total > 0) {
      const first = this.#pending[0] as PullInto;
      if (!this.#queue.fill(first)) continue;
      this.#pending.shift();
      filled.push(first);
    }
    return filled;
  }

  #commit(filled: readonly PullInto[]): void {
    const isDone = this.core.state === 'closed';
    for (const into of filled) {
      const request = this.core.reader?.requests.shift();
      const view = filledView(into);
      if (isDone) request?.close(view);
      else request?.chunk(view);
    }
  }

  #serve(request: ReadRequest): void {
    const view = this.#queue.shift();
    this.#afterTaking();
    request.chunk(view);
  }

  #afterTaking(): void {
    if (this.#queue.total === 0 && this.closeRequested) this.#finish();
    else this.pullIfWanted();
  }
}
