import { DOMException } from './abort.ts';
import { codedError } from './errors.ts';

const ERROR_CLASSES: Readonly<Record<string, ErrorConstructor>> = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
} as Readonly<Record<string, ErrorConstructor>>;

interface Options {
  transfer?: readonly ArrayBuffer[];
}

function refuse(value: unknown): never {
  const shown = typeof value === 'symbol' ? value.toString() : typeof value === 'function' ? String(value) : '#<Object>';
  throw new DOMException(`${shown} could not be cloned.`, 'DataCloneError');
}

/** The structured clone algorithm: a deep copy of plain values, with circular references kept. */
export function structuredClone(value: unknown, options: Options = {}): unknown {
  if (arguments.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "value" argument must be specified');
  const copies = new Map<object, unknown>();
  for (const buffer of options?.transfer ?? []) {
    if (!(buffer instanceof ArrayBuffer)) throw new DOMException('Found invalid object in transferList', 'DataCloneError');
    copies.set(buffer, (buffer as ArrayBuffer & { transfer(): ArrayBuffer }).transfer());
  }
  return clone(value, copies);
}

function clone(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') refuse(value);
  if (typeof value !== 'object' || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const copy = emptyCopy(value, copies);
  copies.set(value, copy);
  fill(copy, value, copies);
  return copy;
}

function emptyCopy(value: object, copies: Map<object, unknown>): object {
  if (Array.isArray(value)) return new Array(value.length);
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (value instanceof Map) return new Map();
  if (value instanceof Set) return new Set();
  if (value instanceof ArrayBuffer) return value.slice(0);
  if (ArrayBuffer.isView(value)) return copyView(value, copies);
  if (value instanceof Error) return copyError(value, copies);
  for (const Wrapper of [Boolean, Number, String, BigInt]) if (value instanceof Wrapper) return Object((value as object).valueOf()) as object;
  if (value instanceof WeakMap || value instanceof WeakSet || value instanceof Promise || value instanceof WeakRef || value instanceof Symbol) refuse(value);
  return {};
}

function copyView(view: ArrayBufferView, copies: Map<object, unknown>): object {
  const buffer = clone(view.buffer, copies) as ArrayBuffer;
  if (view instanceof DataView) return new DataView(buffer, view.byteOffset, view.byteLength);
  // The tag of a typed array is an accessor that nothing can shadow by accident: subclasses lose their class, as in Node.
  const tag = (view as unknown as Record<symbol, string>)[Symbol.toStringTag] as string;
  const Class = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer, offset: number, length: number) => object>)[tag] as new (
    buffer: ArrayBuffer,
    offset: number,
    length: number,
  ) => object;
  return new Class(buffer, view.byteOffset, (view as Uint8Array).length);
}

function copyError(error: Error, copies: Map<object, unknown>): Error {
  const Class = ERROR_CLASSES[error.name] ?? Error;
  const copy = new Class(error.message);
  copies.set(error, copy);
  copy.stack = String(error.stack);
  if (Object.hasOwn(error, 'cause')) Object.defineProperty(copy, 'cause', { value: clone(error.cause, copies), writable: true, configurable: true });
  return copy;
}

function fill(copy: object, value: object, copies: Map<object, unknown>): void {
  if (value instanceof Map) {
    for (const [key, each] of [...value]) (copy as Map<unknown, unknown>).set(clone(key, copies), clone(each, copies));
  } else if (value instanceof Set) {
    for (const each of [...value]) (copy as Set<unknown>).add(clone(each, copies));
  } else if (Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]' || isPlain(value)) {
    for (const key of Object.keys(value)) (copy as Record<string, unknown>)[key] = clone((value as Record<string, unknown>)[key], copies);
  }
}

/** Objects of a program's own classes are cloned as plain ones. */
function isPlain(value: object): boolean {
  return ![Date, RegExp, ArrayBuffer, Error, Boolean, Number, String, BigInt].some((Class) => value instanceof Class) && !ArrayBuffer.isView(value);
}
