import { ERRNO, ERRNO_TEXT, type ErrnoName } from '../../abi/errno.ts';

const NAME_OF = new Map<number, ErrnoName>();
for (const [name, number] of Object.entries(ERRNO)) NAME_OF.set(number, name as ErrnoName);

export interface SystemError extends Error {
  errno: number;
  code: string;
  syscall: string;
  path?: string;
  dest?: string;
}

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

export interface CodedError extends Error {
  code: string;
}

/** An error with one of Node's ERR_ codes; prints as `TypeError [ERR_X]: message`. */
export function codedError(Base: new (message: string) => Error, code: string, message: string): CodedError {
  const error = new Base(message) as CodedError;
  error.code = code;
  const { name } = error;
  Object.defineProperty(error, 'name', { value: `${name} [${code}]`, configurable: true, writable: true });
  error.stack = String(error.stack).replace(name, `${name} [${code}]`);
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true, enumerable: false });
  return error;
}

export function invalidArgType(name: string, expected: string, actual: unknown): CodedError {
  const got = actual === null || actual === undefined ? ` Received ${String(actual)}` : typeof actual === 'function' ? ` Received function ${actual.name}` : typeof actual === 'object' ? ` Received an instance of ${actual.constructor?.name ?? 'Object'}` : ` Received type ${typeof actual} (${typeof actual === 'string' ? `'${actual}'` : String(actual)})`;
  return codedError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be ${expected}.${got}`);
}

/** What this engine does not have fails loudly, by name. */
export function unavailable(what: string): CodedError {
  return codedError(Error, 'ERR_UNSUPPORTED', `${what} is not available in the embedded engine`);
}
