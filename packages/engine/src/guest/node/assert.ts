import { isDeepStrictEqual } from '../internal/deep-equal.ts';
import { inspect } from '../internal/inspect.ts';

export class AssertionError extends Error {
  readonly code = 'ERR_ASSERTION';
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string;
  readonly generatedMessage: boolean;
  constructor(options: { message?: string | undefined; actual?: unknown; expected?: unknown; operator?: string }) {
    super(options.message ?? `Expected values to be ${options.operator}`);
    this.name = 'AssertionError';
    this.actual = options.actual;
    this.expected = options.expected;
    this.operator = options.operator ?? 'fail';
    this.generatedMessage = options.message === undefined;
  }
}

type Message = string | Error | undefined;

function fail(message: Message, fallback: string, actual: unknown, expected: unknown, operator: string): never {
  if (message instanceof Error) throw message;
  throw new AssertionError({ message: message ?? fallback, actual, expected, operator });
}

const show = (value: unknown) => inspect(value, { depth: 5 });

export function ok(value: unknown, message?: Message): void {
  if (!value) fail(message, `The expression evaluated to a falsy value:\n\n  assert.ok(${show(value)})\n`, value, true, '==');
}

function matches(error: unknown, expected: unknown): boolean {
  if (expected === undefined) return true;
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && error instanceof (expected as new () => unknown)) return true;
    return !(Error.isPrototypeOf(expected) || expected === Error) && expected.call({}, error) === true;
  }
  if (expected instanceof RegExp) return expected.test(String(error));
  return Object.entries(expected as object).every(([key, value]) => {
    const actual = (error as Record<string, unknown>)[key];
    return value instanceof RegExp && typeof actual === 'string' ? value.test(actual) : isDeepStrictEqual(actual, value);
  });
}

function checkThrown(error: unknown, expected: unknown, message: Message): void {
  if (typeof expected === 'string') return;
  if (!matches(error, expected)) fail(message, `The error does not match: ${show(error)}`, error, expected, 'throws');
}

const looseEqual = (a: unknown, b: unknown) => a == b || (a !== a && b !== b);

const methods = {
  ok,
  equal: (a: unknown, b: unknown, message?: Message) => void (looseEqual(a, b) || fail(message, `${show(a)} == ${show(b)}`, a, b, '==')),
  notEqual: (a: unknown, b: unknown, message?: Message) => void (!looseEqual(a, b) || fail(message, `${show(a)} != ${show(b)}`, a, b, '!=')),
  strictEqual: (a: unknown, b: unknown, message?: Message) => void (Object.is(a, b) || fail(message, `Expected values to be strictly equal:\n\n${show(a)} !== ${show(b)}\n`, a, b, 'strictEqual')),
  notStrictEqual: (a: unknown, b: unknown, message?: Message) => void (!Object.is(a, b) || fail(message, `Expected "actual" to be strictly unequal to: ${show(b)}`, a, b, 'notStrictEqual')),
  deepStrictEqual: (a: unknown, b: unknown, message?: Message) => void (isDeepStrictEqual(a, b) || fail(message, `Expected values to be strictly deep-equal:\n\n${show(a)}\n\nshould equal\n\n${show(b)}\n`, a, b, 'deepStrictEqual')),
  notDeepStrictEqual: (a: unknown, b: unknown, message?: Message) => void (!isDeepStrictEqual(a, b) || fail(message, 'Expected "actual" not to be strictly deep-equal to', a, b, 'notDeepStrictEqual')),
  match: (text: string, pattern: RegExp, message?: Message) => void (pattern.test(text) || fail(message, `The input did not match the regular expression ${pattern}. Input:\n\n${show(text)}\n`, text, pattern, 'match')),
  doesNotMatch: (text: string, pattern: RegExp, message?: Message) => void (!pattern.test(text) || fail(message, `The input was expected to not match ${pattern}`, text, pattern, 'doesNotMatch')),
  throws(run: () => unknown, expected?: unknown, message?: Message) {
    let thrown: { error: unknown } | undefined;
    try {
      run();
    } catch (error) {
      thrown = { error };
    }
    if (thrown === undefined) fail(typeof expected === 'string' ? expected : message, 'Missing expected exception.', undefined, expected, 'throws');
    checkThrown(thrown.error, expected, message);
  },
  doesNotThrow: (run: () => unknown) => void run(),
  async rejects(promise: Promise<unknown> | (() => Promise<unknown>), expected?: unknown, message?: Message) {
    let thrown: { error: unknown } | undefined;
    try {
      await (typeof promise === 'function' ? promise() : promise);
    } catch (error) {
      thrown = { error };
    }
    if (thrown === undefined) fail(typeof expected === 'string' ? expected : message, 'Missing expected rejection.', undefined, expected, 'rejects');
    checkThrown(thrown.error, expected, message);
  },
  doesNotReject: async (promise: Promise<unknown> | (() => Promise<unknown>)) => void (await (typeof promise === 'function' ? promise() : promise)),
  ifError(value: unknown) {
    if (value !== null && value !== undefined) throw value;
  },
  fail: (message?: Message) => fail(message, 'Failed', undefined, undefined, 'fail'),
  AssertionError,
};

const assert = Object.assign((value: unknown, message?: Message) => ok(value, message), methods, { deepEqual: methods.deepStrictEqual, notDeepEqual: methods.notDeepStrictEqual });
export default Object.assign(assert, { strict: assert });
