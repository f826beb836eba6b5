import { invalidArgValue } from '../errors.ts';
import { assertFunction, assertInteger, assertObject, assertString } from '../validate.ts';

type Callable = (this: unknown, ...args: unknown[]) => unknown;

/** One call of a mocked function. */
export interface MockCall {
  readonly arguments: readonly unknown[];
  readonly error: unknown;
  readonly result: unknown;
  readonly stack: Error;
  readonly target: unknown;
  readonly this: unknown;
}

/** What a mocked function knows of its calls, and how it is told what to do. */
export class MockFunctionContext {
  #calls: MockCall[] = [];
  #implementation: Callable;
  readonly #once = new Map<number, Callable>();
  readonly #original: Callable;
  readonly #undo: () => void;
  readonly #times: number;

  constructor(original: Callable, implementation: Callable, times: number, undo: () => void) {
    this.#original = original;
    this.#implementation = implementation;
    this.#times = times;
    this.#undo = undo;
  }

  get calls(): MockCall[] {
    return [...this.#calls];
  }

  callCount(): number {
    return this.#calls.length;
  }

  mockImplementation(implementation: Callable): void {
    assertFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }

  mockImplementationOnce(implementation: Callable, onCall: number = this.#calls.length): void {
    assertFunction(implementation, 'implementation');
    assertInteger(onCall, 'onCall', this.#calls.length);
    this.#once.set(onCall, implementation);
  }

  restore(): void {
    this.#implementation = this.#original;
    this.#undo();
  }

  resetCalls(): void {
    this.#calls = [];
  }

  /** Runs what is to be run now, and notes how it went. */
  invoke(self: unknown, args: readonly unknown[], target: unknown): unknown {
    const at = this.#calls.length;
    const run = this.#once.get(at) ?? this.#implementation;
    this.#once.delete(at);
    if (at + 1 === this.#times) this.restore();
    const call = { arguments: args, error: undefined as unknown, result: undefined as unknown, stack: new Error(), target, this: self };
    try {
      call.result = target === undefined ? Reflect.apply(run, self, args) : Reflect.construct(run, args, target as never);
      if (target !== undefined) call.this = call.result;
    } catch (error) {
      call.error = error;
      throw error;
    } finally {
      this.#calls.push(call);
    }
    return call.result;
  }
}
for (const name of ['invoke']) Object.defineProperty(MockFunctionContext.prototype, name, { enumerable: false });

interface MockOptions {
  times?: number;
  getter?: boolean;
  setter?: boolean;
}

/** node:test's `mock`: functions and methods that are watched and replaced for the time of a test. */
export class MockTracker {
  #mocks: MockFunctionContext[] = [];

  fn(original: unknown = () => undefined, implementation: unknown = original, options: MockOptions = {}): Callable {
    if (typeof original === 'object' && original !== null) return this.fn(undefined, undefined, original as MockOptions);
    if (typeof implementation === 'object' && implementation !== null) return this.fn(original, original, implementation as MockOptions);
    assertFunction(original, 'original');
    assertFunction(implementation, 'implementation');
    return this.#watch(original as Callable, implementation as Callable, options, () => undefined);
  }

  method(object: unknown, name: string | symbol, implementation?: unknown, options: MockOptions = {}): Callable {
    if (typeof implementation === 'object' && implementation !== null) return this.method(object, name, undefined, implementation as MockOptions);
    if (typeof object !== 'function') assertObject(object, 'object');
    if (typeof name !== 'symbol') assertString(name, 'methodName');
    const { getter = false, setter = false } = options;
    if (getter && setter) throw invalidArgValue('options.setter', setter, "cannot be used with 'options.getter'");
    const found = descriptorOf(object as object, name);
    const original: unknown = getter ? found?.descriptor.get : setter ? found?.descriptor.set : found?.descriptor.value;
    if (typeof original !== 'function') throw invalidArgValue('methodName', original, 'must be a method');
    if (implementation !== undefined) assertFunction(implementation, 'implementation');
    const before = Object.getOwnPropertyDescriptor(object, name);
    const mocked = this.#watch(original as Callable, (implementation ?? original) as Callable, options, () => {
      if (before === undefined) delete (object as Record<string | symbol, unknown>)[name];
      else Object.defineProperty(object as object, name, before);
    });
    const { descriptor } = found as { descriptor: PropertyDescriptor };
    const replaced = getter ? { ...descriptor, get: mocked } : setter ? { ...descriptor, set: mocked } : { ...descriptor, value: mocked };
    Object.defineProperty(object as object, name, { ...replaced, configurable: true });
    return mocked;
  }

  getter(object: unknown, name: string | symbol, implementation?: unknown, options?: MockOptions): Callable {
    if (typeof implementation === 'object' && implementation !== null) return this.getter(object, name, undefined, implementation as MockOptions);
    if (options?.getter === false) throw invalidArgValue('options.getter', false, 'cannot be false');
    return this.method(object, name, implementation, { ...options, getter: true });
  }

  setter(object: unknown, name: string | symbol, implementation?: unknown, options?: MockOptions): Callable {
    if (typeof implementation === 'object' && implementation !== null) return this.setter(object, name, undefined, implementation as MockOptions);
    if (options?.setter === false) throw invalidArgValue('options.setter', false, 'cannot be false');
    return this.method(object, name, implementation, { ...options, setter: true });
  }

  /** Restores everything and forgets it. */
  reset(): void {
    this.restoreAll();
    this.#mocks = [];
  }

  restoreAll(): void {
    for (const mock of this.#mocks) mock.restore();
  }

  #watch(original: Callable, implementation: Callable, { times = Number.POSITIVE_INFINITY }: MockOptions, undo: () => void): Callable {
    if (times !== Number.POSITIVE_INFINITY) assertInteger(times, 'options.times', 1);
    const context = new MockFunctionContext(original, implementation, times, undo);
    this.#mocks.push(context);
    return new Proxy(original, {
      apply: (_original, self, args) => context.invoke(self, args, undefined),
      construct: (_original, args, target) => context.invoke(undefined, args, target) as object,
      get: (mocked, name, receiver) => (name === 'mock' ? context : Reflect.get(mocked, name, receiver)),
    });
  }
}

function descriptorOf(object: object, name: string | symbol): { descriptor: PropertyDescriptor } | undefined {
  for (let at: object | null = object; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const descriptor = Object.getOwnPropertyDescriptor(at, name);
    if (descriptor !== undefined) return { descriptor };
  }
  return undefined;
}
