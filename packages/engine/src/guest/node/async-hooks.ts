import { unavailable } from '../internal/errors.ts';

/** Context that survives `await` needs a hook into the engine's promises that is not built yet: it must not half work. */
export class AsyncLocalStorage {
  constructor() {
    throw unavailable('AsyncLocalStorage');
  }
}

export class AsyncResource {
  readonly type: string;
  constructor(type: string) {
    this.type = type;
  }
  runInAsyncScope(fn: (...args: unknown[]) => unknown, thisArg?: unknown, ...args: unknown[]): unknown {
    return Reflect.apply(fn, thisArg, args);
  }
  bind(fn: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
    return fn.bind(this);
  }
  emitDestroy(): this {
    return this;
  }
  asyncId(): number {
    return 0;
  }
  triggerAsyncId(): number {
    return 0;
  }
  static bind(fn: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
    return fn;
  }
}

const createHook = () => {
  throw unavailable('async_hooks.createHook');
};

export default { AsyncLocalStorage, AsyncResource, createHook, executionAsyncId: () => 0, triggerAsyncId: () => 0 };
