import { OPEN } from '../../abi/open-flags.ts';
import { Buffer } from '../node/buffer.ts';
import { codedError, invalidArgType, invalidArgValue, outOfRange } from './errors.ts';
import { assertAbortSignal, assertFunction, assertInteger } from './validate.ts';
import { workingDirectory } from './working-directory.ts';

/** Turns what programs pass to node:fs into what system calls take, with Node's errors. */
export type View = ArrayBufferView;

const { isView } = ArrayBuffer;

/** The path as text, in the form that errors show. */
export function toPath(value: unknown, name = 'path'): string {
  const text = typeof value === 'string' ? value : value instanceof Uint8Array ? (Buffer.from(value).toString() as string) : fromUrl(value);
  if (text === undefined) throw invalidArgType(name, 'of type string or an instance of Buffer or URL', value);
  if (text.includes('\0')) throw invalidArgValue(name, value, 'must be a string, Uint8Array, or URL without null bytes');
  return text;
}

function fromUrl(value: unknown): string | undefined {
  const url = value as { href?: unknown; protocol?: unknown; pathname?: unknown } | null | undefined;
  if (typeof url !== 'object' || typeof url?.href !== 'string' || typeof url.pathname !== 'string') return undefined;
  if (url.protocol !== 'file:') throw codedError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  const { host } = url as { host?: unknown };
  if (typeof host === 'string' && host !== '') throw codedError(TypeError, 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux');
  if (/%2f/i.test(url.pathname)) throw codedError(TypeError, 'ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
  return decodeURIComponent(url.pathname);
}

/** Dots stay in it: what they mean depends on links, which the host follows. */
export function absolute(path: string): string {
  if (path[0] === '/' || path === '') return path;
  return `${workingDirectory()}/${path}`;
}

export function toFd(value: unknown, name = 'fd'): number {
  // Most calls: checked without the general machinery.
  if (typeof value === 'number' && (value | 0) === value && value >= 0) return value;
  assertInteger(value, name, 0, 2_147_483_647);
  return value;
}

const { RDONLY, WRONLY, RDWR, CREAT, EXCL, TRUNC, APPEND } = OPEN;
const CREATED = { r: RDONLY, w: TRUNC | CREAT | WRONLY, a: APPEND | CREAT | WRONLY } as const;
/** Every spelling that Node takes: a letter, then x for exclusive or s for synchronous on either side, then + for both ways. */
const FLAGS: Record<string, number | undefined> = Object.create(null);
for (const letter of ['r', 'w', 'a'] as const) {
  const extras = letter === 'r' ? ['s'] : letter === 'w' ? ['x'] : ['x', 's'];
  for (const extra of ['', ...extras]) {
    const bits = CREATED[letter] | (extra === 'x' ? EXCL : 0);
    for (const name of new Set([letter + extra, extra + letter])) {
      FLAGS[name] = bits;
      FLAGS[`${name}+`] = (bits & ~WRONLY) | RDWR;
    }
  }
}

export function toFlags(value: unknown, name = 'flags'): number {
  if (value === undefined || value === null) return RDONLY;
  if (typeof value === 'number') {
    assertInteger(value, name, -2_147_483_648, 2_147_483_647);
    return value;
  }
  const flags = typeof value === 'string' ? FLAGS[value] : undefined;
  if (flags === undefined) throw invalidArgValue(name, value);
  return flags;
}

const UINT32_MAX = 4_294_967_295;

export function toMode(value: unknown, otherwise: number, name = 'mode'): number {
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'string') {
    if (!/^[0-7]+$/.test(value)) throw invalidArgValue(name, value, 'must be a 32-bit unsigned integer or an octal string');
    return Number.parseInt(value, 8);
  }
  assertInteger(value, name, 0, UINT32_MAX);
  return value;
}

export type Encoding = string | undefined;

export function assertEncoding(value: unknown): asserts value is Encoding {
  if (value === undefined || value === null || value === 'buffer' || value === 'utf8' || Buffer.isEncoding(value)) return;
  throw invalidArgValue('encoding', value, 'is invalid encoding');
}

export type Options = Readonly<Record<string, unknown>>;
const NO_OPTIONS: Options = Object.freeze({});

/** Options as Node takes them almost everywhere: an object, an encoding, or nothing. */
export function toOptions(value: unknown): Options {
  if (value === undefined || value === null || typeof value === 'function') return NO_OPTIONS;
  const options = typeof value === 'string' ? { encoding: value } : value;
  if (typeof options !== 'object') throw invalidArgType('options', 'one of type string or object', value);
  assertEncoding((options as Options).encoding);
  assertAbortSignal((options as Options).signal, 'options.signal');
  return options as Options;
}

/** The encoding of a result; undefined for bytes. */
export function encodingOf(options: Options, otherwise?: string): Encoding {
  const encoding = (options.encoding ?? otherwise) as Encoding;
  return encoding === 'buffer' ? undefined : encoding;
}

/** A name or path as the caller wants it: text, unless the encoding asks for bytes. */
export type Name = string | Uint8Array;

export function encodeName(name: string, options: Options): Name {
  const { encoding } = options;
  if (encoding === 'buffer') return Buffer.from(name);
  return encoding === undefined || encoding === null || encoding === 'utf8' || encoding === 'utf-8'
    ? name
    : (Buffer.from(name).toString(String(encoding)) as string);
}

export function toCallback(value: unknown): (error: unknown, ...results: unknown[]) => void {
  assertFunction(value, 'cb');
  return value as (error: unknown, ...results: unknown[]) => void;
}

/** Seconds, Dates and numbers in text, as milliseconds. */
export function toTimeMs(value: unknown, name = 'time'): number {
  if (typeof value === 'string' && String(Number(value)) === value) return Number(value) * 1000;
  if (typeof value === 'number' && Number.isFinite(value)) return value * 1000;
  const time = (value as { getTime?: () => number } | null)?.getTime;
  if (typeof time === 'function') return time.call(value);
  throw invalidArgType(name, 'an instance of Date or an Time in seconds', value);
}

export function isBytes(value: unknown): value is View {
  return isView(value);
}

const VIEWS = 'an instance of Buffer, TypedArray, or DataView';

export function assertBytes(value: unknown, name = 'buffer'): asserts value is View {
  if (!isView(value)) throw invalidArgType(name, VIEWS, value);
}

/** The bytes of a view, not copied. */
export function bytesOf(view: View): Uint8Array {
  return view instanceof Uint8Array ? view : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** What may be written: text in an encoding, or the bytes of a view. */
export function toBytes(value: unknown, encoding: unknown, name: string): Uint8Array {
  if (typeof value === 'string') return Buffer.from(value, encoding ?? 'utf8');
  if (!isView(value)) throw invalidArgType(name, `of type string or ${VIEWS}`, value);
  return bytesOf(value);
}

/** Of a signed 64-bit offset. */
const MAX_OFFSET = 2n ** 63n - 1n;

/** Where to read or write; -1 for the descriptor's own offset. */
export function toPosition(value: unknown, name = 'position', length = 0): number {
  if (value === undefined || value === null) return -1;
  if (typeof value === 'bigint') {
    const most = MAX_OFFSET - BigInt(length);
    if (value < -1n || value > most) throw outOfRange(name, `>= -1 && <= ${most}`, value);
    return Number(value);
  }
  if (typeof value !== 'number') throw invalidArgType(name, 'of type bigint or integer', value);
  assertInteger(value, name, -1);
  return value;
}

/** Checks a range of a buffer that is read into. */
export function readRange(view: View, offset: unknown, length: unknown): { start: number; count: number } {
  const start = offset ?? 0;
  assertInteger(start, 'offset', 0);
  const count = length === undefined || length === null ? view.byteLength - start : (length as number) | 0;
  if (count === 0) return { start, count };
  if (view.byteLength === 0) throw invalidArgValue('buffer', view, 'is empty and cannot be written');
  if (count < 0) throw outOfRange('length', '>= 0', count);
  if (start + count > view.byteLength) throw outOfRange('length', `<= ${view.byteLength - start}`, count);
  return { start, count };
}

/** Checks a range of a buffer that is written from. */
export function writeRange(view: View, offset: unknown, length: unknown): { start: number; count: number } {
  const start = offset ?? 0;
  assertInteger(start, 'offset', 0);
  const count = typeof length === 'number' ? length : view.byteLength - start;
  if (start > view.byteLength) throw outOfRange('offset', `<= ${view.byteLength}`, start);
  if (count > view.byteLength - start) throw outOfRange('length', `<= ${view.byteLength - start}`, count);
  if (count < 0) throw outOfRange('length', '>= 0', count);
  assertInteger(count, 'length', 0);
  return { start, count };
}
