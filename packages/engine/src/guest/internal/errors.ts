import { ERRNO, ERRNO_TEXT, type ErrnoName } from '../../abi/errno.ts';
import { inspect } from './inspect.ts';

const NAME_OF = new Map<number, ErrnoName>();
for (const [name, number] of Object.entries(ERRNO)) NAME_OF.set(number, name as ErrnoName);

/** On errors that Node itself makes: the first line of their stack carries the code. */
export const nodeErrorMark = Symbol('node.error');

export interface SystemError extends Error {
  errno: number;
  code: string;
  syscall: string;
  path?: string;
  dest?: string;
}

export interface CodedError extends Error {
  code: string;
}

export type ErrorClass = new (message: string, options?: { cause?: unknown }) => Error;

/** Name of a (negative) error number: 'ENOENT'. */
export function errnoName(result: number): ErrnoName {
  return NAME_OF.get(-result) ?? 'EIO';
}

/** A failed system call, worded as Node does: `ENOENT: no such file or directory, open '/x'`. */
export function systemError(result: number, syscall: string, path?: string, dest?: string): SystemError {
  const code = errnoName(result);
  const where = path === undefined ? '' : ` '${path}'${dest === undefined ? '' : ` -> '${dest}'`}`;
  const error = new Error(`${code}: ${ERRNO_TEXT[code]}, ${syscall}${where}`) as SystemError;
  error.errno = result;
  error.code = code;
  error.syscall = syscall;
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
}

/** An error with one of Node's ERR_ codes; prints as `TypeError [ERR_X]: message`. */
export function codedError(Base: ErrorClass, code: string, message: string): CodedError {
  const error = new Base(message) as CodedError;
  // Hidden, as all but the code of such errors is hidden when they are printed.
  Object.defineProperty(error, nodeErrorMark, { value: code });
  Object.defineProperty(error, 'toString', { value: codedToString, writable: true, configurable: true });
  error.code = code;
  return error;
}

function codedToString(this: CodedError): string {
  return `${this.name} [${this.code}]: ${this.message}`;
}

/** What is wrong with an argument's type. @param expected as it follows "must be": `of type string`, `an instance of Buffer`. */
export function invalidArgType(name: string, expected: string, actual: unknown): CodedError {
  return codedError(TypeError, 'ERR_INVALID_ARG_TYPE', `The ${argumentName(name)} must be ${expected}. Received ${describeType(actual)}`);
}

export function invalidArgValue(name: string, value: unknown, reason = 'is invalid'): CodedError {
  const shown = inspect(value);
  const kind = name.includes('.') ? 'property' : 'argument';
  return codedError(
    TypeError,
    'ERR_INVALID_ARG_VALUE',
    `The ${kind} '${name}' ${reason}. Received ${shown.length > 128 ? `${shown.slice(0, 128)}...` : shown}`,
  );
}

/** @param range as it follows "It must be": `>= 0 && <= 255`. */
export function outOfRange(name: string, range: string, received: unknown): CodedError {
  let shown = typeof received === 'bigint' ? String(received) : inspect(received);
  const isLarge =
    typeof received === 'bigint' ? received > 2n ** 32n || received < -(2n ** 32n) : Number.isInteger(received) && Math.abs(received as number) > 2 ** 32;
  if (isLarge) shown = shown.replace(/\B(?=(\d{3})+$)/g, '_');
  if (typeof received === 'bigint') shown += 'n';
  return codedError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be ${range}. Received ${shown}`);
}

/** What an AbortSignal makes of an operation. */
export function abortError(cause?: unknown): CodedError {
  const error = codedError(Error, 'ABORT_ERR', 'The operation was aborted');
  error.name = 'AbortError';
  Object.defineProperty(error, 'name', { enumerable: false });
  if (cause !== undefined) Object.defineProperty(error, 'cause', { value: cause, writable: true, configurable: true });
  return error;
}

/** What this engine does not have fails loudly, by name. */
export function unavailable(what: string): CodedError {
  return codedError(Error, 'ERR_UNSUPPORTED', `${what} is not available in the embedded engine`);
}

function argumentName(name: string): string {
  if (name.endsWith(' argument')) return name;
  return `"${name}" ${name.includes('.') ? 'property' : 'argument'}`;
}

/** A value's type for a message: `undefined`, `type string ('x')`, `an instance of Foo`. */
export function describeType(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  switch (typeof value) {
    case 'function':
      return `function ${value.name}`;
    case 'object': {
      const maker = (value as { constructor?: { name?: unknown } }).constructor;
      return maker && 'name' in maker ? `an instance of ${String(maker.name)}` : inspect(value, { depth: -1 });
    }
    case 'string': {
      const text = value.length > 28 ? `${value.slice(0, 25)}...` : value;
      return `type string (${text.includes("'") ? JSON.stringify(text) : `'${text}'`})`;
    }
    default:
      return `type ${typeof value} (${inspect(value)})`;
  }
}
