import { codedError, invalidArgType, outOfRange } from './errors.ts';
import { sys } from './sys.ts';
import { CODES, Z } from './zlib-constants.ts';

export interface ZlibOptions {
  flush?: number;
  finishFlush?: number;
  chunkSize?: number;
  windowBits?: number;
  level?: number;
  memLevel?: number;
  strategy?: number;
  dictionary?: ArrayBufferView | ArrayBuffer;
  info?: boolean;
  maxOutputLength?: number;
  rejectGarbageAfterEnd?: boolean;
}

/** Options with everything decided. */
export interface ZlibSettings {
  readonly flush: number;
  readonly finishFlush: number;
  readonly chunkSize: number;
  readonly maxOutputLength: number;
  readonly rejectGarbageAfterEnd: boolean;
}

/** Where a step came to. */
export interface Step {
  readonly output: Uint8Array;
  /** Bytes of the input not used yet. */
  readonly left: number;
  readonly ended: boolean;
}

/** The largest Buffer. */
export const MAX_LENGTH = 2 ** 53 - 1;
const HEADER_BYTES = 8;

function numberIn(value: unknown, name: string, min: number, max: number, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isNaN(value)) return fallback;
  if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value);
  if (!Number.isFinite(value)) throw outOfRange(name, 'a finite number', value);
  if (value < min || value > max) throw outOfRange(name, max === Number.POSITIVE_INFINITY ? `>= ${min}` : `>= ${min} and <= ${max}`, value);
  return value;
}

function inflates(mode: number): boolean {
  return mode === Z.INFLATE || mode === Z.GUNZIP || mode === Z.INFLATERAW || mode === Z.UNZIP;
}

function dictionaryOf(value: unknown): Uint8Array | undefined {
  if (value === undefined) return undefined;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw invalidArgType('options.dictionary', 'an instance of Buffer, TypedArray, DataView, or ArrayBuffer', value);
}

/** @throws for options that are out of range, as Node words it. */
export function settingsOf(options: ZlibOptions | undefined): ZlibSettings {
  return {
    chunkSize: numberIn(options?.chunkSize, 'options.chunkSize', Z.Z_MIN_CHUNK, Z.Z_MAX_CHUNK, Z.Z_DEFAULT_CHUNK),
    flush: numberIn(options?.flush, 'options.flush', Z.Z_NO_FLUSH, Z.Z_BLOCK, Z.Z_NO_FLUSH),
    finishFlush: numberIn(options?.finishFlush, 'options.finishFlush', Z.Z_NO_FLUSH, Z.Z_BLOCK, Z.Z_FINISH),
    maxOutputLength: numberIn(options?.maxOutputLength, 'options.maxOutputLength', 1, MAX_LENGTH, MAX_LENGTH),
    rejectGarbageAfterEnd: options?.rejectGarbageAfterEnd === true,
  };
}

/** One stream of zlib's, outside the machine. */
export class ZlibCodec {
  #id: number;
  level: number;
  strategy: number;

  constructor(mode: number, options: ZlibOptions | undefined) {
    const header = (options?.windowBits === undefined || options.windowBits === null || options.windowBits === 0) && inflates(mode);
    const windowBits = header ? 0 : numberIn(options?.windowBits, 'options.windowBits', mode === Z.GZIP || mode === Z.GUNZIP ? 9 : 8, 15, 15);
    this.level = numberIn(options?.level, 'options.level', Z.Z_MIN_LEVEL, Z.Z_MAX_LEVEL, Z.Z_DEFAULT_LEVEL);
    const memLevel = numberIn(options?.memLevel, 'options.memLevel', Z.Z_MIN_MEMLEVEL, Z.Z_MAX_MEMLEVEL, Z.Z_DEFAULT_MEMLEVEL);
    this.strategy = numberIn(options?.strategy, 'options.strategy', Z.Z_DEFAULT_STRATEGY, Z.Z_FIXED, Z.Z_DEFAULT_STRATEGY);
    const dictionary = dictionaryOf(options?.dictionary);
    // A window of 256 bytes is a known fault of zlib's raw deflate.
    const bits = mode === Z.DEFLATERAW && windowBits === 8 ? 9 : header && mode !== Z.UNZIP && mode !== Z.GUNZIP && mode !== Z.INFLATE ? 15 : windowBits;
    this.#id =
      dictionary === undefined
        ? sys.zlibOpen(mode, bits, this.level, memLevel, this.strategy)
        : sys.zlibOpen(mode, bits, this.level, memLevel, this.strategy, dictionary);
  }

  get closed(): boolean {
    return this.#id === 0;
  }

  /** @throws what zlib found wrong with the data. */
  step(flush: number, input: Uint8Array, room: number): Step {
    const answer = sys.zlibStep(this.#id, flush, input, room);
    if (typeof answer === 'number') throw codedError(Error, 'ERR_INVALID_STATE', 'The zlib binding is closed');
    const [status = 0, left = 0] = new Int32Array(answer, 0, 2);
    if (status < 0 || status === Z.Z_NEED_DICT) throw zlibError(status, sys.zlibMessage(this.#id));
    return { output: new Uint8Array(answer, HEADER_BYTES), left, ended: status === Z.Z_STREAM_END };
  }

  reset(): void {
    sys.zlibReset(this.#id);
  }

  tune(level: number, strategy: number): void {
    this.level = level;
    this.strategy = strategy;
    sys.zlibTune(this.#id, level, strategy);
  }

  close(): void {
    if (this.#id === 0) return;
    sys.zlibClose(this.#id);
    this.#id = 0;
  }
}

export function zlibError(status: number, message: string): Error {
  return Object.assign(new Error(message), { errno: status, code: CODES[String(status)] });
}

/** More came out than may. */
export function tooLarge(limit: number): Error {
  return codedError(RangeError, 'ERR_BUFFER_TOO_LARGE', `Cannot create a Buffer larger than ${limit} bytes`);
}

/** What was fed after the end of the compressed data. */
export function trailingJunk(): Error {
  return codedError(Error, 'ERR_TRAILING_JUNK_AFTER_STREAM_END', 'Trailing junk found after the end of the compressed stream');
}

export function checkLevel(level: unknown, strategy: unknown): void {
  numberIn(level, 'level', Z.Z_MIN_LEVEL, Z.Z_MAX_LEVEL, 0);
  numberIn(strategy, 'strategy', Z.Z_DEFAULT_STRATEGY, Z.Z_FIXED, 0);
}
