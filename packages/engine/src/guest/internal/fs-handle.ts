import { Buffer } from '../node/buffer.ts';
import EventEmitter from '../node/events.ts';
import { codedError } from './errors.ts';
import { encodingOf, isBytes, type Options, toBytes, toOptions } from './fs-arguments.ts';
import { close, fchmod, fstat, fsync, ftruncate, futimes, read, readv, write, writeAll, writev } from './fs-descriptor.ts';
import { LineReader } from './fs-lines.ts';
import { type Operation, promised } from './fs-operation.ts';
import { fchown } from './fs-owners.ts';
import type { BigIntStats, Stats } from './fs-stats.ts';
import { type FileStreamOptions, type StreamableHandle, streamOn, type StreamSource } from './fs-stream-source.ts';
import { ReadStream, WriteStream } from './fs-streams.ts';
import { assertNotAborted, type Contents, readRest } from './fs-whole-file.ts';
import { creationStack } from './error-stack.ts';
import { assertBoolean, assertObject } from './validate.ts';
import { ReadableStream } from './web-readable-stream.ts';

interface Emitter {
  emit(event: string, ...args: unknown[]): boolean;
  on(event: string, listener: (...args: never[]) => void): this;
}
type Done = (error: unknown, count: number) => void;

/** As much of a byte stream's controller as is used here. */
interface StreamController {
  readonly byobRequest: { readonly view: Uint8Array; respond(count: number): void } | null;
  enqueue(bytes: Uint8Array): void;
  close(): void;
  error(error: unknown): void;
}

interface Closing {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  promise: Promise<void>;
}

const READ_BYTES = 16 * 1024;
/** Large contents go in pieces, so that a signal can stop them between two. */
const WRITE_BYTES = 512 * 1024;
const CLOSED = -1;

/**
 * What fs/promises.open() gives. Only close() closes it: unlike Node's it is **not** closed when it is
 * collected as garbage, so that a forgotten one always shows (Node warns, and will stop doing it).
 */
export class FileHandle extends (EventEmitter as unknown as new () => Emitter) implements StreamableHandle {
  #fd: number;
  /** Its owner and the streams on it: the descriptor closes with the last. */
  #users = 1;
  #closing: Closing | undefined;
  #streamed = false;

  constructor(fd: number) {
    super();
    this.#fd = fd;
  }

  get fd(): number {
    return this.#fd;
  }

  getAsyncId(): number {
    return this.#fd;
  }

  async read(view?: unknown, ...rest: unknown[]): Promise<{ bytesRead: number; buffer: unknown }> {
    const options = isBytes(view) ? undefined : ((view ?? {}) as Options);
    const buffer = options === undefined ? view : (options.buffer ?? Buffer.alloc(READ_BYTES));
    const bytesRead = await this.#run('read', (fd) => (options === undefined ? read(fd, buffer, ...rest) : read(fd, buffer, options)));
    return result({ bytesRead, buffer });
  }

