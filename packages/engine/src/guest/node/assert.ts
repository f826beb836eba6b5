import { doesNotReject, doesNotThrow, type Message, rejects, throws } from '../internal/assert-throws.ts';
import { AssertionError } from '../internal/assertion-error.ts';
import { isDeepEqualAnyPrototype, isDeepLooseEqual, isDeepStrictEqual } from '../internal/deep-equal.ts';
import { codedError, invalidArgType } from '../internal/errors.ts';
import { inspect } from '../internal/inspect.ts';
import { emitWarning } from '../internal/process-warnings.ts';
import { callText } from '../internal/source-excerpt.ts';
import { assertObject, assertOneOf } from '../internal/validate.ts';

/** How an Assert wants differences to be shown. */
const kDiff: unique symbol = Symbol('diff');

function failWith(options: { message: Message; actual: unknown; expected: unknown; operator: string; above: unknown; on?: unknown }): never {
  const { message, actual, expected, operator, above, on } = options;
  const diff = (on as { [kDiff]?: string } | undefined)?.[kDiff];
  if (message instanceof Error) throw message;
  throw new AssertionError({ message, actual, expected, operator, stackStartFn: above, diff });
}

function needTwo(count: number): void {
  if (count < 2) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "actual" and "expected" arguments must be specified');
}

/** A value was not truthy: names the expression. */
function failTruthy(args: readonly unknown[], above: unknown): never {
  const [value, message] = args as [unknown, Message];
  if (message instanceof Error) throw message;
  let text = message;
  if (args.length === 0) text = 'No value argument passed to `assert.ok()`';
  else if (text === undefined || text === null) {
    const call = callText(above);
    text = call === undefined ? `${inspect(value)} == true` : `The expression evaluated to a falsy value:\n\n  ${call}\n`;
  }
  const error = new AssertionError({ actual: value, expected: true, message: text, operator: '==', stackStartFn: above });
  throw message === undefined ? Object.defineProperty(error, 'generatedMessage', { value: true, enumerable: true, writable: true, configurable: true }) : error;
}

function ok(...args: unknown[]): void {
  if (!args[0]) failTruthy(args, ok);
}

function looselyEqual(a: unknown, b: unknown): boolean {
  return a == b || (a !== a && b !== b);
}

/** An assertion over two values. */
function comparison(name: string, operator: string, holds: (actual: unknown, expected: unknown) => boolean) {
  function compare(this: unknown, actual: unknown, expected: unknown, message?: Message): void {
    needTwo(arguments.length);
    if (!holds(actual, expected)) failWith({ message, actual, expected, operator, above: compare, on: this });
  }
  return Object.defineProperty(compare, 'name', { value: name });
}

const equal = comparison('equal', '==', looselyEqual);
const notEqual = comparison('notEqual', '!=', (a, b) => !looselyEqual(a, b));
const strictEqual = comparison('strictEqual', 'strictEqual', Object.is);
const notStrictEqual = comparison('notStrictEqual', 'notStrictEqual', (a, b) => !Object.is(a, b));
const deepEqual = comparison('deepEqual', 'deepEqual', isDeepLooseEqual);
const notDeepEqual = comparison('notDeepEqual', 'notDeepEqual', (a, b) => !isDeepLooseEqual(a, b));
const deepStrictEqual = comparison('deepStrictEqual', 'deepStrictEqual', isDeepStrictEqual);
const notDeepStrictEqual = comparison('notDeepStrictEqual', 'notDeepStrictEqual', (a, b) => !isDeepStrictEqual(a, b));
const partialDeepStrictEqual = comparison('partialDeepStrictEqual', 'partialDeepStrictEqual', containsDeeply);

/** Whether everything that `part` has is in `whole`, too. */
function containsDeeply(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null || typeof whole !== 'object' || whole === null) return Object.is(whole, part);
  if (Object.getPrototypeOf(whole) !== Object.getPrototypeOf(part)) return false;
  if (part instanceof Map)
    return [...part].every(([key, value]) => (whole as Map<unknown, unknown>).has(key) && containsDeeply((whole as Map<unknown, unknown>).get(key), value));
  if (part instanceof Set) return [...part].every((value) => [...(whole as Set<unknown>)].some((each) => containsDeeply(each, value)));
  if (Array.isArray(part)) {
    let from = 0;
    return part.every((value) => {
      const at = (whole as unknown[]).findIndex((each, index) => index >= from && containsDeeply(each, value));
      from = at + 1;
      return at >= 0;
    });
  }
  const keys = Object.keys(part);
  if (keys.length === 0) return isDeepStrictEqual(whole, part) || Object.getPrototypeOf(part) === Object.prototype;
  return keys.every((key) => Object.hasOwn(whole, key) && containsDeeply((whole as Record<string, unknown>)[key], (part as Record<string, unknown>)[key]));
}

let warnedOfFail = false;

