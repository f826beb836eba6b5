import { Buffer } from '../node/buffer.ts';
import { finished, Readable, Writable } from '../node/stream.ts';
import { creationStack } from './error-stack.ts';
import { outOfRange } from './errors.ts';
import { toOptions } from './fs-arguments.ts';
import { type FileStreamOptions, resolveTarget, type StreamSource } from './fs-stream-source.ts';
import { closeTarget, kSource, openByItself, openTarget, type StreamBase, type StreamState } from './fs-stream-target.ts';
import { nextTick } from './tick-queue.ts';
import { assertFunction, assertInteger } from './validate.ts';

type ReadableBase = StreamBase & { _readableState: StreamState; push(chunk: Uint8Array | null): boolean };
type WritableBase = StreamBase & { _writableState: StreamState; end(): unknown; setDefaultEncoding(encoding: string): void };
const ReadableMethods = Readable as unknown as new () => ReadableBase;
const WritableMethods = Writable as unknown as new () => WritableBase;

const KIB = 1024;
const ioDone = Symbol('ioDone');
const kBusy: unique symbol = Symbol('kIsPerformingIO');

/** A copy, with what the options inherit. */
function streamOptions(value: unknown): FileStreamOptions {
  const copy: Record<string, unknown> = {};
  const options = toOptions(value) as unknown as Record<string, unknown>;
  for (const name in options) copy[name] = options[name];
  return copy as FileStreamOptions;
}

/** As readable-stream does inside: without autoDestroy an error is told, and the descriptor stays open. */
function failStream(stream: StreamBase, state: StreamState, error: unknown): void {
  if (state.autoDestroy) stream.destroy(error);
  else stream.emit('error', error);
}

function assertEnd(end: unknown): asserts end is number {
  if (end !== Number.POSITIVE_INFINITY) assertInteger(end, 'end', 0);
}

class ReadStreamMethods extends ReadableMethods {
  declare fd: number | null;
  declare path: string | undefined;
  declare flags: unknown;
  declare mode: unknown;
  declare start: number | undefined;
  declare end: number;
  declare pos: number | undefined;
  declare bytesRead: number;
  declare open: () => void;
  declare [kSource]: StreamSource;
  declare [kBusy]: boolean;

  get autoClose(): boolean {
    return this._readableState.autoDestroy;
  }
  set autoClose(value: boolean) {
    this._readableState.autoDestroy = value;
  }
  get pending(): boolean {
    return this.fd === null;
  }

  _construct(done: (error?: unknown) => void): void {
    openTarget(this, done);
  }

  _read(wanted: number): void {
    const length = Math.min(this.end - (this.pos ?? this.bytesRead) + 1, wanted);
    if (length <= 0) {
      this.push(null);
      return;
    }
    const buffer: Uint8Array = Buffer.allocUnsafe(length);
    this[kBusy] = true;
    this[kSource].read?.(this.fd as number, buffer, 0, length, this.pos, (error, count) => {
      this[kBusy] = false;
      if (this.destroyed) this.emit(ioDone, error);
      else if (error) failStream(this, this._readableState, error);
      else takeRead(this, buffer, count);
    });
  }

  _destroy(error: unknown, done: (error?: unknown) => void): void {
    if (this[kBusy]) this.once(ioDone, (ioError: unknown) => closeTarget(this, error ?? ioError, done));
    else closeTarget(this, error, done);
  }

  close(callback?: unknown): void {
    if (typeof callback === 'function') finished(this, callback);
    this.destroy();
  }
}

class WriteStreamMethods extends WritableMethods {
  declare fd: number | null;
  declare path: string | undefined;
  declare flags: unknown;
  declare mode: unknown;
  declare start: number | undefined;
  declare pos: number | undefined;
  declare bytesWritten: number;
  declare flush: boolean;
  declare open: () => void;
  declare [kSource]: StreamSource;
  declare [kBusy]: boolean;

  get autoClose(): boolean {
    return this._writableState.autoDestroy;
  }
  set autoClose(value: boolean) {
    this._writableState.autoDestroy = value;
  }
  get pending(): boolean {
    return this.fd === null;
  }

  _construct(done: (error?: unknown) => void): void {
    openTarget(this, done);
  }

  _write(chunk: Uint8Array, _encoding: string, done: (error?: unknown) => void): void {
    this[kBusy] = true;
    this[kSource].write?.(this.fd as number, chunk, 0, chunk.length, this.pos, (error, count) => settleWrite(this, error, count, done));
    if (this.pos !== undefined) this.pos += chunk.length;
  }

  _writev(items: readonly { readonly chunk: Uint8Array }[], done: (error?: unknown) => void): void {
    this[kBusy] = true;
    const chunks = items.map(({ chunk }) => chunk);
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const write =
      this[kSource].writev?.bind(this[kSource]) ??
      ((fd, buffers, position, settle) => this[kSource].write?.(fd, Buffer.concat(buffers), 0, length, position, settle));
    write(this.fd as number, chunks, this.pos, (error, count) => settleWrite(this, error, count, done));
    if (this.pos !== undefined) this.pos += length;
  }

