import { Transform } from '../node/stream.ts';
import { Buffer } from './buffer-constructor.ts';
import { findEncoding } from './buffer-encodings.ts';
import { codedError, invalidArgType } from './errors.ts';

type Compute = (bytes: Uint8Array) => ArrayBuffer;
type Done = (error?: Error | null, chunk?: unknown) => void;

/** Bytes of what update() and its like accept. */
export function bytesOf(value: unknown, encoding: unknown, name: string): Uint8Array {
  if (typeof value === 'string') return Buffer.from(value, encoding === 'buffer' ? 'utf8' : (findEncoding(encoding)?.name ?? 'utf8'));
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw invalidArgType(name, 'of type string or an instance of Buffer, TypedArray, or DataView', value);
}

/**
 * What createHash() and createHmac() return. In Node these are streams, and hardly anybody pipes into them:
 * the stream's state is made when something first touches it.
 */
export class Digest {
  #chunks: Uint8Array[] = [];
  #done = false;
  readonly #compute: Compute;

  constructor(compute: Compute) {
    this.#compute = compute;
  }

  update(value: unknown, encoding?: unknown): this {
    if (this.#done) throw codedError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    // A copy: what is hashed is what was passed, not what the caller makes of it later.
    const bytes = bytesOf(value, encoding, 'data');
    this.#chunks.push(typeof value === 'string' ? bytes : bytes.slice());
    return this;
  }

  digest(encoding?: string): unknown {
    if (this.#done) throw codedError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#done = true;
    const result = Buffer.from(this.#compute(this.#all()));
    this.#chunks = [];
    return encoding === undefined || encoding === 'buffer' ? result : result.toString(encoding);
  }

  /** An independent digest of what has come so far. */
  copy(): Digest {
    if (this.#done) throw codedError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    const copy = new (this.constructor as new (compute: Compute) => Digest)(this.#compute);
    copy.#chunks = [...this.#chunks];
    return copy;
  }

  #all(): Uint8Array {
    return this.#chunks.length === 1 ? (this.#chunks[0] as Uint8Array) : Buffer.concat(this.#chunks);
  }

  _transform(chunk: unknown, encoding: string, done: Done): void {
    this.update(chunk, encoding);
    done();
  }

  _flush(done: Done): void {
    (this as unknown as Transform).push(this.digest());
    done();
  }
}

Object.setPrototypeOf(Digest.prototype, Transform.prototype);
for (const state of ['_readableState', '_writableState']) {
  Object.defineProperty(Digest.prototype, state, {
    configurable: true,
    get(this: Record<string, unknown>) {
      Transform.call(this);
      return this[state];
    },
    set(this: object, value: unknown) {
      Object.defineProperty(this, state, { value, writable: true, configurable: true });
    },
  });
}
