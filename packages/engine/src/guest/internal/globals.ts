import { AbortController, AbortSignal } from './abort.ts';
import { currentContext, runInContext } from './async-context.ts';
import { installErrorStack } from './error-stack.ts';
import { CustomEvent, Event, EventTarget } from './event-target.ts';
import { clearImmediate, setImmediate } from './immediates.ts';
import { assertFunction } from './validate.ts';
import { clearInterval, clearTimeout, setInterval, setTimeout } from './global-timers.ts';

installErrorStack();

const { queueMicrotask: enqueue } = globalThis as unknown as { queueMicrotask(callback: () => void): void };

function queueMicrotask(callback: () => void): void {
  assertFunction(callback, 'callback');
  const context = currentContext();
  if (context === undefined) enqueue(callback);
  else enqueue(() => runInContext(context, callback, undefined, []));
}

/** Defines globals as Node has them: there, replaceable, and not listed. */
export function defineGlobals(values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

// What other modules of this layer and the packages in it look for while they load.
defineGlobals({ AbortController, AbortSignal, CustomEvent, Event, EventTarget });
/** The same for those that Object.keys(globalThis) lists. */
export function listGlobals(values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
}

listGlobals({ global: globalThis, setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate, queueMicrotask });
