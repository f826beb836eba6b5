import { creationStack, formatFrames } from './error-stack.ts';
import { codedError } from './errors.ts';
import type { EventEmitter } from './event-emitter-types.ts';
import { inspect } from './inspect.ts';

/** Where an 'error' event that nobody listened for was emitted. Shown when the error ends the process. */
interface EmittedAt {
  readonly emitter: string;
  readonly stack: string;
}
const emittedAt: unique symbol = Symbol('kEnhanceStackBeforeInspector') as never;

/** Adds to a fatal error's stack where it was emitted: the error itself may be older. */
export function appendEmitterFrames(error: Error): void {
  const place = (error as Error & { [emittedAt]?: EmittedAt })[emittedAt];
  if (place === undefined || typeof error.stack !== 'string') return;
  const on = place.emitter === 'EventEmitter' ? '' : ` on ${place.emitter} instance`;
  error.stack = `${error.stack}\nEmitted 'error' event${on} at:${place.stack}`;
}

/** What emit('error') throws when nobody listens. */
export function unhandledError(emitter: EventEmitter, error: unknown): unknown {
  if (error instanceof Error) {
    const place: EmittedAt = { emitter: emitter.constructor?.name ?? 'EventEmitter', stack: formatFrames(creationStack()) };
    Object.defineProperty(error, emittedAt, { value: place, configurable: true });
    return error;
  }
  const wrapped = codedError(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${shown(error)})`);
  return Object.assign(wrapped, { context: error });
}

function shown(value: unknown): string {
  try {
    return inspect(value);
  } catch {
    // Its own inspection failed: what it says of itself must do.
    return String(value);
  }
}
