import { Buffer } from '../node/buffer.ts';
import { finished, Transform } from '../node/stream.ts';
import { completeLater } from './completions.ts';
import { invalidArgType } from './errors.ts';
import type { Transform as TransformType } from './stream-types.ts';
import { nextTick } from './tick-queue.ts';
import { checkLevel, settingsOf, tooLarge, trailingJunk, ZlibCodec, type ZlibOptions, type ZlibSettings } from './zlib-codec.ts';
import { Z } from './zlib-constants.ts';

type Done = (error?: Error | null) => void;

const kCodec: unique symbol = Symbol('codec');
const kSettings: unique symbol = Symbol('settings');
/** On the empty chunks that stand for a flush: which kind. */
const kFlush: unique symbol = Symbol('kFlushFlag');

const FLUSHES = [Z.Z_NO_FLUSH, Z.Z_PARTIAL_FLUSH, Z.Z_SYNC_FLUSH, Z.Z_FULL_FLUSH, Z.Z_FINISH, Z.Z_BLOCK].map((kind) =>
  Object.assign(Buffer.alloc(0), { [kFlush]: kind }),
);
/** Of two kinds of flush, the one that flushes more: their numbers are not in that order. */
const STRENGTH = [0, 1, 3, 4, 5, 2];

export interface ZlibStream extends TransformType {
  [kCodec]: ZlibCodec;
  [kSettings]: ZlibSettings;
  bytesWritten: number;
  readonly _closed: boolean;
  flush(kind?: number | Done, done?: Done): void;
  close(done?: Done): void;
  params(level: number, strategy: number, done?: Done): void;
  reset(): void;
}

/** What the constructors do: they are functions, since old code calls them without `new` and inherits from them. */
export function initStream(stream: ZlibStream, mode: number, options: ZlibOptions | undefined): void {
  const settings = settingsOf(options);
  const codec = new ZlibCodec(mode, options);
  Transform.call(stream, { autoDestroy: true, ...(options as object), objectMode: false } as never);
  stream[kCodec] = codec;
  stream[kSettings] = settings;
  stream.bytesWritten = 0;
}

function ZlibBase(): void {}
ZlibBase.prototype = Object.create(Transform.prototype, { constructor: { value: ZlibBase, writable: true, configurable: true } }) as object;
Object.setPrototypeOf(ZlibBase, Transform);
export { ZlibBase };

const methods: ThisType<ZlibStream> & Record<string, unknown> = {
  _final(done: Done): void {
    done();
  },
  _flush(done: Done): void {
    this._transform(Buffer.alloc(0), '', done);
  },
  _transform(this: ZlibStream, chunk: Uint8Array & { [kFlush]?: number }, _encoding: string, done: Done): void {
    const settings = this[kSettings];
    let flush = chunk[kFlush] ?? settings.flush;
    // The last chunk, if it is known to be.
    if (chunk[kFlush] === undefined && this.writableEnded && this.writableLength === chunk.byteLength) flush = stronger(flush, settings.finishFlush);
    run(this, flush, chunk, done);
  },
  _destroy(this: ZlibStream, error: Error | null, done: Done): void {
    this[kCodec].close();
    done(error);
  },
  flush(this: ZlibStream, kind?: number | Done, done?: Done): void {
    const callback = typeof kind === 'function' ? kind : done;
    if (this.writableFinished) {
      if (callback) nextTick(callback);
    } else if (this.writableEnded) {
      if (callback) this.once('end', callback);
    } else this.write(FLUSHES[typeof kind === 'number' ? kind : Z.Z_FULL_FLUSH], '', callback);
  },
  close(this: ZlibStream, done?: Done): void {
    if (done) finished(this, done);
    this.destroy();
  },
  params(this: ZlibStream, level: number, strategy: number, done?: Done): void {
    checkLevel(level, strategy);
    const codec = this[kCodec];
    if (codec.level === level && codec.strategy === strategy) {
      if (done) nextTick(done);
      return;
    }
    this.flush(Z.Z_SYNC_FLUSH, () => {
      if (this.destroyed) return;
      codec.tune(level, strategy);
      done?.();
    });
  },
  /** What old packages call to have a chunk done at once. */
  _processChunk(this: ZlibStream, chunk: Uint8Array, flush: number): Uint8Array {
    return feedWhole(this[kCodec], flush, chunk, this[kSettings]).buffer;
  },
  reset(this: ZlibStream): void {
    if (this[kCodec].closed) throw new Error('zlib binding closed');
    this[kCodec].reset();
  },
};
Object.assign(ZlibBase.prototype as object, methods);
Object.defineProperties(ZlibBase.prototype as object, {
  _handle: {
    configurable: true,
    get(this: ZlibStream) {
      return this[kCodec].closed ? null : this[kCodec];
    },
  },
  _closed: {
    configurable: true,
    get(this: ZlibStream) {
      return this[kCodec].closed;
    },
  },
});

