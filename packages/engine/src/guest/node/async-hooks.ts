import { addContextBoundary, type ContextFrame, currentContext, enterContext, pushContext, runInContext, setContext } from '../internal/async-context.ts';
import { codedError, invalidArgType, unavailable } from '../internal/errors.ts';
import { sys } from '../internal/sys.ts';
import { assertFunction, assertString } from '../internal/validate.ts';

type Callable = (this: unknown, ...args: any[]) => any;

interface StorageOptions {
  defaultValue?: unknown;
  name?: string;
}

/** Values that follow a chain of asynchronous work. */
export class AsyncLocalStorage {
  readonly #defaultValue: unknown;
  readonly #name: string;

  constructor(options: StorageOptions = {}) {
    if (typeof options !== 'object' || options === null) throw invalidArgType('options', 'of type object', options);
    if (options.name !== undefined) assertString(options.name, 'options.name');
    this.#defaultValue = options.defaultValue;
    this.#name = options.name ?? '';
  }

  get name(): string {
    return this.#name;
  }

  // Few names and few calls, because programs nest these: each level is a piece of a small stack.
  run(store: unknown, callback: Callable, ...args: unknown[]): unknown {
    if (Object.is(this.getStore(), store)) return args.length === 0 ? callback() : callback(...args);
    const before = currentContext();
    const frame = pushContext(this, store);
    try {
      return args.length === 0 ? callback() : callback(...args);
    } finally {
      if (currentContext() === frame) setContext(before);
      else this.#leave(before);
    }
  }

  /** Only this storage's value ends here: what others entered inside stays. */
  #leave(before: ContextFrame | undefined): void {
    enterContext(this, this.#find(before), true);
  }

  exit(callback: Callable, ...args: unknown[]): unknown {
    if (this.getStore() === undefined) return args.length === 0 ? callback() : callback(...args);
    const before = currentContext();
    const frame = pushContext(this, undefined);
    try {
      return args.length === 0 ? callback() : callback(...args);
    } finally {
      if (currentContext() === frame) setContext(before);
      else this.#leave(before);
    }
  }

  enterWith(store: unknown): void {
    enterContext(this, store);
  }

  getStore(): unknown {
    return this.#find(currentContext());
  }

  #find(from: ContextFrame | undefined): unknown {
    for (let frame = from; frame !== undefined; frame = frame.parent) if (frame.key === this) return frame.value;
    return this.#defaultValue;
  }

  disable(): void {
    const frame = currentContext();
    // Node changes the running context itself: what was started in it sees it, too.
    if (frame?.key === this) frame.value = this.#defaultValue;
    else if (this.getStore() !== this.#defaultValue) enterContext(this, this.#defaultValue);
  }

  static bind(fn: Callable): Callable {
    assertFunction(fn, 'fn');
    const frame = currentContext();
    return function bound(this: unknown, ...args: unknown[]) {
      return runInContext(frame, fn as Callable, this, args);
    };
  }

  static snapshot(): (fn: Callable, ...args: unknown[]) => unknown {
    const frame = currentContext();
    return (fn, ...args) => runInContext(frame, fn, undefined, args);
  }
}

addContextBoundary(AsyncLocalStorage.prototype.run);
addContextBoundary(AsyncLocalStorage.prototype.exit);

/** 1 is the main script's. */
let nextAsyncId = 2;
/** What runs now: ids of the resource and of what triggered it. */
let running = { asyncId: 1, triggerAsyncId: 0, resource: {} as object };

interface ResourceOptions {
  triggerAsyncId?: number;
  requireManualDestroy?: boolean;
}

/** Something that a program does asynchronously by its own means, with the context it was made in. */
export class AsyncResource {
  readonly #asyncId: number;
  readonly #triggerAsyncId: number;
  readonly #frame: ContextFrame | undefined;

  constructor(type: string, options?: number | ResourceOptions) {
    if (typeof type !== 'string') assertString(type, 'type');
    const trigger = typeof options === 'object' ? options?.triggerAsyncId : options;
    if (trigger !== undefined && (!Number.isSafeInteger(trigger) || trigger < -1))
      throw codedError(RangeError, 'ERR_INVALID_ASYNC_ID', `Invalid triggerAsyncId value: ${trigger}`);
    this.#asyncId = nextAsyncId++;
    this.#triggerAsyncId = trigger ?? running.asyncId;
    this.#frame = currentContext();
  }

  runInAsyncScope(fn: Callable, thisArg?: unknown, ...args: unknown[]): unknown {
    const before = running;
    running = { asyncId: this.#asyncId, triggerAsyncId: this.#triggerAsyncId, resource: this };
    try {
      return runInContext(this.#frame, fn, thisArg, args);
    } finally {
      running = before;
    }
  }

  bind(fn: Callable, thisArg?: unknown): Callable {
    assertFunction(fn, 'fn');
    const resource = this;
    const bound =
      thisArg === undefined
        ? function (this: unknown, ...args: unknown[]) {
            return resource.runInAsyncScope(fn as Callable, this, ...args);
          }
        : (...args: unknown[]) => resource.runInAsyncScope(fn as Callable, thisArg, ...args);
    return Object.defineProperties(bound, { length: { configurable: true, value: (fn as Callable).length } });
  }

  static bind(fn: Callable, type?: string, thisArg?: unknown): Callable {
    return new AsyncResource(type ?? (fn.name || 'bound-anonymous-fn')).bind(fn, thisArg);
  }

  emitDestroy(): this {
    return this;
  }

  asyncId(): number {
    return this.#asyncId;
  }

  triggerAsyncId(): number {
    return this.#triggerAsyncId;
  }
}

const HOOKS = ['init', 'before', 'after', 'destroy', 'promiseResolve'] as const;

/** Hooks can be made, as libraries do while they load; switching one on says that they are not here. */
function createHook(callbacks: Partial<Record<(typeof HOOKS)[number], unknown>>): { enable(): never; disable(): object } {
  for (const name of HOOKS) {
    const callback = callbacks[name];
    if (callback !== undefined && typeof callback !== 'function') throw codedError(TypeError, 'ERR_ASYNC_CALLBACK', `hook.${name} must be a function`);
  }
  return {
    enable() {
      sys.unsupported('async_hooks.createHook');
      throw unavailable('async_hooks.createHook');
    },
    disable() {
      return this;
    },
  };
}

export default {
  AsyncLocalStorage,
  AsyncResource,
  createHook,
  executionAsyncId: () => running.asyncId,
  triggerAsyncId: () => running.triggerAsyncId,
  executionAsyncResource: () => running.resource,
  asyncWrapProviders: {},
};
