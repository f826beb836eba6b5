import { type CodedError, codedError, invalidArgValue } from './errors.ts';
import { customInspect, inspect, type InspectOptions } from './inspect.ts';
import { assertFunction, assertObjectLike, invalidThis } from './validate.ts';

export interface QueuingStrategy {
  highWaterMark?: number;
  size?(chunk: unknown): number;
}

/** Given to constructors that programs may not call. */
export const INTERNAL = Symbol('web streams');

export function assertInternal(token: unknown): void {
  if (token !== INTERNAL) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
}

export function stateError(message: string): CodedError {
  return codedError(TypeError, 'ERR_INVALID_STATE', `Invalid state: ${message}`);
}

export function invalidRange(name: string, value: unknown): CodedError {
  return codedError(RangeError, 'ERR_INVALID_ARG_VALUE', invalidArgValue(name, value).message);
}

/** A callback of a source, sink or transformer: bound to it, its result a promise, its exception a rejection. */
export function callbackOf<Args extends unknown[]>(owner: object, kind: string, name: string): ((...args: Args) => Promise<unknown>) | undefined {
  const callback = (owner as Record<string, unknown>)[name];
  if (callback === undefined) return undefined;
  assertFunction(callback, `${kind}.${name}`);
  return async (...args: Args) => Reflect.apply(callback, owner, args) as unknown;
}

/** Its `start`: its exception is the constructor's. */
export function startOf<Controller>(owner: object, kind: string): (controller: Controller) => unknown {
  const { start } = owner as { start?: unknown };
  if (start === undefined) return () => undefined;
  assertFunction(start, `${kind}.start`);
  return (controller) => Reflect.apply(start, owner, [controller]) as unknown;
}

export function highWaterMarkOf(strategy: QueuingStrategy | null, fallback: number): number {
  const given = strategy?.highWaterMark;
  if (given === undefined) return fallback;
  const mark = Number(given);
  if (Number.isNaN(mark) || mark < 0) throw invalidRange('strategy.highWaterMark', given);
  return mark;
}

function one(): number {
  return 1;
}

export function sizeOf(strategy: QueuingStrategy | null): (chunk: unknown) => number {
  const size = strategy?.size;
  if (size === undefined) return one;
  assertFunction(size, 'strategy.size');
  return (chunk) => Reflect.apply(size, undefined, [chunk]) as number;
}

/** @throws for a size that a queue cannot add up. */
export function assertSize(size: unknown): number {
  const number = Number(size);
  if (Number.isNaN(number) || number < 0 || number === Infinity)
    throw codedError(RangeError, 'ERR_INVALID_ARG_VALUE', `The argument 'size' is invalid. Received ${inspect(size)}`);
  return number;
}

/** Makes methods enumerable, as the web's are, tags the class, and says how it prints. */
export function finishClass(Class: { readonly name: string; readonly prototype: object }, names: readonly string[], show?: (self: never) => object): void {
  for (const name of names) Object.defineProperty(Class.prototype, name, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
  if (show === undefined) return;
  Object.defineProperty(Class.prototype, customInspect, {
    value(this: never, depth: number | null, options: InspectOptions) {
      return showAs(Class.name, show(this), depth, options, this);
    },
    configurable: true,
  });
}

function showAs(name: string, fields: object, depth: number | null, options: InspectOptions, self: unknown): unknown {
  if (depth !== null && depth < 0) return self;
  return `${name} ${inspect(fields, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
}

function assertStrategyOptions(init: unknown): number {
  assertObjectLike(init, 'init');
  const { highWaterMark } = init as { highWaterMark?: unknown };
  if (highWaterMark === undefined) throw codedError(TypeError, 'ERR_MISSING_OPTION', 'init.highWaterMark is required');
  return Number(highWaterMark);
}

// One function each, the same for all, without a prototype of its own.
const { size: countSize } = {
  size(): number {
    return 1;
  },
};
const { size: byteLengthSize } = {
  size({ byteLength }: { byteLength: number }): number {
    return byteLength;
  },
};

export class CountQueuingStrategy {
  readonly #highWaterMark: number;

  constructor(init: { highWaterMark: number }) {
    this.#highWaterMark = assertStrategyOptions(init);
  }

  get highWaterMark(): number {
    if (!(#highWaterMark in this)) throw invalidThis('CountQueuingStrategy');
    return this.#highWaterMark;
  }

  get size(): () => number {
    if (!(#highWaterMark in this)) throw invalidThis('CountQueuingStrategy');
    return countSize;
  }
}

export class ByteLengthQueuingStrategy {
  readonly #highWaterMark: number;

  constructor(init: { highWaterMark: number }) {
    this.#highWaterMark = assertStrategyOptions(init);
  }

  get highWaterMark(): number {
    if (!(#highWaterMark in this)) throw invalidThis('ByteLengthQueuingStrategy');
    return this.#highWaterMark;
  }

  get size(): (chunk: { byteLength: number }) => number {
    if (!(#highWaterMark in this)) throw invalidThis('ByteLengthQueuingStrategy');
    return byteLengthSize;
  }
}
const showStrategy = ({ highWaterMark }: { highWaterMark: number }) => ({ highWaterMark });
for (const Class of [CountQueuingStrategy, ByteLengthQueuingStrategy]) finishClass(Class, ['highWaterMark', 'size'], showStrategy);
