import { DOMException } from '../internal/abort.ts';
import { Blob, File } from '../internal/blob.ts';
import { INSPECT_MAX_BYTES, MAX_LENGTH } from '../internal/buffer.ts';
import { Buffer } from '../internal/buffer-constructor.ts';
import { unavailable } from '../internal/errors.ts';

export { Blob, Buffer, File };

/** Longest string of the engine, UTF-16 units. */
const MAX_STRING_LENGTH = 2 ** 29 - 24;

export const constants = { MAX_LENGTH, MAX_STRING_LENGTH };
// Taken now: these names will be the functions below.
const { atob: decode, btoa: encode } = globalThis as unknown as { atob(text: string): string; btoa(text: string): string };

function invalidCharacter(): Error {
  return new DOMException('Invalid character', 'InvalidCharacterError');
}

function atob(text: string): string {
  try {
    return decode(text);
  } catch {
    throw invalidCharacter();
  }
}

function btoa(text: string): string {
  try {
    return encode(text);
  } catch {
    throw invalidCharacter();
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

/** Bytes of one encoding as bytes of another. */
function transcode(source: Uint8Array, from: string, to: string): Buffer {
  return Buffer.from(Buffer.from(source).toString(from), to);
}

/** A byte array that counts as deprecated, and is a plain Buffer here as it is there. */
const SlowBuffer = Buffer.allocUnsafeSlow;

function resolveObjectURL(): never {
  throw unavailable('buffer.resolveObjectURL');
}

export default {
  Buffer,
  Blob,
  File,
  SlowBuffer,
  constants,
  kMaxLength: MAX_LENGTH,
  kStringMaxLength: MAX_STRING_LENGTH,
  INSPECT_MAX_BYTES,
  atob,
  btoa,
  isUtf8,
  isAscii,
  transcode,
  resolveObjectURL,
};
