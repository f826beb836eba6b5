import { DOMException } from '../internal/abort.ts';
import { Buffer } from '../internal/buffer-constructor.ts';
import { bytesOf, Digest } from '../internal/digest-stream.ts';
import { codedError, invalidArgType, outOfRange, unavailable } from '../internal/errors.ts';
import { sys } from '../internal/sys.ts';
import { nextTick } from '../internal/tick-queue.ts';
import { assertFunction, assertNumber, assertString } from '../internal/validate.ts';

/** Longest array that crypto.getRandomValues fills, bytes. */
const MAX_RANDOM_VALUES = 65_536;
const MAX_RANDOM_BYTES = 2 ** 31 - 1;
const MAX_RANDOM_RANGE = 2 ** 48 - 1;

const HASHES = ['md5', 'sha1', 'sha224', 'sha256', 'sha3-256', 'sha3-512', 'sha384', 'sha512'];

function checked(result: ArrayBuffer | number, algorithm: string, isHmac: boolean): ArrayBuffer {
  if (typeof result !== 'number') return result;
  throw isHmac ? codedError(Error, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${algorithm}`) : new Error('Digest method not supported');
}

class Hash extends Digest {}
class Hmac extends Digest {}

function createHash(algorithm: string): Hash {
  assertString(algorithm, 'algorithm');
  checked(sys.hash(algorithm, new Uint8Array(0)), algorithm, false);
  return new Hash((bytes) => checked(sys.hash(algorithm, bytes), algorithm, false));
}

function createHmac(algorithm: string, key: unknown): Hmac {
  assertString(algorithm, 'hmac');
  const secret = bytesOf(key, 'utf8', 'key');
  checked(sys.hmac(algorithm, secret, new Uint8Array(0)), algorithm, true);
  return new Hmac((bytes) => checked(sys.hmac(algorithm, secret, bytes), algorithm, true));
}

/** crypto.hash(): one digest, at once. */
function hash(algorithm: string, input: unknown, encoding = 'hex'): unknown {
  assertString(algorithm, 'algorithm');
  const digest = Buffer.from(checked(sys.hash(algorithm, bytesOf(input, 'utf8', 'input')), algorithm, false));
  return encoding === 'buffer' ? digest : digest.toString(encoding);
}

type BytesCallback = (error: null, bytes: Buffer) => void;

function randomBytes(size: number, callback?: BytesCallback): Buffer | undefined {
  assertNumber(size, 'size', 0, MAX_RANDOM_BYTES);
  if (callback !== undefined) assertFunction(callback, 'callback');
  const bytes = Buffer.from(sys.randomBytes(size));
  if (callback === undefined) return bytes;
  nextTick(callback, null, bytes);
  return undefined;
}

function randomFillSync<View extends ArrayBufferView>(view: View, offset = 0, size = view.byteLength - offset): View {
  if (!ArrayBuffer.isView(view)) throw invalidArgType('buf', 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', view);
  new Uint8Array(view.buffer, view.byteOffset + offset, size).set(new Uint8Array(sys.randomBytes(size)));
  return view;
}

function randomFill<View extends ArrayBufferView>(view: View, ...rest: unknown[]): void {
  const callback = rest.pop();
  assertFunction(callback, 'callback');
  nextTick(callback, null, randomFillSync(view, ...(rest as [number?, number?])));
}

function getRandomValues<View extends ArrayBufferView>(view: View): View {
  if (view.byteLength > MAX_RANDOM_VALUES) throw outOfRange('byteLength', `<= ${MAX_RANDOM_VALUES}`, view.byteLength);
  return randomFillSync(view);
}

/** A version 4 UUID. */
function randomUUID(): `${string}-${string}-${string}-${string}-${string}` {
  const bytes = new Uint8Array(sys.randomBytes(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes.buffer).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

type IntegerCallback = (error: null, value: number) => void;

function randomInt(...args: unknown[]): number | undefined {
  const callback = typeof args.at(-1) === 'function' ? (args.pop() as IntegerCallback) : undefined;
  const [min, max] = args.length < 2 ? [0, args[0]] : args;
  if (!Number.isSafeInteger(min)) throw invalidArgType('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw invalidArgType('max', 'a safe integer', max);
  const range = (max as number) - (min as number);
  if (range <= 0) throw outOfRange('max', `greater than the value of "min" (${String(min)})`, max);
  if (range > MAX_RANDOM_RANGE) throw outOfRange(args.length < 2 ? 'max' : 'max - min', `<= ${MAX_RANDOM_RANGE}`, range);
  // Values beyond the last whole multiple of the range would favour its beginning.
  const limit = MAX_RANDOM_RANGE + 1 - ((MAX_RANDOM_RANGE + 1) % range);
  let drawn: number;
  do drawn = Buffer.from(sys.randomBytes(6)).reduce((sum, byte) => sum * 256 + byte, 0);
  while (drawn >= limit);
  const value = (drawn % range) + (min as number);
  if (callback === undefined) return value;
  nextTick(callback, null, value);
  return undefined;
}

function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  const [left, right] = [bytesOf(a, undefined, 'buf1'), bytesOf(b, undefined, 'buf2')];
  if (left.length !== right.length) throw codedError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
  let difference = 0;
  for (let at = 0; at < left.length; at++) difference |= (left[at] as number) ^ (right[at] as number);
  return difference === 0;
}

function missing(name: string): () => never {
  return () => {
    sys.unsupported(`crypto.${name}`);
    throw unavailable(`crypto.${name}`);
  };
}

const UNAVAILABLE = [
  'createCipheriv',
  'createDecipheriv',
  'createSign',
  'createVerify',
  'createECDH',
  'createDiffieHellman',
  'createPrivateKey',
  'createPublicKey',
  'createSecretKey',
  'pbkdf2',
  'pbkdf2Sync',
  'scrypt',
  'scryptSync',
  'hkdf',
  'hkdfSync',
  'sign',
  'verify',
  'generateKey',
  'generateKeyPair',
  'generateKeyPairSync',
  'publicEncrypt',
  'privateDecrypt',
  'diffieHellman',
  'X509Certificate',
];

/** As the Web Cryptography API names them. */
const DIGESTS: Readonly<Record<string, string>> = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };
const SUBTLE_UNAVAILABLE = ['encrypt', 'decrypt', 'sign', 'verify', 'generateKey', 'deriveKey', 'deriveBits', 'importKey', 'exportKey', 'wrapKey', 'unwrapKey'];

const subtle = {
  async digest(algorithm: string | { name: string }, input: ArrayBuffer | ArrayBufferView): Promise<ArrayBuffer> {
    const name = String(typeof algorithm === 'string' ? algorithm : algorithm.name).toUpperCase();
    const known = DIGESTS[name];
    if (known === undefined) throw new DOMException('Unrecognized algorithm name', 'NotSupportedError');
    return checked(sys.hash(known, bytesOf(input, undefined, 'data')), name, false);
  },
  ...Object.fromEntries(SUBTLE_UNAVAILABLE.map((name) => [name, async () => missing(`subtle.${name}`)()])),
};

export const webcrypto = { getRandomValues, randomUUID, subtle };

export default {
  createHash,
  createHmac,
  hash,
  getHashes: () => [...HASHES],
  getCiphers: () => [],
  getCurves: () => [],
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  getRandomValues,
  timingSafeEqual,
  webcrypto,
  subtle,
  Hash,
  Hmac,
  constants: {},
  ...Object.fromEntries(UNAVAILABLE.map((name) => [name, missing(name)])),
};
