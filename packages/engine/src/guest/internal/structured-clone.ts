import { DOMException } from './abort.ts';
import { cloneSelf, transferSelf } from './clone-protocol.ts';
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

type Copies = Map<object, unknown>;

function refusal(message: string): Error {
  return new DOMException(message, 'DataCloneError');
}

function refuse(value: unknown): never {
  const tag = Object.prototype.toString.call(value);
  const isNamed = typeof value === 'object' && value !== null && typeof value.constructor === 'function' && value.constructor !== Object;
  const shown =
    typeof value === 'symbol'
      ? value.toString()
      : typeof value === 'function'
        ? String(value)
        : isNamed && !/Iterator|Generator/.test(tag)
          ? `#<${(value as object).constructor.name}>`
          : tag;
  throw refusal(`${shown} could not be cloned.`);
}

/** The structured clone algorithm: a deep copy of plain values, with circular references kept. */
export function structuredClone(value: unknown, ...rest: [options?: { transfer?: Iterable<object> } | null]): unknown {
  if (arguments.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "value" argument must be specified');
  const [options = {}] = rest;
  if (options !== null && typeof options !== 'object' && typeof options !== 'function')
    throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', "Failed to execute 'structuredClone': Options cannot be converted to a dictionary");
  const transfer = options?.transfer;
  if (transfer !== undefined && typeof (transfer as { [Symbol.iterator]?: unknown } | null)?.[Symbol.iterator] !== 'function')
    throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', "Failed to execute 'structuredClone': transfer in Options cannot be converted to sequence.");
  return cloneWith(value, transfer === undefined ? [] : [...transfer]).value;
}

interface CloneResult {
  readonly value: unknown;
  /** What came of those that were transferred. */
  readonly transferred: readonly unknown[];
}

/** A clone, and what was handed over with it. Nothing is handed over when something cannot be cloned. */
export function cloneWith(value: unknown, transfer: readonly unknown[]): CloneResult {
  const copies: Copies = new Map();
  const buffers: ArrayBuffer[] = [];
  const owners: { [transferSelf](): object }[] = [];
  for (const each of transfer) {
    if (typeof each !== 'object' || each === null) throw refusal('Found invalid value in transferList.');
    if (each instanceof ArrayBuffer) {
      if (buffers.includes(each)) throw refusal('Transfer list contains duplicate ArrayBuffer');
      if ((each as ArrayBuffer & { detached: boolean }).detached) throw refusal('Cannot transfer object of unsupported type.');
      buffers.push(each);
    } else if (transferSelf in each) owners.push(each as { [transferSelf](): object });
    else throw refusal('Cannot transfer object of unsupported type.');
  }
  const moved = new Map<object, object>();
  for (const owner of owners) {
    const successor = owner[transferSelf]();
    moved.set(owner, successor);
    copies.set(owner, successor);
  }
  const copy = clone(value, copies);
  for (const buffer of buffers) {
    const successor = copies.get(buffer) as ArrayBuffer | undefined;
    const taken = (buffer as ArrayBuffer & { transfer(): ArrayBuffer }).transfer();
    moved.set(buffer, successor ?? taken);
  }
  return { value: copy, transferred: transfer.map((each) => moved.get(each as object)) };
}

function clone(value: unknown, copies: Copies): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') refuse(value);
  if (typeof value !== 'object' || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const copy = emptyCopy(value, copies);
  copies.set(value, copy);
  fill(copy, value, copies);
  return copy;
}

function emptyCopy(value: object, copies: Copies): object {
  if (Array.isArray(value)) return new Array(value.length);
  if (cloneSelf in value) return (value as { [cloneSelf](): object })[cloneSelf]();
  if (transferSelf in value) throw refusal('Object that needs transfer was found in message but not listed in transferList');
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (value instanceof Map) return new Map();
  if (value instanceof Set) return new Set();
  if (value instanceof ArrayBuffer) {
    if ((value as ArrayBuffer & { detached: boolean }).detached) throw refusal('An ArrayBuffer is detached and could not be cloned.');
    return value.slice(0);
  }
  if (ArrayBuffer.isView(value)) return copyView(value, copies);
  if (isDomException(value)) return copyDomException(value);
  if (isError(value)) return copyError(value, copies);
  for (const Wrapper of [Boolean, Number, String, BigInt]) if (value instanceof Wrapper) return Object((value as object).valueOf()) as object;
  const isOfTheLanguage =
    value instanceof WeakMap || value instanceof WeakSet || value instanceof Promise || value instanceof WeakRef || value instanceof Symbol;
  if (isOfTheLanguage || /Iterator\]$|Generator\]$/.test(Object.prototype.toString.call(value))) refuse(value);
  return {};
}

function isDomException(value: object): value is Error {
  // One that only has the prototype is none: its accessors refuse it.
  try {
    return value instanceof DOMException && typeof value.code === 'number';
  } catch {
    return false;
  }
}

/** Made by a constructor of an error: the prototype alone makes none. */
function isError(value: object): value is Error {
  return (Error as unknown as { isError(value: unknown): boolean }).isError(value);
}

function copyDomException(error: Error): Error {
  const copy = new DOMException(error.message, error.name);
  Object.defineProperty(copy, 'stack', { value: error.stack, writable: true, configurable: true });
  return copy;
}

function copyView(view: ArrayBufferView, copies: Copies): object {
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

function copyError(error: Error, copies: Copies): Error {
  const Class = ERROR_CLASSES[error.name] ?? Error;
  const copy = new Class(error.message);
  copies.set(error, copy);
  copy.stack = String(error.stack);
  if (Object.hasOwn(error, 'cause')) Object.defineProperty(copy, 'cause', { value: clone(error.cause, copies), writable: true, configurable: true });
  return copy;
}

function fill(copy: object, value: object, copies: Copies): void {
  if (value instanceof Map) {
    for (const [key, each] of [...value]) (copy as Map<unknown, unknown>).set(clone(key, copies), clone(each, copies));
  } else if (value instanceof Set) {
    for (const each of [...value]) (copy as Set<unknown>).add(clone(each, copies));
  } else if (!(cloneSelf in value) && (Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]' || isPlain(value))) {
    for (const key of Object.keys(value)) (copy as Record<string, unknown>)[key] = clone((value as Record<string, unknown>)[key], copies);
  }
}

/** Objects of a program's own classes are cloned as plain ones. */
function isPlain(value: object): boolean {
  return ![Date, RegExp, ArrayBuffer, Error, Boolean, Number, String, BigInt].some((Class) => value instanceof Class) && !ArrayBuffer.isView(value);
}
