import { StringDecoder } from '../node/string-decoder.ts';
import { Readable, Writable } from '../node/stream.ts';
import { Buffer } from './buffer-constructor.ts';
import { codedError, invalidArgType } from './errors.ts';
import { setImmediate } from './immediates.ts';
import { sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';

type Done = (error?: Error | null) => void;

/**
 * process.stdout and process.stderr. Writing is synchronous and always succeeds, as it does to a file in Node,
 * so `write` goes straight to the descriptor; piping into it works through the Writable below.
 */
class StandardStream extends Writable {
  readonly fd: number;
  readonly #decoder = new StringDecoder();

  constructor(fd: number) {
    super({ decodeStrings: false });
    this.fd = fd;
  }

  override write(chunk: unknown, encoding?: string | Done | null, callback?: Done): boolean {
    const done = typeof encoding === 'function' ? encoding : callback;
    this.#print(chunk, typeof encoding === 'string' ? encoding : undefined);
    if (typeof done === 'function') nextTick(done, null);
    return true;
  }

  override _write(chunk: unknown, encoding: string, done: Done): void {
    this.#print(chunk, encoding);
    done();
  }

  #print(chunk: unknown, encoding: string | undefined): void {
    if (typeof chunk === 'string')
      sys.stdioWrite(this.fd, encoding === undefined || encoding === 'utf8' || encoding === 'buffer' ? chunk : Buffer.from(chunk, encoding).toString());
    else if (ArrayBuffer.isView(chunk)) sys.stdioWrite(this.fd, this.#decoder.write(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)));
    else if (chunk === null) throw codedError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    else throw invalidArgType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
  }

  /** Node does not let the standard streams be closed, either. */
  override end(chunk?: unknown): this {
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') this.write(chunk);
    return this;
  }

  override destroy(): this {
    return this;
  }

  destroySoon(): void {}
}

const INPUT_CHUNK_BYTES = 65_536;

/** process.stdin: pieces arrive on a later turn, as from a pipe; without any input it is at its end from the start. */
function newStandardInput(): Readable {
  const input = new Readable({
    highWaterMark: INPUT_CHUNK_BYTES,
    read(this: Readable) {
      setImmediate(() => {
        if (this.destroyed) return;
        const bytes = sys.fsRead(0, INPUT_CHUNK_BYTES, -1);
        this.push(typeof bytes === 'number' || bytes.byteLength === 0 ? null : Buffer.from(bytes));
      });
    },
  });
  return Object.assign(input, { fd: 0 });
}

const streams = new Map<number, unknown>();

/** Made when first asked for. @param fd 0, 1 or 2. */
export function standardStream(fd: 0 | 1 | 2): unknown {
  let stream = streams.get(fd);
  if (stream === undefined) {
    stream = fd === 0 ? newStandardInput() : new StandardStream(fd);
    streams.set(fd, stream);
  }
  return stream;
}

/** Whether a stream is one of ours whose `write` no program has replaced: it never fails. */
export function isPlainOutput(stream: unknown): boolean {
  return stream instanceof StandardStream && stream.write === StandardStream.prototype.write;
}
