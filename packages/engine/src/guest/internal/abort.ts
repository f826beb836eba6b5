import { creationStack } from './error-stack.ts';
import { codedError } from './errors.ts';
import { Timeout } from './timers.ts';

type EventListener = ((event: Event) => void) | { handleEvent(event: Event): void };
interface Registered {
  readonly listener: EventListener;
  readonly once: boolean;
}

/** The DOM's Event, as far as Node programs use it. */
export class Event {
  readonly type: string;
  readonly cancelable: boolean;
  target: EventTarget | null = null;
  currentTarget: EventTarget | null = null;
  defaultPrevented = false;
  readonly timeStamp = 0;
  stopped = false;

  constructor(type: string, options: { cancelable?: boolean } = {}) {
    this.type = String(type);
    this.cancelable = options.cancelable ?? false;
  }

  preventDefault(): void {
    if (this.cancelable) this.defaultPrevented = true;
  }

  stopPropagation(): void {}

  stopImmediatePropagation(): void {
    this.stopped = true;
  }
}

export class CustomEvent extends Event {
  readonly detail: unknown;
  constructor(type: string, options: { cancelable?: boolean; detail?: unknown } = {}) {
    super(type, options);
    this.detail = options.detail ?? null;
  }
}

export class EventTarget {
  #listeners: Record<string, Registered[]> | undefined;

  addEventListener(type: string, listener: EventListener | null, options: boolean | { once?: boolean; signal?: AbortSignal } = {}): void {
    if (listener === null || listener === undefined) return;
    const { once = false, signal = undefined } = typeof options === 'object' ? options : {};
    if (signal?.aborted) return;
    this.#listeners ??= Object.create(null) as Record<string, Registered[]>;
    const list = (this.#listeners[type] ??= []);
    if (list.some((each) => each.listener === listener)) return;
    list.push({ listener, once });
    signal?.addEventListener('abort', () => this.removeEventListener(type, listener), { once: true });
  }

  removeEventListener(type: string, listener: EventListener | null): void {
    const list = this.#listeners?.[type];
    const at = list?.findIndex((each) => each.listener === listener) ?? -1;
    if (list === undefined || this.#listeners === undefined || at < 0) return;
    if (list.length === 1) delete this.#listeners[type];
    else this.#listeners[type] = list.filter((_, index) => index !== at);
  }

  dispatchEvent(event: Event): boolean {
    event.target = this;
    event.currentTarget = this;
    for (const { listener, once } of [...(this.#listeners?.[event.type] ?? [])]) {
      if (once) this.removeEventListener(event.type, listener);
      if (typeof listener === 'function') listener.call(this, event);
      else listener.handleEvent(event);
      if (event.stopped) break;
    }
    return !event.defaultPrevented;
  }
}

const ALLOWED = Symbol('AbortSignal');

export class AbortSignal extends EventTarget {
  aborted = false;
  reason: unknown = undefined;
  onabort: ((event: Event) => void) | null = null;
  timer: Timeout | undefined;

  constructor(token?: symbol) {
    super();
    if (token !== ALLOWED) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  static create(): AbortSignal {
    return new AbortSignal(ALLOWED);
  }

  static abort(reason: unknown = abortException()): AbortSignal {
    const signal = AbortSignal.create();
    signal.aborted = true;
    signal.reason = reason;
    return signal;
  }

  /** Its timer does not keep the process alive, as in Node; it is a handle all the same. */
  static timeout(ms: number): AbortSignal {
    const signal = AbortSignal.create();
    signal.timer = new Timeout(() => trigger(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms, false, [], creationStack());
    signal.timer.unref();
    return signal;
  }

  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const combined = AbortSignal.create();
    const sources = [...signals];
    const aborted = sources.find((signal) => signal.aborted);
    if (aborted) return AbortSignal.abort(aborted.reason);
    const onAbort = (event: Event) => {
      for (const source of sources) source.removeEventListener('abort', onAbort);
      trigger(combined, (event.target as AbortSignal).reason);
    };
    for (const source of sources) source.addEventListener('abort', onAbort);
    return combined;
  }
}

function abortException(): DOMException {
  return new DOMException('This operation was aborted', 'AbortError');
}

function trigger(signal: AbortSignal, reason: unknown): void {
  if (signal.aborted) return;
  signal.aborted = true;
  signal.reason = reason;
  const event = new Event('abort');
  signal.onabort?.(event);
  signal.dispatchEvent(event);
}

export class AbortController {
  readonly signal = AbortSignal.create();
  abort(reason: unknown = abortException()): void {
    trigger(this.signal, reason);
  }
}
