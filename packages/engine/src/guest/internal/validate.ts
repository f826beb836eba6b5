import { codedError, invalidArgType, invalidArgValue, outOfRange } from './errors.ts';

/** Checks of arguments, with the errors that Node throws. */
type Callable = (...args: never[]) => unknown;

export function assertFunction(value: unknown, name: string): asserts value is Callable {
  if (typeof value !== 'function') throw invalidArgType(name, 'of type function', value);
}

export function assertString(value: unknown, name: string): asserts value is string {
  if (typeof value !== 'string') throw invalidArgType(name, 'of type string', value);
}

export function assertBoolean(value: unknown, name: string): asserts value is boolean {
  if (typeof value !== 'boolean') throw invalidArgType(name, 'of type boolean', value);
}

export function assertObject(value: unknown, name: string): asserts value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidArgType(name, 'of type object', value);
}

export function assertNumber(value: unknown, name: string, min?: number, max?: number): asserts value is number {
  if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value);
  if ((min !== undefined && value < min) || (max !== undefined && value > max) || ((min !== undefined || max !== undefined) && Number.isNaN(value))) {
    const lower = min === undefined ? '' : `>= ${min}`;
    const upper = max === undefined ? '' : `<= ${max}`;
    throw outOfRange(name, [lower, upper].filter((each) => each !== '').join(' && '), value);
  }
}

export function assertInteger(value: unknown, name: string, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): asserts value is number {
  if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
}

export function assertOneOf(value: unknown, name: string, allowed: readonly unknown[]): void {
  if (allowed.includes(value)) return;
  const list = allowed.map((each) => (typeof each === 'string' ? `'${each}'` : String(each))).join(', ');
  throw invalidArgValue(name, value, `must be one of: ${list}`);
}

export function assertAbortSignal(value: unknown, name: string): void {
  if (value !== undefined && (value === null || typeof value !== 'object' || !('aborted' in value)))
    throw invalidArgType(name, 'an instance of AbortSignal', value);
}

/** Any object, functions and arrays too; null where it is allowed. */
export function assertObjectLike(value: unknown, name: string, nullable = false): void {
  if (value === null ? !nullable : typeof value !== 'object' && typeof value !== 'function') throw invalidArgType(name, 'of type object', value);
}

/** For `this` of a method that was taken off its class. */
export function invalidThis(type: string): Error {
  return codedError(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${type}`);
}
