import { Buffer } from '../node/buffer.ts';
import { finished, Readable, Writable } from '../node/stream.ts';
import { creationStack } from './error-stack.ts';
import { outOfRange } from './errors.ts';
import { toOptions } from './fs-arguments.ts';
import { type FileStreamOptions, resolveTarget, type StreamSource } from './fs-stream-source.ts';
import { nextTick } from './tick-queue.ts';
import { assertInteger } from './validate.ts';

/** What these two need of readable-stream's classes, which have no types of their own. */
interface StreamBase {
  destroyed: boolean;
  closed: boolean;
  readonly errored: unknown;
  destroy(error?: unknown): this;
  emit(event: string | symbol, ...args: unknown[]): boolean;
  once(event: string | symbol, listener: (...args: never[]) => void): this;
  on(event: string | symbol, listener: (...args: never[]) => void): this;
}
interface StreamState {
  autoDestroy: boolean;
}

const ReadableBase = Readable as unknown as new (options: object) => StreamBase & { _readableState: StreamState; push(chunk: Uint8Array | null): boolean };
const WritableBase = Writable as unknown as new (
  options: object,
) => StreamBase & { _writableState: StreamState; end(): unknown; setDefaultEncoding(encoding: string): void };

const KIB = 1024;
const ioDone = Symbol('ioDone');

function streamOptions(value: unknown): FileStreamOptions {
  return { ...toOptions(value) } as FileStreamOptions;
}

/** Opens in a turn of its own, then tells the stream. */
function openTarget(stream: ReadStream | WriteStream, source: StreamSource, done: (error?: unknown) => void): void {
  if (stream.fd !== null) {
    done();
    return;
  }
  source.open?.(stream.path as string, stream.flags, stream.mode, (error, fd) => {
    if (fd === undefined) {
      done(error);
      return;
    }
    stream.fd = fd;
    done();
    stream.emit('open', fd);
    stream.emit('ready');
  });
}

function closeTarget(stream: ReadStream | WriteStream, source: StreamSource, error: unknown, done: (error?: unknown) => void): void {
  const { fd } = stream;
  if (!fd) {
    done(error);
    return;
  }
  const finish = (flushError?: unknown) => {
    source.close(fd, (closeError) => done(closeError ?? flushError ?? error));
    stream.fd = null;
  };
  if (stream instanceof WriteStream && stream.flush && source.fsync !== undefined) source.fsync(fd, finish);
  else finish();
}

/** As readable-stream does inside: without autoDestroy an error is told, and the descriptor stays open. */
function failStream(stream: StreamBase, state: StreamState, error: unknown): void {
  if (state.autoDestroy) stream.destroy(error);
  else stream.emit('error', error);
}

function assertEnd(end: unknown): asserts end is number {
  if (end !== Number.POSITIVE_INFINITY) assertInteger(end, 'end', 0);
}

export class ReadStream extends ReadableBase {
  fd: number | null;
  readonly path: string | undefined;
  readonly flags: unknown;
  readonly mode: unknown;
  readonly start: number | undefined;
  readonly end: number;
  pos: number | undefined;
  bytesRead = 0;
  readonly #source: StreamSource;
  #busy = false;

  constructor(path: unknown, value?: unknown, stack: string = creationStack()) {
    const options = streamOptions(value);
    super({ ...options, highWaterMark: options.highWaterMark ?? 64 * KIB, autoDestroy: options.autoClose ?? true });
    const target = resolveTarget(path, options, stack, () => this.close());
    this.fd = target.fd;
    this.#source = target.source;
    this.path = target.path;
    if (target.path !== undefined) {
      this.flags = options.flags ?? 'r';
      this.mode = options.mode ?? 0o666;
    }
    const { start, end = Number.POSITIVE_INFINITY } = options;
    if (start !== undefined) assertInteger(start, 'start', 0);
    assertEnd(end);
    if (start !== undefined && start > end) throw outOfRange('start', `<= "end" (here: ${String(end)})`, start);
    this.start = start;
    this.pos = start;
    this.end = end;
  }

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
    openTarget(this, this.#source, done);
  }

