import { codedError, invalidArgType } from './errors.ts';
import { dispatch, Event } from './event.ts';
import { customInspect } from './inspect.ts';
import { warnOf } from './listener-warning.ts';
import { nextTick } from './tick-queue.ts';
import { assertObjectLike, invalidThis } from './validate.ts';

export { CustomEvent, Event, type EventInit } from './event.ts';

export type EventListener = ((event: Event) => unknown) | { handleEvent?(event: Event): unknown };

/** In the options of a listener: it hears of the event whatever others do to it. */
export const resistStop: unique symbol = Symbol('resistStopPropagation');

/** Method of a target that wants to know when it gets or loses listeners. */
export const listenersChanged: unique symbol = Symbol('listenersChanged');

interface Registered {
  readonly listener: EventListener;
  readonly once: boolean;
  readonly capture: boolean;
  readonly passive: boolean;
  readonly resists: boolean;
  removed: boolean;
}

interface AbortLike {
  readonly aborted: boolean;
  addEventListener(type: string, listener: EventListener, options: { once: boolean }): void;
}

interface ListenerOptions {
  once?: boolean;
  capture?: boolean;
  passive?: boolean;
  signal?: AbortLike;
  [resistStop]?: boolean;
}

interface Listeners {
  byType: Record<string, Registered[] | undefined>;
  max: number;
  warned: Set<string> | undefined;
}

/** An exception in a listener must not reach the one who dispatches: it is uncaught, in a tick of its own. */
function report(error: unknown): void {
  nextTick(() => {
    throw error;
  });
}

let listenersOf: (target: unknown) => Listeners;

export class EventTarget {
  readonly #listeners: Listeners = { byType: { __proto__: null } as never, max: 10, warned: undefined };

