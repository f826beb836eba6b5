import { codedError } from './errors.ts';

/** Text to bytes and back, for one encoding. */
export interface Encoding {
  readonly name: string;
  /** Bytes that the text takes; for base64, what its length promises. */
  byteLength(text: string): number;
  encode(text: string): Uint8Array;
  decode(bytes: Uint8Array): string;
}

interface NativeCodecs {
  fromBase64(text: string, options: { lastChunkHandling: 'loose' }): Uint8Array;
  fromHex(text: string): Uint8Array;
}
interface NativeBytes {
  toBase64(options?: { alphabet?: 'base64url'; omitPadding?: boolean }): string;
  toHex(): string;
}
const native = Uint8Array as unknown as NativeCodecs;
const { toBase64, toHex } = Uint8Array.prototype as unknown as NativeBytes;

const encoder = new TextEncoder() as TextEncoder & { encodeInto(text: string, bytes: Uint8Array): { read: number; written: number } };
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const ASCII = /^[\0-\x7f]*$/;

/** Arguments that String.fromCharCode takes at once without growing the small native stack. */
const CHUNK = 1024;

function fromCharCodes(codes: Uint8Array | Uint16Array): string {
  if (codes.length <= CHUNK) return String.fromCharCode.apply(null, codes as unknown as number[]);
  const parts: string[] = [];
  for (let at = 0; at < codes.length; at += CHUNK) parts.push(String.fromCharCode.apply(null, codes.subarray(at, at + CHUNK) as unknown as number[]));
  return parts.join('');
}

function plainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

export const UTF8: Encoding & { encodeInto(text: string, bytes: Uint8Array): number } = {
  name: 'utf8',
  byteLength: (text) => (ASCII.test(text) ? text.length : encoder.encode(text).length),
  encode: (text) => encoder.encode(text),
  encodeInto: (text, bytes) => encoder.encodeInto(text, bytes).written,
  decode: (bytes) => decoder.decode(bytes),
};

const UTF16: Encoding = {
  name: 'utf16le',
  byteLength: (text) => text.length * 2,
  encode(text) {
    const bytes = new Uint8Array(text.length * 2);
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      bytes[at * 2] = unit & 0xff;
      bytes[at * 2 + 1] = unit >> 8;
    }
    return bytes;
  },
  decode: (bytes) => fromCharCodes(new Uint16Array(Uint8Array.from(bytes.subarray(0, bytes.length & ~1)).buffer)),
};

function encodeLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const LATIN1: Encoding = { name: 'latin1', byteLength: (text) => text.length, encode: encodeLatin1, decode: fromCharCodes };
const ASCII_ONLY: Encoding = { ...LATIN1, name: 'ascii', decode: (bytes) => fromCharCodes(bytes.map((byte) => byte & 0x7f)) };

/** Node reads both alphabets, passes over what is in neither, and stops at the first `=`. */
function decodeBase64(text: string): Uint8Array {
  const end = text.indexOf('=');
  const digits = (end < 0 ? text : text.slice(0, end))
    .replace(/[^\w+/-]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  return native.fromBase64(digits.length % 4 === 1 ? digits.slice(0, -1) : digits, { lastChunkHandling: 'loose' });
}

function base64ByteLength(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return ((text.length - padding) * 3) >>> 2;
}

const BASE64: Encoding = { name: 'base64', byteLength: base64ByteLength, encode: decodeBase64, decode: (bytes) => toBase64.call(plainBytes(bytes)) };
const BASE64URL: Encoding = { ...BASE64, name: 'base64url', decode: (bytes) => toBase64.call(plainBytes(bytes), { alphabet: 'base64url', omitPadding: true }) };

const HEX: Encoding = {
  name: 'hex',
  byteLength: (text) => text.length >>> 1,
  encode(text) {
    // Only whole pairs of digits count; the first that is none ends the text.
    const digits = /^(?:[\da-fA-F]{2})*/.exec(text)?.[0] ?? '';
    return native.fromHex(digits);
  },
  decode: (bytes) => toHex.call(plainBytes(bytes)),
};

const BY_NAME: Readonly<Record<string, Encoding>> = {
  utf8: UTF8,
  'utf-8': UTF8,
  ucs2: UTF16,
  'ucs-2': UTF16,
  utf16le: UTF16,
  'utf-16le': UTF16,
  latin1: LATIN1,
  binary: LATIN1,
  ascii: ASCII_ONLY,
  base64: BASE64,
  base64url: BASE64URL,
  hex: HEX,
};

/** The encoding of that name in any spelling; undefined when there is none. */
export function findEncoding(name: unknown): Encoding | undefined {
  if (name === undefined || name === null || name === 'utf8' || name === 'utf-8' || name === '') return UTF8;
  return Object.hasOwn(BY_NAME, name as string) ? BY_NAME[name as string] : BY_NAME[String(name).toLowerCase()];
}

/** @throws ERR_UNKNOWN_ENCODING */
export function getEncoding(name: unknown): Encoding {
  const found = findEncoding(name);
  if (found === undefined) throw codedError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${String(name)}`);
  return found;
}
