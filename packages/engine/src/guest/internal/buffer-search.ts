import { getEncoding } from './buffer-encodings.ts';
import { invalidArgType } from './errors.ts';

/** -1, 0 or 1, byte by byte. */
export function compareBytes(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const difference = (a[at] as number) - (b[at] as number);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
}

/** indexOf and lastIndexOf of a byte, a text or bytes. */
export function searchBytes(bytes: Uint8Array, value: unknown, from: unknown, encodingName: unknown, forward: boolean): number {
  let start = from;
  let encoding = encodingName;
  if (typeof start === 'string') {
    encoding = start;
    start = undefined;
  }
  let at = Number(start);
  if (start === undefined || Number.isNaN(at)) at = forward ? 0 : bytes.length;
  at = Math.trunc(Math.min(Math.max(at, -0x80000000), 0x7fffffff));
  if (at < 0) at = forward ? Math.max(0, bytes.length + at) : bytes.length + at;
  if (typeof value === 'number') {
    const byte = Math.trunc(value) & 255;
    if (at < 0) return -1;
    return forward ? Uint8Array.prototype.indexOf.call(bytes, byte, at) : Uint8Array.prototype.lastIndexOf.call(bytes, byte, Math.min(at, bytes.length - 1));
  }
  const step = typeof value === 'string' && getEncoding(encoding).name === 'utf16le' ? 2 : 1;
  const needle = typeof value === 'string' ? getEncoding(encoding).encode(value) : value;
  if (!(needle instanceof Uint8Array)) throw invalidArgType('value', 'one of type number or string or an instance of Buffer or Uint8Array', value);
  if (forward) {
    if (needle.length === 0) return Math.min(at, bytes.length);
    for (let i = at; i <= bytes.length - needle.length; i += step) if (matchesAt(bytes, needle, i)) return i;
    return -1;
  }
  if (at < 0) return -1;
  if (needle.length === 0) return Math.min(at, bytes.length);
  for (let i = Math.min(at, bytes.length - needle.length); i >= 0; i -= step) if (matchesAt(bytes, needle, i)) return i;
  return -1;
}

function matchesAt(bytes: Uint8Array, needle: Uint8Array, at: number): boolean {
  for (let i = 0; i < needle.length; i++) if (bytes[at + i] !== needle[i]) return false;
  return true;
}

/** Reverses each group of `size` bytes in place. */
export function swapBytes(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}
