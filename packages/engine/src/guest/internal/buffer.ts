import { type Encoding, findEncoding, getEncoding, UTF8 } from './buffer-encodings.ts';
import { numberMethods } from './buffer-numbers.ts';
import { compareBytes, searchBytes, swapBytes } from './buffer-search.ts';
import { codedError, invalidArgType, invalidArgValue, outOfRange } from './errors.ts';
import { customInspect, inspect, type InspectOptions } from './inspect.ts';
import { assertInteger, assertString } from './validate.ts';

/** Longest Buffer, bytes. */
export const MAX_LENGTH = Number.MAX_SAFE_INTEGER;
/** Bytes of a Buffer that are shown when it is printed. */
export const INSPECT_MAX_BYTES = 50;

const BYTES = 'an instance of Buffer or Uint8Array';

/** Node's Buffer: a Uint8Array with text, numbers and comparison. */
export class FastBuffer extends Uint8Array {
  get parent(): ArrayBufferLike {
    return this.buffer;
  }

  get offset(): number {
    return this.byteOffset;
  }

  override toString(encoding?: string, start?: number, end?: number): string {
    const from = boundOf(start, 0, this.length);
    const to = end === undefined ? this.length : boundOf(end, 0, this.length);
    if (to <= from) return '';
    return getEncoding(encoding).decode(from === 0 && to === this.length ? this : this.subarray(from, to));
  }

  toJSON(): { type: 'Buffer'; data: number[] } {
    return { type: 'Buffer', data: Array.from(this) };
  }

