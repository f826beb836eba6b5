import timers from 'node:timers';
import type { OpenHandles } from './open-handles.ts';

type Callback = (...args: unknown[]) => void;

/**
 * Timers that the program sets, ref'd or not. Node's own (a socket's idle timeout, keep-alive) do not pass here: they
 * belong to handles that are counted anyway.
 */
export function watchTimers(handles: OpenHandles): void {
  const { setTimeout, setInterval, clearTimeout, clearInterval } = timers;
  const patchedTimeout = (callback: Callback, ms?: number, ...args: unknown[]) => {
    const timer: NodeJS.Timeout = setTimeout(
      (...given: unknown[]) => {
        handles.close(timer);
        callback(...given);
      },
      ms,
      ...args,
    );
    handles.open(timer, 'timer', `timeout ${ms ?? 1} ms`);
    const { refresh } = timer;
    // One that fired and is set again is open again.
    timer.refresh = () => {
      if (handles.get(timer) === undefined) handles.open(timer, 'timer', `timeout ${ms ?? 1} ms`);
      return refresh.call(timer);
    };
    return closing(timer);
  };
  const patchedInterval = (callback: Callback, ms?: number, ...args: unknown[]) => {
    const timer = setInterval(callback, ms, ...args);
    handles.open(timer, 'timer', `interval ${ms ?? 1} ms`);
    return closing(timer);
  };
  const closing = (timer: NodeJS.Timeout) => {
    const { close } = timer;
    timer.close = () => {
      handles.close(timer);
      return close.call(timer);
    };
    timer[Symbol.dispose] = () => void timer.close();
    return timer;
  };
  /** A timer may be cleared by the number that it turns into. */
  const cleared = (timer: unknown) => {
    if (typeof timer === 'number' || typeof timer === 'string') {
      for (const each of handles.tokensOf('timer')) if (Number(each) === Number(timer)) handles.close(each);
    } else handles.close(timer);
  };
  const patched = {
    setTimeout: patchedTimeout,
    setInterval: patchedInterval,
    clearTimeout: (timer?: NodeJS.Timeout) => {
      cleared(timer);
      clearTimeout(timer);
    },
    clearInterval: (timer?: NodeJS.Timeout) => {
      cleared(timer);
      clearInterval(timer);
    },
  };
  // What promisify() makes of them stays as it was.
  Object.defineProperties(patchedTimeout, Object.getOwnPropertyDescriptors(setTimeout));
  Object.assign(timers, patched);
  Object.assign(globalThis, patched);
}