  async readv(buffers: unknown, position?: unknown): Promise<{ bytesRead: number; buffers: unknown }> {
    return result({ bytesRead: await this.#run('readv', (fd) => readv(fd, buffers, position)), buffers });
  }

  async write(buffer: unknown, ...rest: unknown[]): Promise<{ bytesWritten: number; buffer: unknown }> {
    return result({ bytesWritten: await this.#run('write', (fd) => write(fd, buffer, ...rest)), buffer });
  }

  async writev(buffers: unknown, position?: unknown): Promise<{ bytesWritten: number; buffers: unknown }> {
    return result({ bytesWritten: await this.#run('writev', (fd) => writev(fd, buffers, position)), buffers });
  }

  async readFile(value?: unknown): Promise<Contents> {
    const options = toOptions(value);
    assertNotAborted(options);
    return this.#run('readFile', (fd) => readRest(fd, encodingOf(options)));
  }

  async writeFile(contents: unknown, value?: unknown): Promise<void> {
    const options = toOptions(value);
    assertNotAborted(options);
    for await (const bytes of chunksOf(contents, options)) {
      for (let at = 0; at === 0 || at < bytes.byteLength; at += WRITE_BYTES) {
        assertNotAborted(options);
        const piece = bytes.subarray(at, at + WRITE_BYTES);
        await this.#run('writeFile', (fd) => () => void writeAll(fd, piece, -1));
      }
    }
  }

  appendFile(contents: unknown, options?: unknown): Promise<void> {
    return this.writeFile(contents, options);
  }

  async stat(options?: unknown): Promise<Stats | BigIntStats> {
    return this.#run('fstat', (fd) => fstat(fd, toOptions(options)));
  }

  async truncate(length: unknown = 0): Promise<void> {
    return this.#run('ftruncate', (fd) => ftruncate(fd, length));
  }

  async chmod(mode: unknown): Promise<void> {
    return this.#run('fchmod', (fd) => fchmod(fd, mode));
  }

  async utimes(atime: unknown, mtime: unknown): Promise<void> {
    return this.#run('futimes', (fd) => futimes(fd, atime, mtime));
  }

  async sync(): Promise<void> {
    return this.#run('fsync', (fd) => fsync(fd, 'fsync'));
  }

  async datasync(): Promise<void> {
    return this.#run('fdatasync', (fd) => fsync(fd, 'fdatasync'));
  }

  async chown(uid: unknown, gid: unknown): Promise<void> {
    return this.#run('fchown', (fd) => fchown(fd, uid, gid));
  }

  /** The rest of the file as a stream of bytes. One at a time, and none of a handle that is closed. */
  readableWebStream(options: { readonly autoClose?: boolean } = {}): ReadableStream {
    if (this.#fd === CLOSED) throw codedError(Error, 'ERR_INVALID_STATE', 'Invalid state: The FileHandle is closed');
    if (this.#closing !== undefined) throw codedError(Error, 'ERR_INVALID_STATE', 'Invalid state: The FileHandle is closing');
    if (this.#streamed) throw codedError(Error, 'ERR_INVALID_STATE', 'Invalid state: The FileHandle is locked');
    assertObject(options, 'options');
    const { autoClose = false } = options;
    // Node too takes it for streamed before it looks at the option.
    this.#streamed = true;
    assertBoolean(autoClose, 'options.autoClose');
    this.#users++;
    let left = false;
    const leave = async (): Promise<void> => {
      if (left) return;
      left = true;
      this.#leave();
      if (autoClose) await this.close();
    };
    let controller: StreamController | undefined;
    this.on('close', () => {
      if (left) return;
      controller?.close();
      controller?.byobRequest?.respond(0);
      void leave();
    });
    return new ReadableStream({
      type: 'bytes',
      autoAllocateChunkSize: READ_BYTES,
      start: (own: unknown) => {
        controller = own as StreamController;
      },
      pull: async (given: unknown) => {
        const own = given as StreamController;
        const request = own.byobRequest;
        const view = request?.view ?? new Uint8Array(READ_BYTES);
        const { bytesRead } = await this.read(view, 0, view.byteLength, null);
        if (bytesRead === 0) {
          own.close();
          await leave();
        }
        if (request) request.respond(bytesRead);
        else if (bytesRead > 0) own.enqueue(view.subarray(0, bytesRead));
      },
      cancel: leave,
    });
  }

  createReadStream(options: FileStreamOptions = {}): ReadStream {
    return new ReadStream(undefined, { ...options, fd: this }, creationStack());
  }

  createWriteStream(options: FileStreamOptions = {}): WriteStream {
    return new WriteStream(undefined, { ...options, fd: this }, creationStack());
  }

  readLines(options: FileStreamOptions = {}): LineReader {
    const stream = this.createReadStream({ ...options, encoding: options.encoding ?? 'utf8' });
    return new LineReader(stream as unknown as AsyncIterable<string> & { destroy(): unknown });
  }

  /** Settles when the descriptor is closed: with streams on it, when the last of them has ended. */
  close(): Promise<void> {
    if (this.#fd === CLOSED) return Promise.resolve();
    if (this.#closing !== undefined) return this.#closing.promise;
    const closing: Partial<Closing> = {};
    closing.promise = new Promise<void>((resolve, reject) => Object.assign(closing, { resolve, reject }));
    this.#closing = closing as Closing;
    this.#leave();
    this.emit('close');
    return closing.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  [streamOn](onClosed: () => void): { source: StreamSource; fd: number } {
    this.#users++;
    this.on('close', onClosed);
    const settle = (promise: Promise<number>, done: Done) =>
      void promise.then(
        (count) => done(null, count),
        (error: unknown) => done(error, 0),
      );
    const source: StreamSource = {
      close: (_fd, done) => {
        this.#leave();
        this.close().then(() => done(), done);
      },
      fsync: (_fd, done) => void this.sync().then(() => done(), done),
      read: (_fd, buffer, offset, length, position, done) =>
        settle(
          this.read(buffer, offset, length, position).then(({ bytesRead }) => bytesRead),
          done,
        ),
      write: (_fd, buffer, offset, length, position, done) =>
        settle(
          this.write(buffer, offset, length, position).then(({ bytesWritten }) => bytesWritten),
          done,
        ),
      writev: (_fd, buffers, position, done) =>
        settle(
          this.writev(buffers, position).then(({ bytesWritten }) => bytesWritten),
          done,
        ),
    };
    return { source, fd: this.#fd };
  }

  #leave(): void {
    this.#users--;
    if (this.#users > 0) return;
    const closing = this.#closing;
    const operation = close(this.#fd);
    this.#fd = CLOSED;
    this.#closing = undefined;
    promised(operation).then(closing?.resolve, closing?.reject);
  }

  #run<T>(name: string, make: (fd: number) => Operation<T>): Promise<T> {
    if (this.#fd === CLOSED) throw Object.assign(new Error('file closed'), { code: 'EBADF', syscall: name });
    return promised(make(this.#fd));
  }
}

function result<T extends object>(fields: T): T {
  return Object.assign(Object.create(null) as object, fields) as T;
}

/** What writeFile() takes: text, bytes, or something that gives them piece by piece. */
export async function* chunksOf(contents: unknown, options: Options): AsyncGenerator<Uint8Array, void> {
  const encoding = encodingOf(options, 'utf8');
  const pieces = contents as Partial<AsyncIterable<unknown> & Iterable<unknown>> | null | undefined;
  if (typeof contents === 'object' && !isBytes(contents) && (pieces?.[Symbol.asyncIterator] ?? pieces?.[Symbol.iterator]) !== undefined) {
    for await (const piece of contents as AsyncIterable<unknown>) yield toBytes(piece, encoding, 'data');
    return;
  }
  yield toBytes(contents, encoding, 'data');
}