  /** Returns how many bytes were written: whole characters only. */
  write(text: string, offset?: number | string, length?: number | string, encoding?: string): number {
    if (typeof text !== 'string') throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'argument must be a string');
    let from = 0;
    let room = this.length;
    let name = encoding;
    if (typeof offset === 'string') name = offset;
    else if (offset !== undefined) {
      assertInteger(offset, 'offset', 0, this.length);
      from = offset;
      room = this.length - offset;
      if (typeof length === 'string') name = length;
      else if (length !== undefined) {
        assertInteger(length, 'length', 0, this.length);
        room = Math.min(room, length);
      }
    }
    return writeText(this, text, from, room, getEncoding(name));
  }

  copy(target: Uint8Array, targetStart = 0, sourceStart = 0, sourceEnd = this.length): number {
    if (!(target instanceof Uint8Array)) throw invalidArgType('target', BYTES, target);
    const [to, from, end] = [Math.trunc(targetStart) || 0, Math.trunc(sourceStart) || 0, Math.trunc(sourceEnd) || 0];
    if (to < 0) throw outOfRange('targetStart', '>= 0', targetStart);
    if (from < 0 || from > this.length) throw outOfRange('sourceStart', `>= 0 && <= ${this.length}`, sourceStart);
    if (end < 0) throw outOfRange('sourceEnd', '>= 0', sourceEnd);
    const count = Math.min(end - from, target.length - to, this.length - from);
    if (count <= 0) return 0;
    Uint8Array.prototype.set.call(target, count === this.length ? this : this.subarray(from, from + count), to);
    return count;
  }

  equals(other: Uint8Array): boolean {
    if (!(other instanceof Uint8Array)) throw invalidArgType('otherBuffer', BYTES, other);
    return this === other || (this.length === other.length && compareBytes(this, other) === 0);
  }

  compare(target: Uint8Array, targetStart = 0, targetEnd = target?.length, sourceStart = 0, sourceEnd = this.length): -1 | 0 | 1 {
    if (!(target instanceof Uint8Array)) throw invalidArgType('target', BYTES, target);
    assertInteger(targetStart, 'targetStart', 0);
    assertInteger(targetEnd, 'targetEnd', 0, target.length);
    assertInteger(sourceStart, 'sourceStart', 0);
    assertInteger(sourceEnd, 'sourceEnd', 0, this.length);
    return compareBytes(this.subarray(sourceStart, Math.max(sourceStart, sourceEnd)), target.subarray(targetStart, Math.max(targetStart, targetEnd)));
  }

  override indexOf(value: unknown, from?: unknown, encoding?: unknown): number {
    return searchBytes(this, value, from, encoding, true);
  }

  override lastIndexOf(value: unknown, from?: unknown, encoding?: unknown): number {
    return searchBytes(this, value, from, encoding, false);
  }

  override includes(value: unknown, from?: unknown, encoding?: unknown): boolean {
    return this.indexOf(value, from, encoding) >= 0;
  }

  /** @param value a byte, a text or bytes to repeat. */
  override fill(value: unknown, offset?: number | string, end?: number | string, encoding?: string): this {
    const name = typeof offset === 'string' ? offset : typeof end === 'string' ? end : encoding;
    const from = typeof offset === 'number' ? offset : 0;
    const to = typeof end === 'number' && typeof offset === 'number' ? end : this.length;
    assertInteger(from, 'offset', 0);
    assertInteger(to, 'end', 0, this.length);
    if (from >= to) return this;
    if (typeof value === 'string') {
      if (name !== undefined) assertString(name, 'encoding');
      const bytes = getEncoding(name).encode(value);
      if (value !== '' && bytes.length === 0) throw invalidArgValue('value', value);
      return repeat(this, value === '' ? Uint8Array.of(0) : bytes, from, to);
    }
    if (value instanceof Uint8Array) {
      if (value.length === 0) throw invalidArgValue('value', value);
      return repeat(this, value, from, to);
    }
    Uint8Array.prototype.fill.call(this, Number(value) & 255, from, to);
    return this;
  }

  /** Shares memory, unlike a typed array's own slice. */
  override slice(start?: number, end?: number): FastBuffer {
    return this.subarray(start, end);
  }

  override subarray(start?: number, end?: number): FastBuffer {
    return super.subarray(start, end) as FastBuffer;
  }

  swap16(): this {
    return swap(this, 2);
  }

  swap32(): this {
    return swap(this, 4);
  }

  swap64(): this {
    return swap(this, 8);
  }

  [customInspect](_depth: number | null, options?: InspectOptions): string {
    const hex = Array.from(this.subarray(0, INSPECT_MAX_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const rest = this.length - INSPECT_MAX_BYTES;
    const more = rest > 0 ? ` ... ${rest} more byte${rest > 1 ? 's' : ''}` : '';
    const extra = Object.keys(this).filter((key) => !/^\d+$/.test(key));
    const fields =
      extra.length === 0
        ? ''
        : `${this.length > 0 ? ', ' : ''}${extra.map((key) => `${key}: ${inspect((this as unknown as Record<string, unknown>)[key], options)}`).join(', ')}`;
    return `<${this.constructor.name} ${hex}${more}${fields}>`;
  }
}
Object.defineProperty(FastBuffer.prototype, 'toLocaleString', { value: FastBuffer.prototype.toString, writable: true, configurable: true });
Object.defineProperties(
  FastBuffer.prototype,
  Object.fromEntries(Object.entries(numberMethods()).map(([name, value]) => [name, { value, writable: true, configurable: true }])),
);

// Functions, not private methods: most Buffers are typed arrays that were given this prototype later.
function repeat<Bytes extends Uint8Array>(target: Bytes, bytes: Uint8Array, from: number, to: number): Bytes {
  for (let at = from; at < to; at++) target[at] = bytes[(at - from) % bytes.length] as number;
  return target;
}

function swap<Bytes extends Uint8Array>(bytes: Bytes, size: number): Bytes {
  if (bytes.length % size !== 0) throw codedError(RangeError, 'ERR_INVALID_BUFFER_SIZE', `Buffer size must be a multiple of ${size * 8}-bits`);
  swapBytes(bytes, size);
  return bytes;
}

function boundOf(value: number | undefined, low: number, high: number): number {
  const bound = Math.trunc(Number(value)) || 0;
  return Math.min(Math.max(bound, low), high);
}

function writeText(bytes: Uint8Array, text: string, offset: number, room: number, encoding: Encoding): number {
  if (encoding === UTF8) return UTF8.encodeInto(text, bytes.subarray(offset, offset + room));
  const encoded = encoding.encode(text);
  const width = encoding.name === 'utf16le' ? 2 : 1;
  const count = Math.min(encoded.length, room - (room % width));
  Uint8Array.prototype.set.call(bytes, count === encoded.length ? encoded : encoded.subarray(0, count), offset);
  return count;
}

// The names under which Node's own JavaScript, and a few packages, reach single encodings.
for (const [name, encodingName] of Object.entries({
  utf8: 'utf8',
  latin1: 'latin1',
  ascii: 'ascii',
  hex: 'hex',
  base64: 'base64',
  base64url: 'base64url',
  ucs2: 'utf16le',
})) {
  const encoding = findEncoding(encodingName) as Encoding;
  Object.defineProperty(FastBuffer.prototype, `${name}Slice`, {
    writable: true,
    configurable: true,
    value(this: FastBuffer, start?: number, end?: number) {
      return this.toString(encodingName, start, end);
    },
  });
  Object.defineProperty(FastBuffer.prototype, `${name}Write`, {
    writable: true,
    configurable: true,
    value(this: FastBuffer, text: string, offset = 0, length = this.length - offset) {
      return writeText(this, text, offset, length, encoding);
    },
  });
}
