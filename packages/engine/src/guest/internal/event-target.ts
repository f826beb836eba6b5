import { codedError, invalidArgType } from './errors.ts';
import { customInspect, inspect, type InspectOptions } from './inspect.ts';
import { performanceNow } from './clock.ts';
import { nextTick } from './tick-queue.ts';

export type EventListener = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };

interface Registered {
  readonly listener: EventListener;
  readonly once: boolean;
  readonly capture: boolean;
  removed: boolean;
}

export interface EventInit {
  bubbles?: boolean;
  cancelable?: boolean;
  composed?: boolean;
}

/** The DOM's Event, without a tree to travel. */
export class Event {
  readonly #type: string;
  readonly #init: EventInit;
  readonly #timeStamp = performanceNow();
  #target: EventTarget | null = null;
  #prevented = false;
  #stopped = false;
  #propagationStopped = false;
  #dispatching = false;

  static readonly NONE = 0;
  static readonly CAPTURING_PHASE = 1;
  static readonly AT_TARGET = 2;
  static readonly BUBBLING_PHASE = 3;

  constructor(type: string, init: EventInit = {}) {
    if (arguments.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    if (init !== null && typeof init !== 'object') throw invalidArgType('options', 'of type object', init);
    this.#type = String(type);
    this.#init = init ?? {};
  }

  get type(): string {
    return this.#type;
  }
  get target(): EventTarget | null {
    return this.#target;
  }
  get srcElement(): EventTarget | null {
    return this.#target;
  }
  get currentTarget(): EventTarget | null {
    return this.#dispatching ? this.#target : null;
  }
  get eventPhase(): number {
    return this.#dispatching ? Event.AT_TARGET : Event.NONE;
  }
  get timeStamp(): number {
    return this.#timeStamp;
  }
  get bubbles(): boolean {
    return Boolean(this.#init.bubbles);
  }
  get cancelable(): boolean {
    return Boolean(this.#init.cancelable);
  }
  get composed(): boolean {
    return Boolean(this.#init.composed);
  }
  get defaultPrevented(): boolean {
    return this.#prevented;
  }
  get returnValue(): boolean {
    return !this.#prevented;
  }
  get cancelBubble(): boolean {
    return this.#propagationStopped;
  }
  get isTrusted(): boolean {
    return false;
  }

  composedPath(): EventTarget[] {
    return this.#dispatching && this.#target !== null ? [this.#target] : [];
  }

  preventDefault(): void {
    if (this.cancelable) this.#prevented = true;
  }

  stopPropagation(): void {
    this.#propagationStopped = true;
  }

  stopImmediatePropagation(): void {
    this.#stopped = true;
    this.#propagationStopped = true;
  }

  /** Calls `run` for each listener until one stops it. */
  static dispatch(event: Event, target: EventTarget, run: (stopped: () => boolean) => void): boolean {
    if (event.#dispatching) throw codedError(Error, 'ERR_EVENT_RECURSION', `The event "${event.#type}" is already being dispatched`);
    event.#target = target;
    event.#dispatching = true;
    try {
      run(() => event.#stopped);
    } finally {
      event.#dispatching = false;
    }
    return !event.#prevented;
  }

  [customInspect](depth: number | null, options: InspectOptions): string {
    if (depth !== null && depth < 0) return this.constructor.name;
    return `${this.constructor.name} ${inspect({ type: this.type, defaultPrevented: this.defaultPrevented, cancelable: this.cancelable, timeStamp: this.timeStamp }, options)}`;
  }
}
Object.defineProperty(Event, 'dispatch', { enumerable: false });
for (const phase of ['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE']) Object.defineProperty(Event, phase, { writable: false, configurable: false });

export class CustomEvent extends Event {
  readonly #detail: unknown;

  constructor(type: string, init: EventInit & { detail?: unknown } = {}) {
    super(type, init);
    this.#detail = init.detail ?? null;
  }

  get detail(): unknown {
    return this.#detail;
  }
}

/** An exception in a listener must not reach the one who dispatches: it is uncaught, in a tick of its own. */
function report(error: unknown): void {
  nextTick(() => {
    throw error;
  });
}

interface AbortLike {
  readonly aborted: boolean;
  addEventListener(type: string, listener: EventListener, options: { once: boolean }): void;
}

export class EventTarget {
  #listeners: Record<string, Registered[] | undefined> | undefined;
  #maxListeners: number | undefined;

  addEventListener(type: string, listener: EventListener | null, options?: boolean | { once?: boolean; capture?: boolean; signal?: AbortLike }): void {
    if (arguments.length < 2) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "type" and "listener" arguments must be specified');
    if (listener === null || listener === undefined) return;
    if (typeof listener !== 'function' && typeof listener !== 'object') throw invalidArgType('listener', 'an instance of EventListener', listener);
    const { once = false, capture = options === true, signal } = typeof options === 'object' && options !== null ? options : {};
    if (signal?.aborted) return;
    this.#listeners ??= { __proto__: null } as unknown as Record<string, Registered[]>;
    const list = this.#listeners[type] ?? [];
    if (list.some((each) => each.listener === listener && each.capture === capture)) return;
    this.#listeners[type] = [...list, { listener, once, capture, removed: false }];
    signal?.addEventListener('abort', () => this.removeEventListener(type, listener, { capture }), { once: true });
  }

  removeEventListener(type: string, listener: EventListener | null, options?: boolean | { capture?: boolean }): void {
    const capture = typeof options === 'object' && options !== null ? (options.capture ?? false) : options === true;
    const list = this.#listeners?.[type];
    const found = list?.find((each) => each.listener === listener && each.capture === capture);
    if (list === undefined || found === undefined || this.#listeners === undefined) return;
    found.removed = true;
    if (list.length === 1) delete this.#listeners[type];
    else this.#listeners[type] = list.filter((each) => each !== found);
  }

  dispatchEvent(event: Event): boolean {
    if (!(event instanceof Event)) throw invalidArgType('event', 'an instance of Event', event);
    return Event.dispatch(event, this, (stopped) => {
      // A list is never changed, only replaced: this one is safe to walk.
      for (const registered of this.#listeners?.[event.type] ?? []) {
        if (registered.removed) continue;
        if (registered.once) this.removeEventListener(event.type, registered.listener, { capture: registered.capture });
        callListener(registered.listener, this, event);
        if (stopped()) return;
      }
    });
  }

  /** For events.getEventListeners and its like. */
  static inspectListeners(target: EventTarget, type: string): EventListener[] {
    return (target.#listeners?.[type] ?? []).map(({ listener }) => listener);
  }

  static maxListeners(target: EventTarget, count?: number): number {
    if (count !== undefined) target.#maxListeners = count;
    return target.#maxListeners ?? 10;
  }

  [customInspect](depth: number | null): string {
    return depth !== null && depth < 0 ? this.constructor.name : `${this.constructor.name} {}`;
  }
}
for (const name of ['inspectListeners', 'maxListeners']) Object.defineProperty(EventTarget, name, { enumerable: false });
for (const Class of [Event, CustomEvent, EventTarget]) Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });

function callListener(listener: EventListener, target: EventTarget, event: Event): void {
  try {
    const result: unknown = typeof listener === 'function' ? listener.call(target, event) : listener.handleEvent(event);
    if (result !== undefined && result !== null && typeof (result as { then?: unknown }).then === 'function')
      (result as Promise<unknown>).then(undefined, report);
  } catch (error) {
    report(error);
  }
}

export function eventListeners(target: EventTarget, type: string): EventListener[] {
  return EventTarget.inspectListeners(target, type);
}

export function getMaxEventTargetListeners(target: EventTarget): number {
  return EventTarget.maxListeners(target);
}

export function setMaxEventTargetListeners(target: EventTarget, count: number): void {
  EventTarget.maxListeners(target, count);
}
