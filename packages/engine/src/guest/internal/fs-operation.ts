import { completeLater } from './completions.ts';
import { systemError } from './errors.ts';

/**
 * Something to do with files whose arguments have been checked. Every function of node:fs is made of these:
 * the synchronous one runs it at once, the others in a later turn, as if a thread pool had done it meanwhile.
 */
export type Operation<T> = () => T;

const GuestPromise = Promise;

/** Returns a call's result, or throws its error. */
export function checked<T extends string | number | ArrayBuffer>(result: T | number, syscall: string, path?: string, dest?: string): T {
  if (typeof result === 'number' && result < 0) throw systemError(result, syscall, path, dest);
  return result as T;
}

/** Runs it in a later turn, then calls back as Node does: one argument when there is no result. */
export function later<T>(operation: Operation<T>, callback: (error: unknown, value?: T) => void): void {
  completeLater(() => {
    let value: T;
    try {
      value = operation();
    } catch (error) {
      callback(error);
      return;
    }
    if (value === undefined) callback(null);
    else callback(null, value);
  });
}

/** Runs it in a later turn. */
export function promised<T>(operation: Operation<T>): Promise<T> {
  return new GuestPromise((resolve, reject) => {
    completeLater(() => {
      try {
        resolve(operation());
      } catch (error) {
        reject(error);
      }
    });
  });
}
