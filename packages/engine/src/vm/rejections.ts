import type { JSValueHandle } from 'quickjs-wasi';

/** A rejected promise that nobody handles. Boxes stay valid until `done`. */
export interface UnhandledRejection {
  readonly promiseBox: number;
  readonly reasonBox: number;
  done(): void;
}

/** A program with more unhandled rejections than this has lost interest in who handles them later. */
const MOST_REPORTED = 10_000;

/** Rejections as the engine reports them: one is dropped again when a handler arrives before it is taken. */
export class Rejections {
  readonly #open = new Map<number, { promise: JSValueHandle; reason: JSValueHandle }>();
  /** Promises that were taken as unhandled: by number, so that nothing keeps them alive. */
  readonly #reported = new Set<number>();
  #handledLater: JSValueHandle[] = [];

  readonly track = (promise: JSValueHandle, reason: JSValueHandle, isHandled: boolean): void => {
    const id = promise.identity;
    if (isHandled) {
      const entry = this.#open.get(id);
      this.#open.delete(id);
      entry?.promise.dispose();
      entry?.reason.dispose();
      if (entry === undefined && this.#reported.delete(id)) this.#handledLater.push(promise.dup());
    } else {
      this.#reported.delete(id);
      this.#open.set(id, { promise: promise.dup(), reason: reason.dup() });
    }
  };

  /** All of them, oldest first; the list is empty afterwards. The caller calls `done` on each. */
  take(): UnhandledRejection[] {
    if (this.#open.size === 0) return [];
    const taken = [...this.#open.values()];
    if (this.#reported.size < MOST_REPORTED) for (const id of this.#open.keys()) this.#reported.add(id);
    this.#open.clear();
    return taken.map(({ promise, reason }) => ({
      promiseBox: promise.ptr,
      reasonBox: reason.ptr,
      done() {
        promise.dispose();
        reason.dispose();
      },
    }));
  }

  /** Promises that got a handler after they had been taken. The caller disposes of them. */
  takeHandledLater(): JSValueHandle[] {
    const handled = this.#handledLater;
    if (handled.length > 0) this.#handledLater = [];
    return handled;
  }
}
