import { codedError, invalidArgType } from './errors.ts';
import { creationStack } from './error-stack.ts';
import { Event, EventTarget, setMaxEventTargetListeners } from './event-target.ts';
import { customInspect, inspect, type InspectOptions } from './inspect.ts';
import { Timeout } from './timers.ts';
import { assertInteger } from './validate.ts';

interface DomError extends Error {
  readonly code: number;
}
/** The engine has this one natively. */
export const { DOMException } = globalThis as unknown as { DOMException: new (message?: string, name?: string) => DomError };

const token = Symbol('AbortSignal');

function abortReason(): Error {
  return new DOMException('This operation was aborted', 'AbortError');
}

export class AbortSignal extends EventTarget {
  #aborted = false;
  #reason: unknown;
  #onabort: ((event: Event) => unknown) | null = null;

  constructor(allowed?: symbol) {
    super();
    if (allowed !== token) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    // One signal may end any number of things.
    setMaxEventTargetListeners(this, 0);
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  get onabort(): ((event: Event) => unknown) | null {
    return this.#onabort;
  }
  set onabort(listener: ((event: Event) => unknown) | null) {
    if (this.#onabort !== null) this.removeEventListener('abort', this.#onabort);
    this.#onabort = typeof listener === 'function' ? listener : null;
    if (this.#onabort !== null) this.addEventListener('abort', this.#onabort);
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }

  static abort(reason: unknown = abortReason()): AbortSignal {
    const signal = createSignal();
    signal.#aborted = true;
    signal.#reason = reason;
    return signal;
  }

  /** Its timer does not keep the process alive, as in Node; it is a handle all the same. */
  static timeout(delay: number): AbortSignal {
    assertInteger(delay, 'delay', 0, 2 ** 32 - 1);
    const signal = createSignal();
    new Timeout(
      () => abortSignal(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
      delay,
      false,
      [],
      creationStack(),
    ).unref();
    return signal;
  }

  /** Aborted as soon as one of them is. */
  static any(signals: Iterable<AbortSignal>): AbortSignal {
    if (typeof (signals as unknown as { [Symbol.iterator]?: unknown } | null | undefined)?.[Symbol.iterator] !== 'function')
      throw invalidArgType('signals', 'an instance of Iterable', signals);
    const sources = [...signals];
    for (const [at, source] of sources.entries())
      if (!(source instanceof AbortSignal)) throw invalidArgType(`signals[${at}]`, 'an instance of AbortSignal', source);
    const aborted = sources.find((source) => source.aborted);
    if (aborted !== undefined) return AbortSignal.abort(aborted.reason);
    const combined = createSignal();
    const onAbort = (event: Event) => {
      for (const source of sources) source.removeEventListener('abort', onAbort);
      abortSignal(combined, (event.target as AbortSignal).reason);
    };
    for (const source of sources) source.addEventListener('abort', onAbort);
    return combined;
  }

  /** What AbortController does to its signal. */
  static trigger(signal: AbortSignal, reason: unknown): void {
    if (signal.#aborted) return;
    signal.#aborted = true;
    signal.#reason = reason;
    signal.dispatchEvent(new Event('abort'));
  }

  override [customInspect](depth: number | null, options: InspectOptions = {}): string {
    return depth !== null && depth < 0 ? '[AbortSignal]' : `AbortSignal ${inspect({ aborted: this.aborted }, options)}`;
  }
}
Object.defineProperty(AbortSignal, 'trigger', { enumerable: false });

function createSignal(): AbortSignal {
  return new AbortSignal(token);
}

function abortSignal(signal: AbortSignal, reason: unknown): void {
  AbortSignal.trigger(signal, reason);
}

export class AbortController {
  readonly #signal = createSignal();

  get signal(): AbortSignal {
    return this.#signal;
  }

  abort(reason: unknown = abortReason()): void {
    abortSignal(this.#signal, reason);
  }

  [customInspect](depth: number | null, options: InspectOptions): string {
    return depth !== null && depth < 0 ? '[AbortController]' : `AbortController ${inspect({ signal: this.signal }, options)}`;
  }
}
for (const Class of [AbortSignal, AbortController]) Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
