import type { AbortSignal } from '../internal/abort.ts';
import { abortError, codedError } from '../internal/errors.ts';
import { creationStack } from '../internal/error-stack.ts';
import { clearImmediate, setImmediate } from '../internal/immediates.ts';
import { Timeout } from '../internal/timers.ts';
import { assertAbortSignal, assertBoolean, assertNumber, assertObject } from '../internal/validate.ts';

interface Options {
  signal?: AbortSignal;
  ref?: boolean;
}

function checkOptions(options: Options): void {
  assertObject(options, 'options');
  assertAbortSignal(options.signal, 'options.signal');
  if (options.ref !== undefined) assertBoolean(options.ref, 'options.ref');
}

/** A promise of a value that something cancellable will bring. `start` returns what cancels it. */
function cancellable<T>(value: T, signal: AbortSignal | undefined, start: (done: () => void) => () => void): Promise<T> {
  if (signal?.aborted) return Promise.reject(abortError(signal.reason));
  return new Promise((resolve, reject) => {
    const cancel = start(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve(value);
    });
    function onAbort(): void {
      cancel();
      reject(abortError(signal?.reason));
    }
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function rejecting<T>(run: () => Promise<T>): Promise<T> {
  try {
    return run();
  } catch (error) {
    return Promise.reject(error);
  }
}

export function setTimeoutPromise<T>(delay?: number, value?: T, options: Options = {}): Promise<T> {
  return rejecting(() => {
    if (delay !== undefined) assertNumber(delay, 'delay');
    checkOptions(options);
    const stack = creationStack();
    return cancellable(value as T, options.signal, (done) => {
      const timer = new Timeout(done, delay, false, [], stack);
      if (options.ref === false) timer.unref();
      return () => timer.close();
    });
  });
}

export function setImmediatePromise<T>(value?: T, options: Options = {}): Promise<T> {
  return rejecting(() => {
    checkOptions(options);
    return cancellable(value as T, options.signal, (done) => {
      const immediate = setImmediate(done);
      if (options.ref === false) immediate.unref();
      return () => clearImmediate(immediate);
    });
  });
}

/** Ticks that nobody has asked for yet are counted, not lost. */
export async function* setIntervalPromise<T>(delay?: number, value?: T, options: Options = {}): AsyncGenerator<T, void> {
  if (delay !== undefined) assertNumber(delay, 'delay');
  checkOptions(options);
  const { signal } = options;
  if (signal?.aborted) throw abortError(signal.reason);
  let ticks = 0;
  let wake: (() => void) | undefined;
  const timer = new Timeout(
    () => {
      ticks++;
      wake?.();
    },
    delay,
    true,
    [],
    creationStack(),
  );
  if (options.ref === false) timer.unref();
  const onAbort = () => {
    timer.close();
    wake?.();
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    while (!signal?.aborted) {
      if (ticks === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      for (; ticks > 0; ticks--) yield value as T;
    }
    throw abortError(signal.reason);
  } finally {
    timer.close();
    signal?.removeEventListener('abort', onAbort);
  }
}

const token = Symbol('scheduler');

class Scheduler {
  constructor(allowed?: symbol) {
    if (allowed !== token) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
  }
  wait(delay: number, options?: Options): Promise<void> {
    return setTimeoutPromise(delay, undefined, options);
  }
  yield(): Promise<void> {
    return setImmediatePromise();
  }
}

export const promises = { setTimeout: setTimeoutPromise, setImmediate: setImmediatePromise, setInterval: setIntervalPromise, scheduler: new Scheduler(token) };