function stronger(a: number, b: number): number {
  return (STRENGTH[a] as number) > (STRENGTH[b] as number) ? a : b;
}

/** One chunk through the codec: each step in a turn of its own, as in Node, where a thread of the pool does it. */
function run(stream: ZlibStream, flush: number, input: Uint8Array, done: Done): void {
  completeLater(() => {
    if (stream.destroyed || stream[kCodec].closed) {
      done();
      return;
    }
    const { chunkSize, rejectGarbageAfterEnd } = stream[kSettings];
    let step: ReturnType<ZlibCodec['step']>;
    try {
      step = stream[kCodec].step(flush, input, chunkSize);
    } catch (error) {
      stream.destroy(error as Error);
      return;
    }
    stream.bytesWritten += input.length - step.left;
    const wantsMore = step.output.length === 0 || stream.push(Buffer.from(step.output.buffer, step.output.byteOffset, step.output.length));
    if (stream.destroyed) {
      done();
      return;
    }
    if (step.output.length === chunkSize) {
      const rest = input.subarray(input.length - step.left);
      if (wantsMore) run(stream, flush, rest, done);
      else onNextRead(stream, () => run(stream, flush, rest, done));
      return;
    }
    if (step.left > 0) {
      // The data has ended before what was fed.
      if (rejectGarbageAfterEnd) {
        stream.destroy(trailingJunk());
        return;
      }
      stream.push(null);
    }
    done();
  });
}

/** The reader is full: go on when it asks again. */
function onNextRead(stream: ZlibStream, goOn: () => void): void {
  const { _read } = stream;
  stream._read = (size) => {
    stream._read = _read;
    goOn();
    stream._read(size);
  };
}

/** Everything at once. @throws what is wrong with the data, and when more than `maxOutputLength` comes out. */
export function processWhole(mode: number, input: Uint8Array, options: ZlibOptions | undefined): { buffer: Uint8Array; used: number } {
  const settings = settingsOf(options);
  const codec = new ZlibCodec(mode, options);
  try {
    return feedWhole(codec, settings.finishFlush, input, settings);
  } finally {
    codec.close();
  }
}

function feedWhole(codec: ZlibCodec, flush: number, input: Uint8Array, settings: ZlibSettings): { buffer: Uint8Array; used: number } {
  const pieces: Uint8Array[] = [];
  let total = 0;
  let rest = input;
  for (;;) {
    const step = codec.step(flush, rest, settings.chunkSize);
    if (step.output.length > 0) pieces.push(step.output);
    total += step.output.length;
    if (total > settings.maxOutputLength) throw tooLarge(settings.maxOutputLength);
    rest = rest.subarray(rest.length - step.left);
    if (step.output.length < settings.chunkSize) break;
  }
  if (rest.length > 0 && settings.rejectGarbageAfterEnd) throw trailingJunk();
  return { buffer: Buffer.concat(pieces, total), used: input.length - rest.length };
}

/** Bytes of what the functions accept. */
export function inputBytes(value: unknown): Uint8Array {
  if (typeof value === 'string') return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw invalidArgType('buffer', 'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer', value);
}
