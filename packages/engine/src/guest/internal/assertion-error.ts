import { inspect, customInspect, type InspectOptions } from './inspect.ts';
import { diffLines, printDiff } from './line-diff.ts';
import { assertObject } from './validate.ts';

export interface AssertionOptions {
  diff?: string | undefined;
  message?: string | undefined;
  actual?: unknown;
  expected?: unknown;
  operator?: string;
  /** Frames from this function inwards are left out of the stack. */
  stackStartFn?: unknown;
}

/** Equal values of up to this many characters stand in one line. */
const SHORT = 12;
const LONG = 512;
const MOST_LINES = 50;
const TERMINAL_COLUMNS = 80;

const WORDING: Readonly<Record<string, string>> = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};

const WITH_DIFF = new Set(['deepStrictEqual', 'strictEqual', 'partialDeepStrictEqual']);

function shown(value: unknown): string {
  return inspect(value, { compact: false, customInspect: false, depth: 1000, maxArrayLength: null, showHidden: false, sorted: true, getters: true });
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function diffMessage(actual: unknown, expected: unknown, operator: string, message: string | undefined): string {
  const bothObjects = (isObject(actual) && isObject(expected)) || (typeof actual === 'function' && typeof expected === 'function');
  const wording = message ?? WORDING[operator === 'strictEqual' && bothObjects ? 'strictEqualObject' : operator];
  const [left, right] = [shown(actual), shown(expected)];
  const [leftLines, rightLines] = [left.split('\n'), right.split('\n')];
  if (leftLines.length === 1 && rightLines.length === 1 && !(isObject(actual) && isObject(expected))) {
    const length = left.length + right.length - (typeof actual === 'string' ? 2 : 0) - (typeof expected === 'string' ? 2 : 0);
    if (length <= SHORT && (actual !== 0 || expected !== 0)) return `${wording}\n\n${left} !== ${right}\n`;
    return `${wording}\n+ actual - expected\n\n+ ${left}\n- ${right}${differenceMark(actual, expected, left, right)}\n`;
  }
  if (left === right) {
    const tooLong = leftLines.length > MOST_LINES;
    const text = tooLong ? `${leftLines.slice(0, MOST_LINES).join('\n')}\n...}` : left;
    return `${message ?? WORDING['notIdentical']}\n${tooLong ? '\n... Skipped lines' : ''}\n${text}\n`;
  }
  const { text, skipped } = printDiff(diffLines(leftLines, rightLines, isObject(actual)));
  return `${wording}\n+ actual - expected${skipped ? '\n... Skipped lines' : ''}\n${text}\n`;
}

/** Strings on one terminal line get a mark below the first character that differs. */
function differenceMark(actual: unknown, expected: unknown, left: string, right: string): string {
  if (typeof actual !== 'string' || typeof expected !== 'string' || left.length + right.length > TERMINAL_COLUMNS) return '';
  const at = Array.from(left).findIndex((char, index) => char !== right[index]);
  // Differences in the first two characters are plain to see.
  return at < 3 ? '' : `\n${' '.repeat(at + 2)}^`;
}

function unequalMessage(actual: unknown, operator: string): string {
  const wording = WORDING[operator === 'notStrictEqual' && (isObject(actual) || typeof actual === 'function') ? 'notStrictEqualObject' : operator];
  const lines = shown(actual).split('\n');
  if (lines.length > MOST_LINES) lines.splice(46, lines.length, '...');
  if (lines.length === 1) return `${wording}${(lines[0] as string).length > 5 ? '\n\n' : ' '}${lines[0]}`;
  return `${wording}\n\n${lines.join('\n')}\n`;
}

function looseMessage(actual: unknown, expected: unknown, operator: string): string {
  const clip = (text: string) => (text.length > LONG ? `${text.slice(0, 509)}...` : text);
  const [left, right] = [shown(actual), shown(expected)];
  if (operator === 'notDeepEqual' && left === right) {
    const text = `${WORDING['notDeepEqual']}\n\n${left}`;
    return text.length > 1024 ? `${text.slice(0, 1021)}...` : text;
  }
  if (operator === 'deepEqual') return `${WORDING['deepEqual']}\n\n${clip(left)}\n\nshould loosely deep-equal\n\n${clip(right)}`;
  const unequal = WORDING[`${operator}Unequal`];
  if (unequal !== undefined) return `${unequal}\n\n${clip(left)}\n\nshould not loosely deep-equal\n\n${clip(right)}`;
  return `${clip(left)} ${operator} ${clip(right)}`;
}

/** Two errors are compared without their stacks. */
function withoutStack(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const copy = Object.assign(Object.create(Object.getPrototypeOf(value) as object) as object, value);
  Object.defineProperty(copy, 'message', { value: value.message });
  if (Object.hasOwn(value, 'cause')) Object.defineProperty(copy, 'cause', { value: withoutStack(value.cause) });
  return copy;
}

function generate({ actual, expected, operator = '', message }: AssertionOptions): string {
  const [left, right] = actual instanceof Error && expected instanceof Error ? [withoutStack(actual), withoutStack(expected)] : [actual, expected];
  if (WITH_DIFF.has(operator)) return diffMessage(left, right, operator, message);
  if (message !== undefined) return message;
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') return unequalMessage(left, operator);
  return looseMessage(left, right, operator);
}

/** What a failed assertion throws. */
export class AssertionError extends Error {
  readonly generatedMessage: boolean;
  readonly code: string;
  actual: unknown;
  expected: unknown;
  readonly operator: string | undefined;
  readonly diff: string;

  constructor(options: AssertionOptions) {
    assertObject(options, 'options');
    super(generate(options));
    this.generatedMessage = options.message === undefined || options.message === '';
    Object.defineProperty(this, 'name', { value: 'AssertionError [ERR_ASSERTION]', enumerable: false, writable: true, configurable: true });
    this.code = 'ERR_ASSERTION';
    this.actual = options.actual;
    this.expected = options.expected;
    this.operator = options.operator;
    const { captureStackTrace } = Error as unknown as { captureStackTrace?: (target: object, above?: unknown) => void };
    captureStackTrace?.(this, options.stackStartFn ?? AssertionError);
    // The stack carries the code in its first line, the error's name does not.
    this.name = 'AssertionError';
    this.diff = options.diff ?? 'simple';
  }

  override toString(): string {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [customInspect](_depth: number | null, options: InspectOptions): string {
    return inspect(this, { ...options, customInspect: false, depth: 0 });
  }
}
