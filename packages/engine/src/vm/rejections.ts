import type { JSValueHandle } from 'quickjs-wasi';

/** A rejected promise that nobody handles. Boxes stay valid until `done`. */
export interface UnhandledRejection {
  readonly promiseBox: number;
  readonly reasonBox: number;
  done(): void;
}

/** Rejections as the engine reports them: one is dropped again when a handler arrives before it is taken. */
export class Rejections {
  readonly #open = new Map<number, { promise: JSValueHandle; reason: JSValueHandle }>();

  readonly track = (promise: JSValueHandle, reason: JSValueHandle, isHandled: boolean): void => {
    const id = promise.identity;
    if (isHandled) {
      const entry = this.#open.get(id);
      this.#open.delete(id);
      entry?.promise.dispose();
      entry?.reason.dispose();
    } else {
      this.#open.set(id, { promise: promise.dup(), reason: reason.dup() });
    }
  };

  /** All of them, oldest first; the list is empty afterwards. The caller calls `done` on each. */
  take(): UnhandledRejection[] {
    if (this.#open.size === 0) return [];
    const taken = [...this.#open.values()];
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
}
