import { Buffer } from './buffer.ts';
import { codedError, unavailable } from '../internal/errors.ts';
import { nextTick } from '../internal/queues.ts';
import { sys } from '../internal/sys.ts';

const bytesOf = (value: unknown, encoding?: string) => (typeof value === 'string' ? Buffer.from(value, encoding) : Buffer.from(value));

abstract class Digest {
  #chunks: Uint8Array[] = [];
  #done = false;

  update(value: unknown, encoding?: string): this {
    if (this.#done) throw codedError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#chunks.push(bytesOf(value, encoding));
    return this;
  }

  digest(encoding?: string): unknown {
    if (this.#done) throw codedError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#done = true;
    const bytes = Buffer.from(this.compute(Buffer.concat(this.#chunks)));
    return encoding === undefined || encoding === 'buffer' ? bytes : bytes.toString(encoding);
  }

  protected abstract compute(bytes: Uint8Array): ArrayBuffer;
}

function checked(result: ArrayBuffer | number): ArrayBuffer {
  if (typeof result === 'number') throw codedError(Error, 'ERR_OSSL_EVP_UNSUPPORTED', 'Digest method not supported');
  return result;
}

export class Hash extends Digest {
  readonly algorithm: string;
  constructor(algorithm: string) {
    super();
    this.algorithm = algorithm;
    checked(sys.hash(algorithm, new Uint8Array(0)));
  }
  protected override compute(bytes: Uint8Array): ArrayBuffer {
    return checked(sys.hash(this.algorithm, bytes));
  }
}

export class Hmac extends Digest {
  readonly algorithm: string;
  readonly key: Uint8Array;
  constructor(algorithm: string, key: unknown) {
    super();
    this.algorithm = algorithm;
    this.key = bytesOf(key);
  }
  protected override compute(bytes: Uint8Array): ArrayBuffer {
    return checked(sys.hmac(this.algorithm, this.key, bytes));
  }
}

export function randomBytes(count: number, callback?: (error: null, bytes: unknown) => void): unknown {
  const bytes = Buffer.from(sys.randomBytes(count));
  if (callback === undefined) return bytes;
  nextTick(callback as never, null, bytes);
}

export function randomUUID(): string {
  const bytes = new Uint8Array(sys.randomBytes(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function randomInt(min: number, max?: number): number {
  const [low, high] = max === undefined ? [0, min] : [min, max];
  return low + Math.floor((new Uint32Array(sys.randomBytes(4))[0]! / 2 ** 32) * (high - low));
}

export function getRandomValues<T extends ArrayBufferView>(view: T): T {
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(new Uint8Array(sys.randomBytes(view.byteLength)));
  return view;
}

export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.byteLength !== b.byteLength) throw codedError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}

const missing = (name: string) => () => {
  sys.unsupported(`crypto.${name}`);
  throw unavailable(`crypto.${name}`);
};

export const webcrypto = { getRandomValues, randomUUID, subtle: undefined };

export default {
  createHash: (algorithm: string) => new Hash(algorithm),
  createHmac: (algorithm: string, key: unknown) => new Hmac(algorithm, key),
  hash: (algorithm: string, data: unknown, encoding = 'hex') => new Hash(algorithm).update(data).digest(encoding),
  getHashes: () => ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3-256', 'sha3-512'],
  randomBytes, randomUUID, randomInt, getRandomValues, timingSafeEqual, webcrypto, Hash, Hmac, constants: {},
  randomFillSync: getRandomValues,
  createCipheriv: missing('createCipheriv'), createDecipheriv: missing('createDecipheriv'), createSign: missing('createSign'), createVerify: missing('createVerify'),
  pbkdf2: missing('pbkdf2'), pbkdf2Sync: missing('pbkdf2Sync'), scrypt: missing('scrypt'), scryptSync: missing('scryptSync'), generateKeyPair: missing('generateKeyPair'),
};
