import { Buffer as PolyfillBuffer, kMaxLength } from 'buffer';

/** The npm package's Buffer, with its slow UTF-8 replaced by the engine's native TextEncoder and TextDecoder. */
export const Buffer = PolyfillBuffer as any;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const ASCII = /^[\x00-\x7f]*$/;
const prototype = Buffer.prototype;
const isUtf8 = (encoding: unknown) => encoding === undefined || encoding === 'utf8' || encoding === 'utf-8' || encoding === 'UTF-8';

const from = Buffer.from;
Buffer.from = function (value: unknown, encoding?: unknown, length?: unknown) {
  if (typeof value === 'string' && isUtf8(encoding)) return Object.setPrototypeOf(encoder.encode(value), prototype);
  return from.call(Buffer, value, encoding, length);
};

const byteLength = Buffer.byteLength;
Buffer.byteLength = function (value: unknown, encoding?: unknown) {
  if (typeof value === 'string' && isUtf8(encoding)) return ASCII.test(value) ? value.length : encoder.encode(value).length;
  return byteLength.call(Buffer, value, encoding);
};

const toString = prototype.toString;
prototype.toString = function (encoding?: unknown, start?: number, end?: number) {
  if (isUtf8(encoding)) return decoder.decode(start === undefined && end === undefined ? this : this.subarray(start ?? 0, end ?? this.length));
  return toString.call(this, encoding, start, end);
};

const isEncoding = Buffer.isEncoding;
Buffer.isEncoding = (encoding: unknown) => encoding === 'base64url' || isEncoding(encoding);
const slowToString = prototype.toString;
prototype.toString = function (encoding?: unknown, start?: number, end?: number) {
  if (encoding === 'base64url') return slowToString.call(this, 'base64', start, end).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  return slowToString.call(this, encoding, start, end);
};

export const constants = { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: 536_870_888 };

export class Blob {
  readonly size: number;
  readonly type: string;
  #bytes: Uint8Array;
  constructor(parts: readonly unknown[] = [], options: { type?: string } = {}) {
    this.#bytes = Buffer.concat(parts.map((part) => (part instanceof Blob ? Buffer.from(part.#bytes) : Buffer.from(part as string))));
    this.size = this.#bytes.length;
    this.type = options.type ?? '';
  }
  async text(): Promise<string> {
    return decoder.decode(this.#bytes);
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes.slice().buffer as ArrayBuffer;
  }
  async bytes(): Promise<Uint8Array> {
    return this.#bytes.slice();
  }
  slice(start?: number, end?: number, type?: string): Blob {
    return new Blob([this.#bytes.slice(start, end)], type === undefined ? {} : { type });
  }
}

export default { Buffer, SlowBuffer: Buffer, Blob, constants, kMaxLength, INSPECT_MAX_BYTES: 50, atob: globalThis.atob, btoa: globalThis.btoa, isUtf8: () => true };
