import { AssertionError } from './assertion-error.ts';
import { isDeepStrictEqual } from './deep-equal.ts';
import { codedError, describeType, invalidArgType, invalidArgValue } from './errors.ts';
import { inspect } from './inspect.ts';

export type Message = string | Error | undefined;
type Thrown = { readonly error: unknown } | undefined;

/** A promise, or a function that returns one; throws when it is neither. */
async function settle(promise: unknown): Promise<Thrown> {
  let awaited: unknown = promise;
  if (typeof promise === 'function') {
    awaited = promise();
    if (!isPromiseLike(awaited))
      throw codedError(
        TypeError,
        'ERR_INVALID_RETURN_VALUE',
        `Expected instance of Promise to be returned from the "promiseFn" function but got ${describeType(awaited)}.`,
      );
  } else if (!isPromiseLike(promise)) throw invalidArgType('promiseFn', 'of type function or an instance of Promise', promise);
  try {
    await awaited;
    return undefined;
  } catch (error) {
    return { error };
  }
}

function isPromiseLike(value: unknown): boolean {
  return (
    value !== null &&
    typeof value === 'object' &&
    typeof (value as { then?: unknown }).then === 'function' &&
    typeof (value as { catch?: unknown }).catch === 'function'
  );
}

function run(fn: unknown): Thrown {
  if (typeof fn !== 'function') throw invalidArgType('fn', 'of type function', fn);
  try {
    fn();
    return undefined;
  } catch (error) {
    return { error };
  }
}

function fail(message: Message, fallback: string, thrown: unknown, expected: unknown, operator: string, above: unknown): never {
  if (message instanceof Error) throw message;
  const error = new AssertionError({ actual: thrown, expected, message: message ?? fallback, operator, stackStartFn: above });
  if (message === undefined && !fallback.startsWith('Missing expected') && !fallback.startsWith('Got unwanted'))
    Object.defineProperty(error, 'generatedMessage', { value: true, enumerable: true, writable: true, configurable: true });
  throw error;
}

function checkExpected(thrown: unknown, expected: unknown, message: Message, operator: string, above: unknown): void {
  if (expected instanceof RegExp) {
    if (expected.test(String(thrown))) return;
    fail(
      message,
      `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(thrown))}\n`,
      thrown,
      expected,
      operator,
      above,
    );
  }
  if (typeof expected === 'function') {
    const Class = expected as { prototype?: unknown; name: string } & ((error: unknown) => unknown);
    if (Class.prototype !== undefined && thrown instanceof (Class as unknown as new () => unknown)) return;
    if (Error.isPrototypeOf(Class) || (Class as unknown) === Error) {
      const received = thrown instanceof Error ? thrown.constructor.name : inspect(thrown, { depth: -1 });
      const detail = thrown instanceof Error ? `\n\nError message:\n\n${thrown.message}` : '';
      fail(
        message,
        `The error is expected to be an instance of "${Class.name}". Received ${thrown instanceof Error ? `"${received}"` : `"${received}"`}${detail}`,
        thrown,
        expected,
        operator,
        above,
      );
    }
    if (Class.call({}, thrown) === true) return;
    fail(
      message,
      `The ${Class.name ? `"${Class.name}" ` : ''}validation function is expected to return "true". Received ${inspect(Class.call({}, thrown))}\n\nCaught error:\n\n${inspect(thrown)}`,
      thrown,
      expected,
      operator,
      above,
    );
  }
  if (typeof expected !== 'object' || expected === null) return;
  if (thrown === null || typeof thrown !== 'object') fail(message, `${inspect(thrown)} ${operator} ${inspect(expected)}`, thrown, expected, operator, above);
  checkFields(thrown as Record<string, unknown>, expected as Record<string, unknown>, message, operator, above);
}

function checkFields(thrown: Record<string, unknown>, expected: Record<string, unknown>, message: Message, operator: string, above: unknown): void {
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  else if (keys.length === 0) throw invalidArgValue('error', expected, 'may not be an empty object');
  for (const key of keys) {
    const wanted = expected[key];
    const found = thrown[key];
    if (typeof found === 'string' && wanted instanceof RegExp ? wanted.test(found) : key in thrown && isDeepStrictEqual(found, wanted)) continue;
    if (message !== undefined) fail(message, '', thrown, expected, operator, above);
    const pick = (source: Record<string, unknown>) =>
      Object.assign(new Comparison(), Object.fromEntries(keys.filter((each) => each in source).map((each) => [each, source[each]])));
    const error = new AssertionError({ actual: pick(thrown), expected: pick(expected), operator: 'deepStrictEqual', stackStartFn: above });
    throw Object.assign(error, { actual: thrown, expected, operator });
  }
}

/** The name under which the compared fields of two errors are printed. */
class Comparison {}

/** A text in place of the expectation is the message. */
function split(expected: unknown, message: Message): [unknown, Message] {
  return typeof expected === 'string' ? [undefined, expected] : [expected, message];
}

function expectThrown(thrown: Thrown, expectedOrMessage: unknown, given: Message, operator: 'throws' | 'rejects', above: unknown): void {
  const [expected, message] = split(expectedOrMessage, given);
  if (thrown === undefined) {
    const name = typeof expected === 'function' && expected.name !== '' ? ` (${expected.name})` : '';
    fail(
      message instanceof Error ? message : undefined,
      `Missing expected ${operator === 'rejects' ? 'rejection' : 'exception'}${name}${message ? `: ${String(message)}` : '.'}`,
      undefined,
      expected,
      operator,
      above,
    );
  }
  if (expected !== undefined) checkExpected(thrown.error, expected, message, operator, above);
}

function expectNone(thrown: Thrown, expectedOrMessage: unknown, given: Message, operator: 'doesNotThrow' | 'doesNotReject', above: unknown): void {
  if (thrown === undefined) return;
  const [expected, message] = split(expectedOrMessage, given);
  const { error } = thrown;
  if (expected !== undefined && !(typeof expected === 'function' && error instanceof (expected as unknown as new () => unknown))) throw error;
  const text = `Got unwanted ${operator === 'doesNotReject' ? 'rejection' : 'exception'}${message ? `: ${String(message)}` : '.'}\nActual message: "${error instanceof Error ? error.message : String(error)}"`;
  fail(undefined, text, error, expected, operator, above);
}

export function throws(fn: unknown, expected?: unknown, message?: Message): void {
  expectThrown(run(fn), expected, message, 'throws', throws);
}

export async function rejects(promise: unknown, expected?: unknown, message?: Message): Promise<void> {
  expectThrown(await settle(promise), expected, message, 'rejects', rejects);
}

export function doesNotThrow(fn: unknown, expected?: unknown, message?: Message): void {
  expectNone(run(fn), expected, message, 'doesNotThrow', doesNotThrow);
}

export async function doesNotReject(promise: unknown, expected?: unknown, message?: Message): Promise<void> {
  expectNone(await settle(promise), expected, message, 'doesNotReject', doesNotReject);
}
