import type { EventEmitter } from './event-emitter.ts';

type Done = (error?: Error | null) => void;

export interface StreamOptions {
  highWaterMark?: number;
  objectMode?: boolean;
  autoDestroy?: boolean;
  emitClose?: boolean;
  encoding?: string;
  signal?: unknown;
}

export interface ReadableOptions extends StreamOptions {
  read?(this: Readable, size: number): void;
  destroy?(this: Readable, error: Error | null, done: Done): void;
  construct?(this: Readable, done: Done): void;
}

export interface WritableOptions extends StreamOptions {
  decodeStrings?: boolean;
  defaultEncoding?: string;
  write?(this: Writable, chunk: unknown, encoding: string, done: Done): void;
  writev?(this: Writable, chunks: { chunk: unknown; encoding: string }[], done: Done): void;
  final?(this: Writable, done: Done): void;
  destroy?(this: Writable, error: Error | null, done: Done): void;
  construct?(this: Writable, done: Done): void;
}

export interface DuplexOptions extends Omit<ReadableOptions, 'destroy' | 'construct'>, Omit<WritableOptions, 'destroy' | 'construct'> {
  allowHalfOpen?: boolean;
  readableObjectMode?: boolean;
  writableObjectMode?: boolean;
  readableHighWaterMark?: number;
  writableHighWaterMark?: number;
  destroy?(this: Duplex, error: Error | null, done: Done): void;
  construct?(this: Duplex, done: Done): void;
}

export interface StreamBase extends EventEmitter {
  readonly closed: boolean;
  readonly errored: Error | null;
  destroyed: boolean;
  destroy(error?: Error | null): this;
  _destroy(error: Error | null, done: Done): void;
  _construct?(done: Done): void;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface Readable extends StreamBase {
  readable: boolean;
  readonly readableAborted: boolean;
  readonly readableDidRead: boolean;
  readonly readableEncoding: string | null;
  readonly readableEnded: boolean;
  readonly readableFlowing: boolean | null;
  readonly readableHighWaterMark: number;
  readonly readableLength: number;
  readonly readableObjectMode: boolean;
  read(size?: number): unknown;
  _read(size: number): void;
  push(chunk: unknown, encoding?: string): boolean;
  unshift(chunk: unknown, encoding?: string): boolean;
  pause(): this;
  resume(): this;
  isPaused(): boolean;
  setEncoding(encoding: string): this;
  pipe<Target extends object>(target: Target, options?: { end?: boolean }): Target;
  unpipe(target?: object): this;
  iterator(options?: { destroyOnReturn?: boolean }): AsyncIterableIterator<unknown>;
  [Symbol.asyncIterator](): AsyncIterableIterator<unknown>;
}

export interface Writable extends StreamBase {
  writable: boolean;
  readonly writableAborted: boolean;
  readonly writableCorked: number;
  readonly writableEnded: boolean;
  readonly writableFinished: boolean;
  readonly writableHighWaterMark: number;
  readonly writableLength: number;
  readonly writableNeedDrain: boolean;
  readonly writableObjectMode: boolean;
  write(chunk: unknown, encoding?: string | Done | null, callback?: Done): boolean;
  _write(chunk: unknown, encoding: string, done: Done): void;
  _writev?(chunks: { chunk: unknown; encoding: string }[], done: Done): void;
  _final?(done: Done): void;
  end(chunk?: unknown, encoding?: string | Done, callback?: Done): this;
  cork(): void;
  uncork(): void;
  setDefaultEncoding(encoding: string): this;
}

export interface Duplex extends Readable, Writable {
  allowHalfOpen: boolean;
}

export interface Transform extends Duplex {
  _transform(chunk: unknown, encoding: string, done: (error?: Error | null, chunk?: unknown) => void): void;
  _flush?(done: (error?: Error | null, chunk?: unknown) => void): void;
}

export interface TransformOptions extends DuplexOptions {
  transform?(this: Transform, chunk: unknown, encoding: string, done: (error?: Error | null, chunk?: unknown) => void): void;
  flush?(this: Transform, done: (error?: Error | null, chunk?: unknown) => void): void;
}

/** A class of the package: callable without `new`, as old code does. */
interface StreamClass<Instance, Options> {
  new (options?: Options): Instance;
  (this: unknown, options?: Options): void;
  readonly prototype: Instance;
}

/** What readable-stream exports. */
export interface StreamModule extends StreamClass<StreamBase, StreamOptions> {
  readonly Stream: StreamModule;
  readonly Readable: StreamClass<Readable, ReadableOptions> & { from(source: Iterable<unknown> | AsyncIterable<unknown>, options?: ReadableOptions): Readable };
  readonly Writable: StreamClass<Writable, WritableOptions>;
  readonly Duplex: StreamClass<Duplex, DuplexOptions> & { from(source: unknown): Duplex };
  readonly Transform: StreamClass<Transform, TransformOptions>;
  readonly PassThrough: StreamClass<Transform, TransformOptions>;
  pipeline(...streams: unknown[]): Writable;
  finished(stream: object, ...rest: unknown[]): () => void;
  addAbortSignal<Target>(signal: unknown, stream: Target): Target;
  setDefaultHighWaterMark(objectMode: boolean, value: number): void;
  getDefaultHighWaterMark(objectMode: boolean): number;
  readonly promises: { pipeline(...streams: unknown[]): Promise<void>; finished(stream: object, options?: object): Promise<void> };
}
