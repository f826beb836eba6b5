import { codedError, invalidArgType } from './errors.ts';
import { nextTick } from './tick-queue.ts';
import { assertFunction } from './validate.ts';

type Callable = (this: unknown, ...args: unknown[]) => unknown;

const custom: unique symbol = Symbol.for('nodejs.util.promisify.custom') as never;
/** Names of a callback's several results: `customPromisifyArgs` of Node's own functions. */
const argumentNames = Symbol('customPromisifyArgs');

/** util.promisify */
export function promisify(original: unknown): Callable {
  assertFunction(original, 'original');
  const own: unknown = (original as unknown as Record<symbol, unknown>)[custom];
  if (own !== undefined) {
    assertFunction(own, 'util.promisify.custom');
    return Object.defineProperty(own as unknown as Callable, custom, { value: own, enumerable: false, writable: false, configurable: true });
  }
  const names = (original as unknown as Record<symbol, readonly string[] | undefined>)[argumentNames];
  function promisified(this: unknown, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      Reflect.apply(original as unknown as Callable, this, [
        ...args,
        (error: unknown, ...values: unknown[]) => {
          if (error) reject(error);
          else if (names !== undefined && values.length > 1) resolve(Object.fromEntries(names.map((name, at) => [name, values[at]])));
          else resolve(values[0]);
        },
      ]);
    });
  }
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(original) as object);
  Object.defineProperty(promisified, custom, { value: promisified, configurable: true });
  return Object.defineProperties(promisified, Object.getOwnPropertyDescriptors(original)) as Callable;
}
promisify.custom = custom;

/** util.callbackify */
export function callbackify(original: unknown): Callable {
  assertFunction(original, 'original');
  function callbackified(this: unknown, ...args: unknown[]): void {
    const callback = args.pop();
    if (typeof callback !== 'function') throw invalidArgType('last argument', 'of type function', callback);
    const done = callback.bind(this) as (...results: unknown[]) => void;
    const promise = Reflect.apply(original as unknown as Callable, this, args) as Promise<unknown>;
    promise.then(
      (value) => nextTick(done, null, value),
      (reason: unknown) => nextTick(done, reason || falsyReason(reason)),
    );
  }
  const descriptors = Object.getOwnPropertyDescriptors(original) as Record<string, PropertyDescriptor>;
  if (typeof descriptors['length']?.value === 'number') descriptors['length'].value++;
  if (typeof descriptors['name']?.value === 'string') descriptors['name'].value += 'Callbackified';
  return Object.defineProperties(callbackified, descriptors) as Callable;
}

function falsyReason(reason: unknown): Error {
  return Object.assign(codedError(Error, 'ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value'), { reason });
}
