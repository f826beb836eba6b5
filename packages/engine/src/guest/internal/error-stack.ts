import { nodeErrorMark } from './errors.ts';

/** QuickJS's `stack`: frames only, one `    at name (file:line:column)` per line. */
const native = Object.getOwnPropertyDescriptor(Error.prototype, 'stack') as
  | { get(this: unknown): unknown; set(this: unknown, value: unknown): void }
  | undefined;

interface CallSite {
  getFileName(): string | null;
  getLineNumber(): number;
  getColumnNumber(): number;
  getFunctionName(): string | null;
}

const StackedError = Error as ErrorConstructor & {
  stackTraceLimit: number;
  prepareStackTrace: ((error: unknown, frames: CallSite[]) => unknown) | undefined;
  captureStackTrace(target: object, skipAbove?: unknown): void;
};
const nativeCapture = StackedError.captureStackTrace;

/** Enough to see past Node's own frames to the line of the program that asked. */
const CREATION_FRAMES = 16;

let asyncFrames = (): string => '';

/** From now on creation stacks have the async functions in them that wait for the running one. They cost a look at the heap each. */
export function includeAsyncFrames(read: () => string): void {
  asyncFrames = read;
}

/** Where the caller was called from, in the engine's raw form: for handles, which the host maps to source lines. */
export function creationStack(): string {
  const stack = stackHere();
  return stack === '' ? '' : stack + asyncFrames();
}

/** The same without the async functions that wait. */
export function stackHere(): string {
  const limit = StackedError.stackTraceLimit;
  StackedError.stackTraceLimit = CREATION_FRAMES;
  const stack: unknown = native?.get.call(new Error());
  StackedError.stackTraceLimit = limit;
  return typeof stack === 'string' ? stack : '';
}

/** "TypeError [ERR_X]: message", whatever the program did to the error. */
export function headLine(error: unknown): string {
  try {
    const { name = 'Error', message = '', [nodeErrorMark]: code } = error as { name?: unknown; message?: unknown; [nodeErrorMark]?: string };
    const title = code === undefined || String(name).includes(code) ? String(name) : `${String(name)} [${code}]`;
    if (title === '') return String(message);
    return String(message) === '' ? title : `${title}: ${String(message)}`;
  } catch {
    // A getter of the program's threw. The head line is a nicety, the frames are not.
    return 'Error';
  }
}

/**
 * Frames as Node words them, without those of this layer and of the engine's functions that it called through.
 * When there are no others the innermost one stays: an error with no frames at all prints differently.
 */
export function formatFrames(raw: string): string {
  const lines = raw.split('\n').filter((line) => line !== '');
  let text = '';
  for (const [at, line] of lines.entries()) {
    let caller = at;
    while (lines[caller]?.endsWith(' (native)')) caller++;
    if (caller === lines.length || isOwnFrame(lines[caller])) continue;
    text += `\n${line.replace(/at <(?:anonymous|eval|null)> \((.*)\)$/, 'at $1').replace(/ \(native\)$/, ' (<anonymous>)')}`;
  }
  if (text !== '' || lines.length === 0) return text;
  return `\n${(lines.find(isOwnFrame) ?? (lines[0] as string)).replace(/\(<null>.*\)$/, '(node:internal:0:0)')}`;
}

/** This layer's code is in the image without its lines: that is how its frames show. */
function isOwnFrame(line: string | undefined): boolean {
  return line?.includes('(<null>:') ?? false;
}

function withHead(error: unknown, raw: unknown): unknown {
  // Anything else than the engine's own frames was put there by the program.
  if (typeof raw !== 'string' || (raw !== '' && !raw.startsWith('    at '))) return raw;
  return headLine(error) + formatFrames(withoutConstructors(raw, error));
}

/** Drops the innermost frames that are the error's own class and its parents calling `super`: V8 does not record them. */
function withoutConstructors(raw: string, error: unknown): string {
  const names = new Set<string>();
  for (let at = Object.getPrototypeOf(error) as object | null; at !== null && at !== Error.prototype; at = Object.getPrototypeOf(at) as object | null) {
    const maker: unknown = Object.getOwnPropertyDescriptor(at, 'constructor')?.value;
    if (typeof maker === 'function') names.add(maker.name);
  }
  if (names.size === 0) return raw;
  const lines = raw.split('\n');
  while (lines.length > 0 && names.has(/^ {4}at (\S+) \(/.exec(lines[0] as string)?.[1] ?? '')) lines.shift();
  return lines.join('\n');
}

/** Methods that V8's call sites have and QuickJS's have not. Packages such as depd call them. */
const MORE_CALL_SITE_METHODS = {
  isEval: () => false,
  isToplevel: () => true,
  isAsync: () => false,
  isPromiseAll: () => false,
  getPromiseIndex: () => null,
  getThis: () => undefined,
  getTypeName: () => null,
  getMethodName: () => null,
  getEvalOrigin: () => undefined,
  getScriptNameOrSourceURL(this: CallSite) {
    return this.getFileName();
  },
  toString(this: CallSite) {
    const place = `${this.getFileName()}:${this.getLineNumber()}:${this.getColumnNumber()}`;
    const name = this.getFunctionName();
    return name === null || name === '' || name.startsWith('<') ? place : `${name} (${place})`;
  },
};

/** Makes `error.stack`, `Error.captureStackTrace` and call sites look as they do in Node. */
export function installErrorStack(): void {
  if (native === undefined) return;
  const { get, set } = native;
  Object.defineProperty(Error.prototype, 'stack', {
    configurable: true,
    get(this: unknown) {
      return withHead(this, get.call(this));
    },
    set(this: unknown, value: unknown) {
      if (typeof value === 'string') set.call(this, value);
      else Object.defineProperty(this, 'stack', { value, writable: true, enumerable: false, configurable: true });
    },
  });
  StackedError.captureStackTrace = function captureStackTrace(target, skipAbove) {
    nativeCapture.call(Error, target, skipAbove ?? captureStackTrace);
    const { stack } = target as { stack?: unknown };
    Object.defineProperty(target, 'stack', { value: withHead(target, stack), writable: true, enumerable: false, configurable: true });
  };
  StackedError.prepareStackTrace = (_error, frames) => frames;
  const frames = get.call(new Error()) as CallSite[];
  StackedError.prepareStackTrace = undefined;
  const prototype = Object.getPrototypeOf(frames[0]) as object;
  for (const [name, value] of Object.entries(MORE_CALL_SITE_METHODS)) {
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  }
}