  _destroy(error: unknown, done: (error?: unknown) => void): void {
    if (this[kBusy]) this.once(ioDone, (ioError: unknown) => closeTarget(this, error ?? ioError, done));
    else closeTarget(this, error, done);
  }

  close(callback?: unknown): void {
    if (typeof callback === 'function') {
      if (this.closed) {
        nextTick(callback as () => void);
        return;
      }
      this.on('close', callback as () => void);
    }
    // Without autoClose nothing else closes it after 'finish'.
    if (!this.autoClose) this.on('finish', () => this.destroy());
    this.end();
  }

  destroySoon(): unknown {
    return this.end();
  }
}

function takeRead(stream: ReadStream, buffer: Uint8Array, count: number): void {
  if (count === 0) {
    stream.push(null);
    return;
  }
  if (stream.pos !== undefined) stream.pos += count;
  stream.bytesRead += count;
  // A copy, so that a short read does not keep a large buffer.
  stream.push(count === buffer.length ? buffer : Buffer.from(buffer.subarray(0, count)));
}

function settleWrite(stream: WriteStream, error: unknown, count: number, done: (error?: unknown) => void): void {
  stream[kBusy] = false;
  if (stream.destroyed) {
    done(error);
    stream.emit(ioDone, error);
    return;
  }
  if (!error) stream.bytesWritten += count;
  done(error);
}

export type ReadStream = ReadStreamMethods;
export type WriteStream = WriteStreamMethods;
interface StreamConstructor<Stream> {
  new (path: unknown, options?: unknown, stack?: string): Stream;
  (path: unknown, options?: unknown, stack?: string): Stream;
  readonly prototype: Stream;
}

// Functions and not classes: old packages call them without `new`, on objects of their own.
function makeReadStream(this: ReadStream | undefined, path: unknown, value?: unknown, stack: string = creationStack()): ReadStream | undefined {
  if (!(this instanceof ReadStream)) return new ReadStream(path, value, stack);
  const options = streamOptions(value);
  Readable.call(this, { ...options, highWaterMark: options.highWaterMark ?? 64 * KIB, autoDestroy: options.autoClose ?? true } as never);
  aim(this, path, options, 'r', stack);
  assertSource(options, ['read', 'close']);
  const { start, end = Number.POSITIVE_INFINITY } = options;
  if (start !== undefined) assertInteger(start, 'start', 0);
  assertEnd(end);
  if (start !== undefined && start > end) throw outOfRange('start', `<= "end" (here: ${String(end)})`, start);
  Object.assign(this, { start, pos: start, end, bytesRead: 0 });
  return undefined;
}
makeReadStream.prototype = ReadStreamMethods.prototype;

function makeWriteStream(this: WriteStream | undefined, path: unknown, value?: unknown, stack: string = creationStack()): WriteStream | undefined {
  if (!(this instanceof WriteStream)) return new WriteStream(path, value, stack);
  const options = streamOptions(value);
  Writable.call(this, { ...options, decodeStrings: true, autoDestroy: options.autoClose ?? true } as never);
  aim(this, path, options, 'w', stack);
  assertSource(options, ['close']);
  const { start } = options;
  if (start !== undefined) assertInteger(start, 'start', 0);
  Object.assign(this, { start, pos: start, bytesWritten: 0, flush: options.flush ?? false });
  if (options.encoding !== undefined) this.setDefaultEncoding(options.encoding);
  return undefined;
}
makeWriteStream.prototype = WriteStreamMethods.prototype;

/** A program's own functions must be functions. */
function assertSource({ fs }: FileStreamOptions, needed: readonly (keyof StreamSource)[]): void {
  if (fs === undefined) return;
  for (const name of needed) assertFunction(fs[name], `options.fs.${name}`);
  if (needed.includes('read')) return;
  if (fs.write === undefined && fs.writev === undefined) assertFunction(fs.write, 'options.fs.write');
  for (const name of ['write', 'writev'] as const) if (fs[name] !== undefined) assertFunction(fs[name], `options.fs.${name}`);
}

/** What both do with the path or descriptor that they are given. */
function aim(stream: ReadStream | WriteStream, path: unknown, options: FileStreamOptions, flags: string, stack: string): void {
  const target = resolveTarget(path, options, stack, () => stream.close());
  stream.fd = target.fd;
  stream[kSource] = target.source;
  stream[kBusy] = false;
  stream.path = target.path;
  if (target.path === undefined) return;
  stream.flags = options.flags ?? flags;
  stream.mode = options.mode ?? 0o666;
}

export const ReadStream = makeReadStream as unknown as StreamConstructor<ReadStream>;
export const WriteStream = makeWriteStream as unknown as StreamConstructor<WriteStream>;
for (const [Stream, Base] of [
  [ReadStream, Readable],
  [WriteStream, Writable],
] as const) {
  Object.setPrototypeOf(Stream, Base);
  Object.defineProperty(Stream.prototype, 'constructor', { value: Stream, writable: true, configurable: true });
  Object.defineProperty(Stream.prototype, 'open', { value: openByItself, writable: true, configurable: true });
}