  _read(wanted: number): void {
    const length = Math.min(this.end - (this.pos ?? this.bytesRead) + 1, wanted);
    if (length <= 0) {
      this.push(null);
      return;
    }
    const buffer: Uint8Array = Buffer.allocUnsafe(length);
    this.#busy = true;
    this.#source.read?.(this.fd as number, buffer, 0, length, this.pos, (error, count) => {
      this.#busy = false;
      if (this.destroyed) this.emit(ioDone, error);
      else if (error) failStream(this, this._readableState, error);
      else this.#take(buffer, count);
    });
  }

  #take(buffer: Uint8Array, count: number): void {
    if (count === 0) {
      this.push(null);
      return;
    }
    if (this.pos !== undefined) this.pos += count;
    this.bytesRead += count;
    // A copy, so that a short read does not keep a large buffer.
    this.push(count === buffer.length ? buffer : Buffer.from(buffer.subarray(0, count)));
  }

  _destroy(error: unknown, done: (error?: unknown) => void): void {
    if (this.#busy) this.once(ioDone, (ioError: unknown) => closeTarget(this, this.#source, error ?? ioError, done));
    else closeTarget(this, this.#source, error, done);
  }

  close(callback?: unknown): void {
    if (typeof callback === 'function') finished(this, callback);
    this.destroy();
  }
}

export class WriteStream extends WritableBase {
  fd: number | null;
  readonly path: string | undefined;
  readonly flags: unknown;
  readonly mode: unknown;
  readonly start: number | undefined;
  pos: number | undefined;
  bytesWritten = 0;
  readonly flush: boolean;
  readonly #source: StreamSource;
  #busy = false;

  constructor(path: unknown, value?: unknown, stack: string = creationStack()) {
    const options = streamOptions(value);
    super({ ...options, decodeStrings: true, autoDestroy: options.autoClose ?? true });
    const target = resolveTarget(path, options, stack, () => this.close());
    this.fd = target.fd;
    this.#source = target.source;
    this.path = target.path;
    if (target.path !== undefined) {
      this.flags = options.flags ?? 'w';
      this.mode = options.mode ?? 0o666;
    }
    const { start } = options;
    if (start !== undefined) assertInteger(start, 'start', 0);
    this.start = start;
    this.pos = start;
    this.flush = options.flush ?? false;
    if (options.encoding !== undefined) this.setDefaultEncoding(options.encoding);
  }

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
    openTarget(this, this.#source, done);
  }

  _write(chunk: Uint8Array, _encoding: string, done: (error?: unknown) => void): void {
    this.#busy = true;
    this.#source.write?.(this.fd as number, chunk, 0, chunk.length, this.pos, (error, count) => this.#settle(error, count, done));
    if (this.pos !== undefined) this.pos += chunk.length;
  }

  _writev(items: readonly { readonly chunk: Uint8Array }[], done: (error?: unknown) => void): void {
    this.#busy = true;
    const chunks = items.map(({ chunk }) => chunk);
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const write =
      this.#source.writev?.bind(this.#source) ??
      ((fd, buffers, position, settle) => this.#source.write?.(fd, Buffer.concat(buffers), 0, length, position, settle));
    write(this.fd as number, chunks, this.pos, (error, count) => this.#settle(error, count, done));
    if (this.pos !== undefined) this.pos += length;
  }

  #settle(error: unknown, count: number, done: (error?: unknown) => void): void {
    this.#busy = false;
    if (this.destroyed) {
      done(error);
      this.emit(ioDone, error);
      return;
    }
    if (!error) this.bytesWritten += count;
    done(error);
  }

  _destroy(error: unknown, done: (error?: unknown) => void): void {
    if (this.#busy) this.once(ioDone, (ioError: unknown) => closeTarget(this, this.#source, error ?? ioError, done));
    else closeTarget(this, this.#source, error, done);
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
