import { codedError } from '../internal/errors.ts';
import { formatMessage, inspect } from '../internal/inspect.ts';
import { isDeepStrictEqual } from '../internal/deep-equal.ts';
import { nextTick } from '../internal/queues.ts';

type Fn = (this: unknown, ...args: any[]) => any;
const customPromisify = Symbol.for('nodejs.util.promisify.custom');

export function promisify(original: Fn): Fn {
  const custom = (original as any)[customPromisify];
  if (typeof custom === 'function') return custom;
  if (typeof original !== 'function') throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "original" argument must be of type function');
  const promisified = function (this: unknown, ...args: unknown[]) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (error: unknown, value: unknown) => (error ? reject(error) : resolve(value))]);
    });
  };
  return Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
}
promisify.custom = customPromisify;

export function callbackify(original: Fn): Fn {
  return function (this: unknown, ...args: any[]) {
    const callback = args.pop();
    Reflect.apply(original, this, args).then((value: unknown) => nextTick(callback, null, value), (error: unknown) => nextTick(callback, error));
  };
}

export function inherits(constructor: any, parent: any): void {
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

export function deprecate<T extends Fn>(fn: T, message: string, code?: string): T {
  let warned = false;
  const wrapped = function (this: unknown, ...args: unknown[]) {
    if (!warned) (globalThis as any).process.emitWarning(message, 'DeprecationWarning', code);
    warned = true;
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  };
  return Object.setPrototypeOf(wrapped, fn);
}

export function debuglog(): Fn & { enabled: boolean } {
  return Object.assign(() => undefined, { enabled: false });
}

const STYLES: Record<string, [number, number]> = { bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], inverse: [7, 27], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], gray: [90, 39], grey: [90, 39] };

export function styleText(format: string | string[], text: string): string {
  let styled = text;
  for (const name of [format].flat().reverse()) {
    const style = STYLES[name];
    if (style) styled = `\x1b[${style[0]}m${styled}\x1b[${style[1]}m`;
  }
  return styled;
}

const tagOf = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1);
export const types = {
  isDate: (value: unknown) => value instanceof Date,
  isRegExp: (value: unknown) => value instanceof RegExp,
  isMap: (value: unknown) => value instanceof Map,
  isSet: (value: unknown) => value instanceof Set,
  isWeakMap: (value: unknown) => value instanceof WeakMap,
  isWeakSet: (value: unknown) => value instanceof WeakSet,
  isPromise: (value: unknown) => value instanceof Promise,
  isNativeError: (value: unknown) => value instanceof Error,
  isProxy: () => false,
  isTypedArray: (value: unknown) => ArrayBuffer.isView(value) && !(value instanceof DataView),
  isUint8Array: (value: unknown) => value instanceof Uint8Array,
  isArrayBuffer: (value: unknown) => value instanceof ArrayBuffer,
  isAnyArrayBuffer: (value: unknown) => value instanceof ArrayBuffer || value instanceof SharedArrayBuffer,
  isArrayBufferView: (value: unknown) => ArrayBuffer.isView(value),
  isDataView: (value: unknown) => value instanceof DataView,
  isAsyncFunction: (value: unknown) => tagOf(value) === 'AsyncFunction' || tagOf(value) === 'AsyncGeneratorFunction',
  isGeneratorFunction: (value: unknown) => tagOf(value) === 'GeneratorFunction' || tagOf(value) === 'AsyncGeneratorFunction',
  isGeneratorObject: (value: unknown) => tagOf(value) === 'Generator',
  isSymbolObject: (value: unknown) => typeof value === 'object' && tagOf(value) === 'Symbol',
  isBoxedPrimitive: (value: unknown) => value instanceof Number || value instanceof String || value instanceof Boolean,
};

const stripVTControlCharacters = (text: string) => text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '');
const toUSVString = (text: string) => String(text).toWellFormed();
const { isArray } = Array;
const isError = (value: unknown) => value instanceof Error;
const getSystemErrorName = (errno: number) => String(errno);
const aborted = (signal: AbortSignal) => new Promise<void>((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));

export default {
  promisify, callbackify, inherits, deprecate, debuglog, debug: debuglog, format: formatMessage, inspect, styleText, types, isDeepStrictEqual,
  stripVTControlCharacters, toUSVString, isArray, isError, getSystemErrorName, aborted, TextEncoder, TextDecoder,
};
