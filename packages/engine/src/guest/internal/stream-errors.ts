// The errors of readable-stream, made as this layer makes all of Node's: same texts, same fields, same first line of the stack.
import { codedError, describeType, type ErrorClass, invalidArgType, invalidArgValue, outOfRange } from './errors.ts';
import { inspect } from './inspect.ts';

const PRIMITIVES = new Set(['string', 'function', 'number', 'object', 'boolean', 'bigint', 'symbol', 'Function', 'Object']);

function listText(list: readonly string[]): string {
  if (list.length < 3) return list.join(' or ');
  return `${list.slice(0, -1).join(', ')}, or ${list.at(-1)}`;
}

/** "one of type string or an instance of Buffer or Uint8Array" */
function expectedText(expected: string | readonly string[]): string {
  const all = [expected].flat();
  const types = all.filter((each) => PRIMITIVES.has(each)).map((each) => each.toLowerCase());
  const classes = all.filter((each) => !PRIMITIVES.has(each) && /^(?:[A-Z][a-z0-9]*)+$/.test(each));
  const others = all.filter((each) => !PRIMITIVES.has(each) && !classes.includes(each));
  const parts: string[] = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${listText(types)}`);
  if (classes.length > 0) parts.push(`an instance of ${listText(classes)}`);
  if (others.length > 0) parts.push(others.length > 1 ? `one of ${listText(others)}` : others.join(''));
  return parts.join(' or ');
}

function fixed(code: string, Base: ErrorClass, text: (detail: string) => string) {
  return function NodeError(detail: string): Error {
    return codedError(Base, code, text(detail));
  };
}

export const codes = {
  ERR_INVALID_ARG_TYPE: function NodeError(name: string, expected: string | readonly string[], actual: unknown): Error {
    return invalidArgType(name, expectedText(expected), actual);
  },
  ERR_INVALID_ARG_VALUE: function NodeError(name: string, value: unknown, reason?: string): Error {
    return invalidArgValue(name, value, reason);
  },
  ERR_INVALID_RETURN_VALUE: function NodeError(input: string, name: string, value: unknown): Error {
    return codedError(TypeError, 'ERR_INVALID_RETURN_VALUE', `Expected ${input} to be returned from the "${name}" function but got ${describeType(value)}.`);
  },
  ERR_MISSING_ARGS: function NodeError(...names: string[]): Error {
    const quoted = names.map((name) => `"${name}"`);
    return codedError(
      TypeError,
      'ERR_MISSING_ARGS',
      `The ${listText(quoted).replace(/ or /, ' and ')} argument${names.length > 1 ? 's' : ''} must be specified`,
    );
  },
  ERR_OUT_OF_RANGE: function NodeError(name: string, range: string, received: unknown): Error {
    return outOfRange(name, range, received);
  },
  ERR_SOCKET_BAD_PORT: fixed('ERR_SOCKET_BAD_PORT', RangeError, (port) => `Port should be >= 0 and < 65536. Received ${port}.`),
  ERR_UNKNOWN_SIGNAL: fixed('ERR_UNKNOWN_SIGNAL', TypeError, (signal) => `Unknown signal: ${signal}`),
  ERR_ILLEGAL_CONSTRUCTOR: fixed('ERR_ILLEGAL_CONSTRUCTOR', TypeError, () => 'Illegal constructor'),
  ERR_MULTIPLE_CALLBACK: fixed('ERR_MULTIPLE_CALLBACK', Error, () => 'Callback called multiple times'),
  ERR_METHOD_NOT_IMPLEMENTED: fixed('ERR_METHOD_NOT_IMPLEMENTED', Error, (method) => `The ${method} method is not implemented`),
  ERR_STREAM_ALREADY_FINISHED: fixed('ERR_STREAM_ALREADY_FINISHED', Error, (method) => `Cannot call ${method} after a stream was finished`),
  ERR_STREAM_CANNOT_PIPE: fixed('ERR_STREAM_CANNOT_PIPE', Error, () => 'Cannot pipe, not readable'),
  ERR_STREAM_DESTROYED: fixed('ERR_STREAM_DESTROYED', Error, (method) => `Cannot call ${method} after a stream was destroyed`),
  ERR_STREAM_NULL_VALUES: fixed('ERR_STREAM_NULL_VALUES', TypeError, () => 'May not write null values to stream'),
  ERR_STREAM_PREMATURE_CLOSE: fixed('ERR_STREAM_PREMATURE_CLOSE', Error, () => 'Premature close'),
  ERR_STREAM_PUSH_AFTER_EOF: fixed('ERR_STREAM_PUSH_AFTER_EOF', Error, () => 'stream.push() after EOF'),
  ERR_STREAM_UNSHIFT_AFTER_END_EVENT: fixed('ERR_STREAM_UNSHIFT_AFTER_END_EVENT', Error, () => 'stream.unshift() after end event'),
  ERR_STREAM_WRITE_AFTER_END: fixed('ERR_STREAM_WRITE_AFTER_END', Error, () => 'write after end'),
  ERR_UNKNOWN_ENCODING: fixed(
    'ERR_UNKNOWN_ENCODING',
    TypeError,
    (encoding: unknown) => `Unknown encoding: ${typeof encoding === 'string' ? encoding : inspect(encoding, { depth: 0 })}`,
  ),
};

export class AbortError extends Error {
  readonly code = 'ABORT_ERR';

  constructor(message = 'The operation was aborted', options?: { cause?: unknown }) {
    super(message, options);
    Object.defineProperty(this, 'name', { value: 'AbortError', writable: true, configurable: true });
  }
}

/** Two failures of one stream: the later one first, the earlier one kept beside it. */
export function aggregateTwoErrors(
  inner: (Error & { errors?: unknown }) | undefined,
  outer: (Error & { errors?: unknown; code?: unknown }) | undefined,
): Error | undefined {
  if (inner === undefined || inner === null || outer === undefined || outer === null || inner === outer) return inner ?? outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  return Object.assign(new AggregateError([outer, inner], outer.message), { code: outer.code });
}

/** Frames of this layer never show anyway. */
export function hideStackFrames<Fn>(fn: Fn): Fn {
  return fn;
}