  static {
    listenersOf = (target) => {
      if (typeof target !== 'object' || target === null || !(#listeners in target)) throw invalidThis('EventTarget');
      return target.#listeners;
    };
  }

  addEventListener(type: string, listener: EventListener | null, ...rest: [options?: boolean | ListenerOptions | null]): void {
    const own = listenersOf(this);
    if (arguments.length < 2) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "type" and "listener" arguments must be specified');
    const { once, capture, passive, signal, resists } = readOptions(rest[0]);
    if (signal !== undefined && (typeof signal !== 'object' || signal === null || !('aborted' in signal)))
      throw invalidArgType('options.signal', 'an instance of AbortSignal', signal);
    if (listener === null || listener === undefined) {
      warnOf('AddEventListenerArgumentTypeWarning', `addEventListener called with ${listener} which has no effect.`, { target: this, type });
      return;
    }
    if (typeof listener !== 'function' && typeof listener !== 'object') throw invalidArgType('listener', 'an instance of EventListener', listener);
    const name = `${type}`;
    if (signal !== undefined) {
      if (signal.aborted) return;
      const stop = () => this.removeEventListener(name, listener, { capture });
      signal.addEventListener('abort', stop, { once: true, [resistStop]: true } as never);
    }
    const list = own.byType[name];
    if (list?.some((each) => each.listener === listener && each.capture === capture)) return;
    const registered = { listener, once, capture, passive, resists, removed: false };
    own.byType[name] = list === undefined ? [registered] : [...list, registered];
    const count = own.byType[name].length;
    if (own.max > 0 && count > own.max) warnOfMany(this, own, name, count);
    (this as { [listenersChanged]?(type: string, count: number): void })[listenersChanged]?.(name, count);
  }

  removeEventListener(type: string, listener: EventListener | null, ...rest: [options?: boolean | { capture?: boolean } | null]): void {
    const own = listenersOf(this);
    if (arguments.length < 2) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "type" and "listener" arguments must be specified');
    const options = rest[0];
    const capture = typeof options === 'object' && options !== null ? Boolean(options.capture) : options === true;
    const name = `${type}`;
    const list = own.byType[name];
    const found = list?.find((each) => each.listener === listener && each.capture === capture);
    if (list === undefined || found === undefined) return;
    found.removed = true;
    if (list.length === 1) delete own.byType[name];
    else own.byType[name] = list.filter((each) => each !== found);
    (this as { [listenersChanged]?(type: string, count: number): void })[listenersChanged]?.(name, list.length - 1);
  }

  dispatchEvent(event: Event): boolean {
    const own = listenersOf(this);
    if (arguments.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "event" argument must be specified');
    if (!(event instanceof Event)) throw invalidArgType('event', 'an instance of Event', event);
    dispatch.start(event, this);
    try {
      // A list is never changed, only replaced: this one is safe to walk.
      for (const registered of own.byType[event.type] ?? []) {
        if (registered.removed || (dispatch.isStopped(event) && !registered.resists)) continue;
        if (registered.once) this.removeEventListener(event.type, registered.listener, { capture: registered.capture });
        dispatch.passive(event, registered.passive);
        callListener(registered.listener, this, event);
        // Only the first listener sees it under way, in Node as here.
        dispatch.end(event);
      }
    } finally {
      dispatch.passive(event, false);
      dispatch.end(event);
    }
    return !event.defaultPrevented;
  }

  [customInspect](depth: number | null): string {
    const { name } = this.constructor;
    return depth !== null && depth < 0 ? name : `${name} {}`;
  }
}
for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) Object.defineProperty(EventTarget.prototype, name, { enumerable: true });
Object.defineProperty(EventTarget.prototype, Symbol.toStringTag, { value: 'EventTarget', configurable: true });

/** In the order in which they are asked for, because getters may watch. */
function readOptions(options: unknown): { once: boolean; capture: boolean; passive: boolean; signal: AbortLike | undefined; resists: boolean } {
  if (options === undefined || options === null || typeof options === 'boolean')
    return { once: false, capture: options === true, passive: false, signal: undefined, resists: false };
  assertObjectLike(options, 'options');
  const given = options as ListenerOptions;
  return {
    once: Boolean(given.once),
    capture: Boolean(given.capture),
    passive: Boolean(given.passive),
    signal: given.signal,
    resists: Boolean(given[resistStop]),
  };
}

function warnOfMany(target: EventTarget, own: Listeners, type: string, count: number): void {
  own.warned ??= new Set();
  if (own.warned.has(type)) return;
  own.warned.add(type);
  const { name } = target.constructor;
  warnOf(
    'MaxListenersExceededWarning',
    `Possible EventTarget memory leak detected. ${count} ${type} listeners added to ${name === 'AbortSignal' ? '[AbortSignal]' : name}. MaxListeners is ${own.max}. Use events.setMaxListeners() to increase limit`,
    { target, type, count },
  );
}

function callListener(listener: EventListener, target: EventTarget, event: Event): void {
  try {
    const result: unknown = typeof listener === 'function' ? listener.call(target, event) : listener.handleEvent?.(event);
    if (result !== undefined && result !== null && typeof (result as { then?: unknown }).then === 'function')
      (result as Promise<unknown>).then(undefined, report);
  } catch (error) {
    report(error);
  }
}

/** Gives a class an attribute that holds a listener, as `onabort`. */
export function defineEventHandler(prototype: EventTarget, type: string, onSet?: (target: never, handler: unknown) => void): void {
  const handlers = new WeakMap<object, { value: unknown; listener: EventListener }>();
  const accessors = {
    get(this: EventTarget): unknown {
      listenersOf(this);
      return handlers.get(this)?.value ?? null;
    },
    set(this: EventTarget, value: unknown) {
      listenersOf(this);
      const known = handlers.get(this);
      if (known !== undefined) known.value = value;
      else {
        const listener = (event: Event) => {
          const handler = handlers.get(this)?.value;
          if (typeof handler === 'function') return Reflect.apply(handler, this, [event]) as unknown;
          return undefined;
        };
        handlers.set(this, { value, listener });
      }
      const { listener } = handlers.get(this) as { listener: EventListener };
      if (typeof value === 'function' || (typeof value === 'object' && value !== null)) this.addEventListener(type, listener);
      else this.removeEventListener(type, listener);
      onSet?.(this as never, value);
    },
  };
  Object.defineProperty(accessors.get, 'name', { value: `get on${type}` });
  Object.defineProperty(accessors.set, 'name', { value: `set on${type}` });
  Object.defineProperty(prototype, `on${type}`, { ...accessors, enumerable: true, configurable: true });
}

export function eventListeners(target: EventTarget, type: string): EventListener[] {
  return (listenersOf(target).byType[type] ?? []).map(({ listener }) => listener);
}

export function getMaxEventTargetListeners(target: EventTarget): number {
  return listenersOf(target).max;
}

export function setMaxEventTargetListeners(target: EventTarget, count: number): void {
  listenersOf(target).max = count;
}