/** `fail(message)`; the older `fail(actual, expected, message, operator)` still works, with a warning. */
function fail(...args: unknown[]): never {
  let [actual, expected, message, operator, above] = args as [unknown, unknown, Message, string | undefined, unknown];
  if (args.length <= 1) {
    message = (args.length === 0 || actual === undefined || actual === null ? 'Failed' : actual) as Message;
    actual = undefined;
  } else {
    if (!warnedOfFail)
      emitWarning(
        'assert.fail() with more than one argument is deprecated. Please use assert.strictEqual() instead or only pass a message.',
        'DeprecationWarning',
        'DEP0094',
      );
    warnedOfFail = true;
    if (args.length === 2) operator = '!=';
  }
  if (message instanceof Error) throw message;
  const error = new AssertionError({ message, actual, expected, operator: operator ?? 'fail', stackStartFn: above ?? fail });
  throw args.length === 0 ? Object.assign(error, { generatedMessage: true }) : error;
}

function ifErrorText(value: unknown): string {
  if (typeof value !== 'object' || typeof (value as Error).message !== 'string') return inspect(value);
  const { message, constructor } = value as Error;
  return message === '' && constructor ? constructor.name : message;
}

function ifError(value: unknown): void {
  if (value === null || value === undefined) return;
  throw new AssertionError({
    actual: value,
    expected: null,
    operator: 'ifError',
    message: `ifError got unwanted exception: ${ifErrorText(value)}`,
    stackStartFn: ifError,
  });
}

/** @param wanted whether the text is to match. */
function matching(operator: 'match' | 'doesNotMatch', wanted: boolean) {
  return function check(text: unknown, pattern: RegExp, message?: Message): void {
    if (!(pattern instanceof RegExp)) throw invalidArgType('regexp', 'an instance of RegExp', pattern);
    if (typeof text === 'string' && pattern.test(text) === wanted) return;
    const generated =
      typeof text === 'string'
        ? `${wanted ? 'The input did not match the regular expression ' : 'The input was expected to not match the regular expression '}${inspect(pattern)}. Input:\n\n${inspect(text)}\n`
        : `The "string" argument must be of type string. Received type ${typeof text} (${inspect(text)})`;
    if (message !== undefined) failWith({ message, actual: text, expected: pattern, operator, above: check });
    throw Object.assign(new AssertionError({ message: generated, actual: text, expected: pattern, operator, stackStartFn: check }), { generatedMessage: true });
  };
}

const shared = {
  fail,
  AssertionError,
  ok,
  throws,
  rejects,
  doesNotThrow,
  doesNotReject,
  ifError,
  match: matching('match', true),
  doesNotMatch: matching('doesNotMatch', false),
  strictEqual,
  notStrictEqual,
  deepStrictEqual,
  notDeepStrictEqual,
  partialDeepStrictEqual,
};

const assert = Object.assign(
  function assert(...args: unknown[]): void {
    if (!args[0]) failTruthy(args, assert);
  },
  shared,
  { equal, notEqual, deepEqual, notDeepEqual },
);

export const strict = Object.assign(
  function strict(...args: unknown[]): void {
    if (!args[0]) failTruthy(args, strict);
  },
  shared,
  { equal: strictEqual, notEqual: notStrictEqual, deepEqual: deepStrictEqual, notDeepEqual: notDeepStrictEqual },
);
Object.assign(strict, { strict });

interface AssertOptions {
  strict?: boolean;
  diff?: 'simple' | 'full';
  skipPrototype?: boolean;
}

/** Assertions with settings of their own: strict unless told otherwise. */
function Assert(this: unknown, options?: AssertOptions): void {
  if (new.target === undefined) throw codedError(TypeError, 'ERR_CONSTRUCT_CALL_REQUIRED', 'Class constructor Assert cannot be invoked without `new`');
  assertObject(options ?? {}, 'options');
  const settings = { strict: true, skipPrototype: false, ...options };
  if (settings.diff !== undefined) assertOneOf(settings.diff, 'options.diff', ['simple', 'full']);
  Object.defineProperty(this, kDiff, { value: settings.diff });
  Object.assign(this as object, settings.strict ? strict : assert, { strict });
  delete (this as { Assert?: unknown }).Assert;
  if (!settings.skipPrototype) return;
  const alike = comparison('deepStrictEqual', 'deepStrictEqual', isDeepEqualAnyPrototype);
  const unlike = comparison('notDeepStrictEqual', 'notDeepStrictEqual', (a, b) => !isDeepEqualAnyPrototype(a, b));
  Object.assign(this as object, { deepStrictEqual: alike, notDeepStrictEqual: unlike });
  if (settings.strict) Object.assign(this as object, { deepEqual: alike, notDeepEqual: unlike });
}

Object.assign(strict, { Assert });
export default Object.assign(assert, { strict, Assert });
