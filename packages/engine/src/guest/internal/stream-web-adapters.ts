import { Buffer } from '../node/buffer.ts';
import { finished, Readable, Writable, Duplex } from '../node/stream.ts';
import { abortError, invalidArgType } from './errors.ts';
import type { Duplex as DuplexType, Readable as ReadableType, Writable as WritableType } from './stream-types.ts';
import type { ReadableStreamDefaultController } from './web-readable-controller.ts';
import type { QueuingStrategy } from './web-stream-strategy.ts';
import { ReadableStream } from './web-readable-stream.ts';
import { WritableStream } from './web-writable-stream.ts';

interface Options {
  highWaterMark?: number;
  encoding?: string;
  objectMode?: boolean;
  signal?: unknown;
  strategy?: QueuingStrategy;
}

/** Streams of node:stream and of the web, each as the other kind. */
export function readableToWeb(stream: ReadableType, options: Options = {}): ReadableStream {
  if (!(stream instanceof Readable) && typeof (stream as { _read?: unknown } | null)?._read !== 'function')
    throw invalidArgType('streamReadable', 'an instance of stream.Readable', stream);
  if (stream.destroyed || !stream.readable) {
    const ended = new ReadableStream({
      start(controller) {
        if (stream.errored) controller.error(stream.errored);
        else controller.close();
      },
    });
    return ended;
  }
  let isCancelled = false;
  const strategy = options.strategy ?? { highWaterMark: stream.readableObjectMode ? stream.readableHighWaterMark : 0 };
  return new ReadableStream(
    {
      start(controller: ReadableStreamDefaultController) {
        stream.pause();
        finished(stream, (error?: (Error & { code?: string }) | null) => {
          if (isCancelled) return;
          // A stream that was destroyed before its end has been aborted, for a reader.
          if (error?.code === 'ERR_STREAM_PREMATURE_CLOSE') controller.error(abortError(error));
          else if (error) controller.error(error);
          else controller.close();
        });
        stream.on('data', (chunk: unknown) => {
          controller.enqueue(Buffer.isBuffer(chunk) && !stream.readableObjectMode ? new Uint8Array(chunk as Uint8Array) : chunk);
          if ((controller.desiredSize ?? 0) <= 0) stream.pause();
        });
        stream.pause();
      },
      pull: () => void stream.resume(),
      cancel(reason: unknown) {
        isCancelled = true;
        stream.destroy(reason === undefined ? abortError() : (reason as Error));
      },
    },
    strategy,
  );
}

export function readableFromWeb(web: ReadableStream, options: Options = {}): ReadableType {
  if (!(web instanceof ReadableStream)) throw invalidArgType('readableStream', 'an instance of ReadableStream', web);
  const reader = web.getReader();
  let isClosed = false;
  const { highWaterMark, encoding, objectMode = false, signal } = options;
  const stream: ReadableType = new Readable({
    ...(highWaterMark !== undefined && { highWaterMark }),
    ...(encoding !== undefined && { encoding }),
    ...(signal !== undefined && { signal }),
    objectMode,
    read() {
      reader.read().then(
        ({ done, value }) => stream.push(done ? null : value),
        (error: unknown) => stream.destroy(error as Error),
      );
    },
    destroy(error, done) {
      const finish = () => done(error);
      if (isClosed) finish();
      else reader.cancel(error ?? undefined).then(finish, finish);
    },
  });
  reader.closed.then(
    () => {
      isClosed = true;
    },
    (error: unknown) => {
      isClosed = true;
      stream.destroy(error as Error);
    },
  );
  return stream;
}

export function writableToWeb(stream: WritableType): WritableStream {
  if (!(stream instanceof Writable) && typeof (stream as { write?: unknown } | null)?.write !== 'function')
    throw invalidArgType('streamWritable', 'an instance of stream.Writable', stream);
  let fail: (error: unknown) => void = () => undefined;
  let isEnding = false;
  return new WritableStream(
    {
      start(controller) {
        fail = (error) => controller.error(error);
        finished(stream, (error?: (Error & { code?: string }) | null) => {
          if (error?.code === 'ERR_STREAM_PREMATURE_CLOSE') fail(abortError(error));
          else if (error) fail(error);
          else if (!isEnding) fail(abortError());
        });
      },
      write(chunk) {
        if (!stream.writableNeedDrain && stream.write(chunk)) return undefined;
        return new Promise<void>((resolve) => stream.once('drain', () => resolve()));
      },
      close() {
        isEnding = true;
        return new Promise<void>((resolve, reject) => {
          finished(stream, (error?: Error | null) => (error ? reject(error) : resolve()));
          stream.end();
        });
      },
      abort(reason: unknown) {
        isEnding = true;
        stream.destroy((reason ?? abortError()) as Error);
      },
    },
    { highWaterMark: stream.writableObjectMode ? stream.writableHighWaterMark : 1 },
  );
}

export function writableFromWeb(web: WritableStream, options: Options = {}): WritableType {
  if (!(web instanceof WritableStream)) throw invalidArgType('writableStream', 'an instance of WritableStream', web);
  const writer = web.getWriter();
  const { highWaterMark, objectMode = false, signal } = options;
  let isClosed = false;
  const stream: WritableType = new Writable({
    ...(highWaterMark !== undefined && { highWaterMark }),
    ...(signal !== undefined && { signal }),
    objectMode,
    write(chunk, _encoding, done) {
      writer.ready.then(() => writer.write(chunk)).then(() => done(), done);
    },
    final(done) {
      if (isClosed) done();
      else writer.close().then(() => done(), done);
    },
    destroy(error, done) {
      const finish = () => done(error);
      if (isClosed) finish();
      else if (error !== null) writer.abort(error).then(finish, finish);
      else finish();
    },
  });
  writer.closed.then(
    () => {
      isClosed = true;
    },
    (error: unknown) => {
      isClosed = true;
      stream.destroy(error as Error);
    },
  );
  return stream;
}

interface Pair {
  readonly readable: ReadableStream;
  readonly writable: WritableStream;
}

export function duplexToWeb(stream: DuplexType): Pair {
  return { readable: readableToWeb(stream), writable: writableToWeb(stream) };
}

export function duplexFromWeb(pair: Pair, options: Options = {}): DuplexType {
  const readable = readableFromWeb(pair.readable, options);
  const writable = writableFromWeb(pair.writable, options);
  return (Duplex as unknown as { from(parts: { readable: ReadableType; writable: WritableType }): DuplexType }).from({ readable, writable });
}
