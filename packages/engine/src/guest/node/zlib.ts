import { assertFunction, assertInteger } from '../internal/validate.ts';
import { Buffer } from './buffer.ts';
import { completeLater } from '../internal/completions.ts';
import { invalidArgType } from '../internal/errors.ts';
import { emitWarning } from '../internal/process-warnings.ts';
import { sys } from '../internal/sys.ts';
import { unavailableModule } from '../internal/unavailable-module.ts';
import { promisify } from '../internal/promisify.ts';
import type { ZlibOptions } from '../internal/zlib-codec.ts';
import { CODES, Z } from '../internal/zlib-constants.ts';
import { initStream, inputBytes, processWhole, ZlibBase, type ZlibStream } from '../internal/zlib-stream.ts';

type Callback = (error: Error | null, result?: unknown) => void;
type StreamClass = { new (options?: ZlibOptions): ZlibStream; (options?: ZlibOptions): ZlibStream };

const MODES = {
  Deflate: Z.DEFLATE,
  Inflate: Z.INFLATE,
  Gzip: Z.GZIP,
  Gunzip: Z.GUNZIP,
  DeflateRaw: Z.DEFLATERAW,
  InflateRaw: Z.INFLATERAW,
  Unzip: Z.UNZIP,
} as const;

function streamClass(name: string, mode: number): StreamClass {
  function construct(this: ZlibStream | undefined, options?: ZlibOptions): ZlibStream | undefined {
    if (!(this instanceof (construct as unknown as StreamClass))) {
      emitWarning(`Instantiating ${name} without the 'new' keyword has been deprecated.`, 'DeprecationWarning', 'DEP0184');
      return new (construct as unknown as StreamClass)(options);
    }
    initStream(this, mode, options);
    return undefined;
  }
  construct.prototype = Object.create(ZlibBase.prototype as object, { constructor: { value: construct, writable: true, configurable: true } }) as object;
  Object.setPrototypeOf(construct, ZlibBase);
  Object.defineProperty(construct, 'name', { value: name });
  return construct as unknown as StreamClass;
}

function wholeSync(Class: StreamClass, mode: number, value: unknown, options: ZlibOptions | undefined): unknown {
  const input = inputBytes(value);
  const { buffer, used } = processWhole(mode, input, options);
  return options?.info ? { buffer, engine: Object.assign(new Class(options), { bytesWritten: used }) } : buffer;
}

/** Gathers a stream's output for a callback: errors of the options are thrown, those of the data are passed. */
function whole(Class: StreamClass, mode: number, value: unknown, options: ZlibOptions | undefined, callback: Callback): void {
  const input = inputBytes(value);
  const stream = new Class(options);
  stream.destroy();
  completeLater(() => {
    let result: ReturnType<typeof processWhole>;
    try {
      result = processWhole(mode, input, options);
    } catch (error) {
      callback(error as Error);
      return;
    }
    stream.bytesWritten = result.used;
    callback(null, options?.info ? { buffer: result.buffer, engine: stream } : result.buffer);
  });
}

const classes: Record<string, StreamClass> = {};
const functions: Record<string, unknown> = {};
for (const [name, mode] of Object.entries(MODES)) {
  const Class = streamClass(name, mode);
  classes[name] = Class;
  const create = (options?: ZlibOptions) => new Class(options);
  const plain = `${name[0]?.toLowerCase()}${name.slice(1)}`;
  const run = (value: unknown, options: ZlibOptions | Callback | undefined, callback?: Callback): void => {
    const done = typeof options === 'function' ? options : callback;
    assertFunction(done, 'callback');
    whole(Class, mode, value, typeof options === 'function' ? undefined : options, done as Callback);
  };
  const runSync = (value: unknown, options?: ZlibOptions) => wholeSync(Class, mode, value, options);
  for (const [exported, fn] of [
    [`create${name}`, create],
    [plain, run],
    [`${plain}Sync`, runSync],
  ] as const) {
    Object.defineProperty(fn, 'name', { value: exported });
    functions[exported] = fn;
  }
  Object.defineProperty(run, promisify.custom, {
    value: (value: unknown, options?: ZlibOptions) =>
      new Promise((resolve, reject) => run(value, options ?? {}, (error, result) => (error ? reject(error) : resolve(result)))),
  });
}

function crc32(value: unknown, seed: unknown = 0): number {
  if (typeof value !== 'string' && !ArrayBuffer.isView(value))
    throw invalidArgType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', value);
  assertInteger(seed, 'value', 0, 0xffff_ffff);
  return sys.crc32(typeof value === 'string' ? Buffer.from(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength), seed);
}

// No library of a bearable size makes these; a server that meets `Accept-Encoding: br` may do without.
const missing = ['BrotliCompress', 'BrotliDecompress', 'ZstdCompress', 'ZstdDecompress'].flatMap((name) => {
  const plain = `${name[0]?.toLowerCase()}${name.slice(1)}`;
  return [name, `create${name}`, plain, `${plain}Sync`];
});

const constants = Object.freeze(Object.assign(Object.create(null) as object, Z));
const zlib = { ...classes, ...functions, ...unavailableModule('zlib', missing), crc32 };
Object.defineProperties(zlib, {
  constants: { value: constants, enumerable: true },
  codes: { value: CODES, enumerable: true },
});
// Old names of the constants, not listed since they are deprecated.
for (const [name, value] of Object.entries(Z)) if (name.startsWith('Z_')) Object.defineProperty(zlib, name, { value });
export default zlib;
