import type { AbortSignal } from '../internal/abort.ts';
import { ERRNO, ERRNO_TEXT, type ErrnoName } from '../../abi/errno.ts';
import type { Event } from '../internal/event-target.ts';
import { isDeepStrictEqual } from '../internal/deep-equal.ts';
import { codedError, errnoName, invalidArgType, invalidArgValue, unavailable } from '../internal/errors.ts';
import { formatMessage, formatWithOptions } from '../internal/format.ts';
import { inspect } from '../internal/inspect.ts';
import { COLORS, stripTerminalSequences } from '../internal/inspect-text.ts';
import { parseArgs } from '../internal/parse-args.ts';
import { parseEnv } from '../internal/parse-env.ts';
import { process } from '../internal/process.ts';
import { callbackify, promisify } from '../internal/promisify.ts';
import { types } from '../internal/types.ts';
import { assertAbortSignal, assertFunction, assertInteger, assertString } from '../internal/validate.ts';

type Callable = (this: unknown, ...args: unknown[]) => unknown;

function inherits(constructor: object, parent: object): void {
  if (constructor === undefined || constructor === null) throw invalidArgType('ctor', 'of type function', constructor);
  if (parent === undefined || parent === null) throw invalidArgType('superCtor', 'of type function', parent);
  const prototype: unknown = (parent as { prototype?: unknown }).prototype;
  if (prototype === undefined) throw invalidArgType('superCtor.prototype', 'of type object', prototype);
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf((constructor as { prototype: object }).prototype, prototype as object);
}

const warnedCodes = new Set<string>();

function deprecate(fn: Callable, message: string, code?: string): Callable {
  assertFunction(fn, 'fn');
  if (code !== undefined) assertString(code, 'code');
  let warned = false;
  function deprecated(this: unknown, ...args: unknown[]): unknown {
    if (!warned) {
      warned = true;
      if (code === undefined || !warnedCodes.has(code)) process.emitWarning(message, 'DeprecationWarning', code);
      if (code !== undefined) warnedCodes.add(code);
    }
    return new.target === undefined ? Reflect.apply(fn, this, args) : Reflect.construct(fn as unknown as new () => object, args, new.target);
  }
  Object.setPrototypeOf(deprecated, fn);
  if ((fn as { prototype?: unknown }).prototype !== undefined) deprecated.prototype = (fn as { prototype: object }).prototype;
  return deprecated;
}

type DebugLog = ((...args: unknown[]) => void) & { readonly enabled: boolean };

/** Prints to stderr when NODE_DEBUG names the section. */
function debuglog(section: string): DebugLog {
  const name = section.toUpperCase();
  const isEnabled = () => {
    const wanted = (process.env['NODE_DEBUG'] ?? '').toUpperCase().split(',');
    return wanted.some((each) => each !== '' && new RegExp(`^${each.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*')}$`).test(name));
  };
  const log = (...args: unknown[]) => {
    if (isEnabled()) process.stderr.write(`${name} ${process.pid}: ${formatMessage(...args)}\n`);
  };
  return Object.defineProperty(log, 'enabled', { get: isEnabled }) as unknown as DebugLog;
}

function styleText(format: string | readonly string[], text: string): string {
  assertString(text, 'text');
  let styled = text;
  for (const name of [format].flat().reverse()) {
    const codes = COLORS[name];
    if (codes === undefined && name !== 'none')
      throw invalidArgValue(
        'format',
        name,
        `must be one of: ${Object.keys(COLORS)
          .map((each) => `'${each}'`)
          .join(', ')}`,
      );
    if (codes !== undefined) styled = `\x1b[${codes[0]}m${styled}\x1b[${codes[1]}m`;
  }
  return styled;
}

function stripVTControlCharacters(text: string): string {
  assertString(text, 'str');
  return stripTerminalSequences(text);
}

function getSystemErrorName(error: number): string {
  assertInteger(error, 'err');
  if (error >= 0) throw codedError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "err" is out of range. It must be a negative integer. Received ${error}`);
  return errnoName(error);
}

function getSystemErrorMap(): Map<number, [string, string]> {
  return new Map(Object.entries(ERRNO).map(([name, number]) => [-number, [name, ERRNO_TEXT[name as ErrnoName]]]));
}

/** Resolves with the event when the signal is aborted. */
async function aborted(signal: AbortSignal, resource: object): Promise<Event | undefined> {
  if (signal === undefined) throw invalidArgType('signal', 'an instance of AbortSignal', signal);
  assertAbortSignal(signal, 'signal');
  if (resource === null || (typeof resource !== 'object' && typeof resource !== 'function')) throw invalidArgType('resource', 'of type object', resource);
  if (signal.aborted) return undefined;
  return new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

interface Site {
  functionName: string;
  scriptName: string;
  lineNumber: number;
  columnNumber: number;
}

function getCallSites(count = 8): Site[] {
  const holder: { stack?: string } = {};
  (Error as unknown as { captureStackTrace(target: object, above: unknown): void }).captureStackTrace(holder, getCallSites);
  const sites = (holder.stack ?? '').split('\n').map((line) => /^\s+at (?:(.*?) \()?(.+?):(\d+):(\d+)\)?$/.exec(line));
  return sites
    .filter((site) => site !== null)
    .slice(0, count)
    .map(([, functionName = '', scriptName = '', line, column]) => ({ functionName, scriptName, lineNumber: Number(line), columnNumber: Number(column) }));
}

function toUSVString(text: unknown): string {
  return (String(text) as string & { toWellFormed(): string }).toWellFormed();
}

function missing(name: string): () => never {
  return function () {
    throw unavailable(`util.${name}`);
  };
}

export { callbackify, debuglog, deprecate, inherits, inspect, isDeepStrictEqual, promisify, types };
export default {
  _extend: Object.assign,
  aborted,
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  format: formatMessage,
  formatWithOptions,
  getCallSites,
  getSystemErrorMap,
  getSystemErrorName,
  getSystemErrorMessage: (error: number) => ERRNO_TEXT[errnoName(error)],
  inherits,
  inspect,
  isArray: Array.isArray,
  isDeepStrictEqual,
  promisify,
  stripVTControlCharacters,
  toUSVString,
  TextDecoder,
  TextEncoder,
  types,
  parseEnv,
  parseArgs,
  styleText,
  MIMEType: missing('MIMEType'),
  MIMEParams: missing('MIMEParams'),
  diff: missing('diff'),
  transferableAbortController: missing('transferableAbortController'),
  transferableAbortSignal: missing('transferableAbortSignal'),
  setTraceSigInt: () => {},
};
