import { FastBuffer, MAX_LENGTH } from './buffer.ts';
import { findEncoding, getEncoding, UTF8 } from './buffer-encodings.ts';
import { compareBytes } from './buffer-search.ts';
import { codedError, invalidArgType } from './errors.ts';
import { assertInteger, assertNumber } from './validate.ts';

export type Buffer = FastBuffer;

export interface BufferConstructor {
  new (value: unknown, encodingOrOffset?: unknown, length?: number): Buffer;
  (value: unknown, encodingOrOffset?: unknown, length?: number): Buffer;
  readonly prototype: Buffer;
  poolSize: number;
  from(value: unknown, encodingOrOffset?: unknown, length?: number): Buffer;
  of(...bytes: number[]): Buffer;
  alloc(size: number, fill?: unknown, encoding?: string): Buffer;
  allocUnsafe(size: number): Buffer;
  allocUnsafeSlow(size: number): Buffer;
  byteLength(value: unknown, encoding?: unknown): number;
  concat(list: readonly Uint8Array[], length?: number): Buffer;
  compare(a: Uint8Array, b: Uint8Array): -1 | 0 | 1;
  copyBytesFrom(view: ArrayBufferView, offset?: number, length?: number): Buffer;
  isBuffer(value: unknown): value is Buffer;
  isEncoding(encoding: unknown): boolean;
}

/** `new Buffer()` and `Buffer()` are deprecated and still in use. */
function makeBuffer(value: unknown, encodingOrOffset?: unknown, length?: number): Buffer {
  return typeof value === 'number' ? alloc(value) : from(value, encodingOrOffset, length);
}

/** Turns bytes that nobody else has into a Buffer, without a copy. */
function adopt(bytes: Uint8Array): Buffer {
  return Object.setPrototypeOf(bytes, FastBuffer.prototype) as Buffer;
}

function from(value: unknown, encodingOrOffset?: unknown, length?: number): Buffer {
  if (typeof value === 'string') return adopt(getEncoding(encodingOrOffset).encode(value));
  if (typeof value === 'object' && value !== null) {
    if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return fromArrayBuffer(value as ArrayBuffer, encodingOrOffset, length);
    if (value instanceof Uint8Array) return adopt(Uint8Array.from(value));
    const inner: unknown = (value as { valueOf?(): unknown }).valueOf?.();
    if (inner !== null && inner !== undefined && inner !== value && (typeof inner === 'string' || typeof inner === 'object'))
      return from(inner, encodingOrOffset, length);
    const list = listOf(value);
    if (list !== undefined) return adopt(Uint8Array.from(list));
    const toPrimitive = (value as { [Symbol.toPrimitive]?(hint: string): unknown })[Symbol.toPrimitive];
    const text: unknown = typeof toPrimitive === 'function' ? toPrimitive.call(value, 'string') : undefined;
    if (typeof text === 'string') return from(text, encodingOrOffset);
  }
  throw invalidArgType('first argument', 'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object', value);
}

function listOf(value: object): ArrayLike<number> | undefined {
  const { length, type, data } = value as { length?: unknown; type?: unknown; data?: unknown };
  if (length !== undefined) return typeof length === 'number' ? (value as ArrayLike<number>) : [];
  return type === 'Buffer' && Array.isArray(data) ? (data as number[]) : undefined;
}

function fromArrayBuffer(buffer: ArrayBuffer, offset: unknown, length: number | undefined): Buffer {
  const start = offset === undefined ? 0 : Number(offset) || 0;
  const most = buffer.byteLength - start;
  if (most < 0) throw codedError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds');
  if (length === undefined) return new FastBuffer(buffer, start);
  const count = Number(length) > 0 ? Number(length) : 0;
  if (count > most) throw codedError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds');
  return new FastBuffer(buffer, start, count);
}

function alloc(size: number, fill?: unknown, encoding?: string): Buffer {
  assertNumber(size, 'size', 0, MAX_LENGTH);
  const buffer = new FastBuffer(size);
  return fill === undefined || fill === 0 || size === 0 ? buffer : buffer.fill(fill, encoding);
}

function byteLength(value: unknown, encoding?: unknown): number {
  if (typeof value === 'string') return (findEncoding(encoding) ?? UTF8).byteLength(value);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return value.byteLength;
  throw invalidArgType('string', 'of type string or an instance of Buffer or ArrayBuffer', value);
}

function concat(list: readonly Uint8Array[], length?: number): Buffer {
  if (!Array.isArray(list)) throw invalidArgType('list', 'an instance of Array', list);
  let total = 0;
  for (const [at, each] of list.entries()) {
    if (!(each instanceof Uint8Array)) throw invalidArgType(`list[${at}]`, 'an instance of Buffer or Uint8Array', each);
    total += each.length;
  }
  if (length !== undefined) assertInteger(length, 'length', 0);
  const joined = new FastBuffer(length ?? total);
  let at = 0;
  for (const each of list) {
    if (at >= joined.length) break;
    const rest = joined.length - at;
    Uint8Array.prototype.set.call(joined, each.length > rest ? each.subarray(0, rest) : each, at);
    at += each.length;
  }
  return joined;
}

function compare(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
  for (const [name, each] of [
    ['buf1', a],
    ['buf2', b],
  ] as const)
    if (!(each instanceof Uint8Array)) throw invalidArgType(name, 'an instance of Buffer or Uint8Array', each);
  return compareBytes(a, b);
}

function copyBytesFrom(view: ArrayBufferView, offset = 0, length?: number): Buffer {
  if (!ArrayBuffer.isView(view) || view instanceof DataView) throw invalidArgType('view', 'an instance of TypedArray', view);
  const list = view as unknown as Uint8Array;
  const part = list.slice(offset, length === undefined ? undefined : offset + length);
  return adopt(new Uint8Array(part.buffer, part.byteOffset, part.byteLength).slice());
}

export const Buffer = makeBuffer as unknown as BufferConstructor;
Object.defineProperty(Buffer, 'name', { value: 'Buffer' });
Object.defineProperty(Buffer, 'prototype', { value: FastBuffer.prototype });
Object.defineProperty(Buffer, Symbol.species, { get: () => FastBuffer, configurable: true });
Object.defineProperty(FastBuffer.prototype, 'constructor', { value: Buffer, writable: true, configurable: true });
Object.setPrototypeOf(Buffer, Uint8Array);
Object.assign(Buffer, {
  poolSize: 8192,
  from,
  alloc,
  allocUnsafe: (size: number) => alloc(size),
  allocUnsafeSlow: (size: number) => alloc(size),
  byteLength,
  concat,
  compare,
  copyBytesFrom,
  of: (...bytes: number[]) => adopt(Uint8Array.of(...bytes)),
  isBuffer: (value: unknown) => value instanceof FastBuffer,
  isEncoding: (encoding: unknown) => typeof encoding === 'string' && encoding !== '' && findEncoding(encoding) !== undefined,
});
