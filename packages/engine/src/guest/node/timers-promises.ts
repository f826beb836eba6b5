import { creationStack } from '../internal/error-stack.ts';
import { clearImmediate, setImmediate as immediate } from '../internal/queues.ts';
import { clearTimer, Timeout } from '../internal/timers.ts';

interface Options {
  signal?: AbortSignal;
  ref?: boolean;
}

function abortError(signal: AbortSignal): Error {
  return Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' });
}

function setTimeoutPromise<T>(delay: number, value?: T, options: Options = {}): Promise<T> {
  const { signal, ref = true } = options;
  if (signal?.aborted) return Promise.reject(abortError(signal));
  return new Promise((resolve, reject) => {
    const timer = new Timeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve(value as T);
    }, delay, false, [], creationStack());
    if (!ref) timer.unref();
    const onAbort = () => {
      clearTimer(timer);
      reject(abortError(signal as AbortSignal));
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function setImmediatePromise<T>(value?: T, options: Options = {}): Promise<T> {
  const { signal } = options;
  if (signal?.aborted) return Promise.reject(abortError(signal));
  return new Promise((resolve, reject) => {
    const handle = immediate(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve(value as T);
    });
    const onAbort = () => {
      clearImmediate(handle);
      reject(abortError(signal as AbortSignal));
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

async function* setIntervalPromise<T>(delay: number, value?: T, options: Options = {}): AsyncGenerator<T> {
  for (;;) yield await setTimeoutPromise(delay, value as T, options);
}

export const promises = {
  setTimeout: setTimeoutPromise,
  setImmediate: setImmediatePromise,
  setInterval: setIntervalPromise,
  scheduler: { wait: (delay: number, options?: Options) => setTimeoutPromise(delay, undefined, options), yield: () => setImmediatePromise() },
};
