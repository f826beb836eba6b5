import type { Context } from './inspect-context.ts';
import { headLine } from './error-stack.ts';
import { namePrefix } from './inspect-name.ts';

type Key = string | symbol;

/**
 * An error as its stack, with the class's name put right; in brackets when it has no frames.
 * Takes those keys out of `keys` that the text already shows, and adds the hidden `cause` and `errors`.
 */
export function errorText(error: Error, constructor: string | null, tag: string, keys: Key[], context: Context): string {
  const own = stackOf(error);
  const name = read(error, 'name') ?? 'Error';
  const message = read(error, 'message');
  if (!context.showHidden) {
    removeKey(keys, 'stack', true);
    removeKey(keys, 'message', typeof message !== 'string' || own.includes(message));
    removeKey(keys, 'name', typeof name !== 'string' || own.includes(name));
  }
  if (Object.hasOwn(error, 'cause') && !keys.includes('cause')) keys.push('cause');
  if (Object.hasOwn(error, 'errors') && Array.isArray(read(error, 'errors')) && !keys.includes('errors')) keys.push('errors');
  let text = withClassName(own, constructor, String(name), tag);
  const messageEnd = typeof message === 'string' && message !== '' ? text.indexOf(message) + message.length : 0;
  const framesAt = text.indexOf('\n    at', messageEnd);
  if (framesAt < 0) text = `[${text}]`;
  else text = `${text.slice(0, framesAt)}\n${collapse(text.slice(framesAt + 1).split('\n'), error).join('\n')}`;
  return context.indentation === 0 ? text : text.replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
}

function read(error: Error, key: string): unknown {
  try {
    return (error as unknown as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function stackOf(error: Error): string {
  const stack = read(error, 'stack');
  return typeof stack === 'string' && stack !== '' ? stack : headLine(error);
}

function removeKey(keys: Key[], key: string, isShown: boolean): void {
  const at = keys.indexOf(key);
  if (at >= 0 && isShown) keys.splice(at, 1);
}

/** `Error: x` of a class Foo is shown as `Foo [Error]: x`, of FooError as `FooError: x`. */
function withClassName(stack: string, constructor: string | null, name: string, tag: string): string {
  const startsWithName =
    name.endsWith('Error') && stack.startsWith(name) && (stack.length === name.length || stack[name.length] === ':' || stack[name.length] === '\n');
  if (constructor !== null && !startsWithName) return stack;
  let fallback = 'Error';
  let length = name.length;
  if (constructor === null) {
    const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)/.exec(stack) ?? /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    length = start?.[1]?.length ?? 0;
    fallback = start?.[1] || 'Error';
  }
  const prefix = namePrefix(constructor, tag, fallback).slice(0, -1);
  if (prefix === name) return stack;
  if (!prefix.includes(name)) return `${prefix} [${name}]${stack.slice(length)}`;
  return length === 0 ? `${prefix}: ${stack}` : `${prefix}${stack.slice(length)}`;
}

/** Leaves out the frames that an error shares with its cause, which is printed with all of them. */
function collapse(frames: string[], error: Error): string[] {
  const cause = read(error, 'cause');
  if (!(cause instanceof Error)) return frames;
  const causeStack = stackOf(cause);
  const at = causeStack.indexOf('\n    at');
  if (at < 0) return frames;
  const [length, offset] = firstSharedRun(frames, causeStack.slice(at + 1).split('\n'));
  if (length > 3) {
    const hidden = length - 2;
    frames.splice(offset + 1, hidden, `    ... ${hidden} lines matching cause stack trace ...`);
  }
  return frames;
}

/** First run of at least four lines that both have, as [length, start in `frames`]; [0, 0] when there is none. */
function firstSharedRun(frames: readonly string[], others: readonly string[]): [number, number] {
  for (let i = 0; i < frames.length - 3; i++) {
    const start = others.indexOf(frames[i] as string);
    if (start < 0) continue;
    const rest = others.length - start;
    if (rest <= 3) continue;
    let length = 1;
    const most = Math.min(rest, frames.length - i);
    while (length < most && frames[i + length] === others[start + length]) length++;
    if (length > 3) return [length, i];
  }
  return [0, 0];
}
