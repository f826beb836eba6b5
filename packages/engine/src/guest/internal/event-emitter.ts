import { invalidArgType, outOfRange } from './errors.ts';
import { unhandledError } from './emitter-errors.ts';
import type {
  EventEmitter as Instance,
  EventEmitterConstructor,
  EventEmitterOptions,
  EventName,
  Events,
  Listener,
  ListenerList,
  OnceListener,
} from './event-emitter-types.ts';
import { warnOfManyListeners } from './listener-warning.ts';
import { nextTick } from './tick-queue.ts';

/** What a subclass may have overridden. */
interface Subscribable {
  on(type: EventName, listener: Listener): EventEmitter;
  prependListener(type: EventName, listener: Listener): EventEmitter;
}

export type { EventName, Listener } from './event-emitter-types.ts';
export type EventEmitter = Instance;

export const errorMonitor: unique symbol = Symbol('events.errorMonitor') as never;
export const captureRejectionSymbol: unique symbol = Symbol.for('nodejs.rejection') as never;
const capture: unique symbol = Symbol('kCapture') as never;

type Emitter = EventEmitter & { [capture]: boolean; [captureRejectionSymbol]?: (error: unknown, type: EventName, ...args: unknown[]) => void };

let defaultMaxListeners = 10;

// A function and not a class: old packages call it without `new` and inherit from its prototype.
function makeEmitter(this: EventEmitter, options?: EventEmitterOptions): void {
  init.call(this, options);
}

function init(this: EventEmitter, options?: EventEmitterOptions): void {
  if (this._events === undefined || this._events === (Object.getPrototypeOf(this) as EventEmitter)._events) {
    this._events = emptyEvents();
    this._eventsCount = 0;
  }
  this._maxListeners ||= undefined;
  if (options?.captureRejections === undefined) return;
  if (typeof options.captureRejections !== 'boolean') throw invalidArgType('options.captureRejections', 'of type boolean', options.captureRejections);
  (this as Emitter)[capture] = options.captureRejections;
}

function emptyEvents(): Events {
  return { __proto__: null } as unknown as Events;
}

function checkListener(listener: unknown): asserts listener is Listener {
  if (typeof listener !== 'function') throw invalidArgType('listener', 'of type function', listener);
}

/** Spread out by hand for the usual counts: calling with a list of arguments is several times slower. */
function call(emitter: Emitter, listener: Listener, args: unknown[]): unknown {
  switch (args.length) {
    case 0:
      return listener.call(emitter);
    case 1:
      return listener.call(emitter, args[0]);
    case 2:
      return listener.call(emitter, args[0], args[1]);
    default:
      return Reflect.apply(listener, emitter, args);
  }
}

/** With captureRejections an async listener's failure becomes an 'error' event. */
function captureRejection(emitter: Emitter, result: unknown, type: EventName, args: unknown[]): void {
  try {
    const then: unknown = (result as { then?: unknown }).then;
    if (typeof then !== 'function') return;
    then.call(result, undefined, (error: unknown) => nextTick(() => passRejection(emitter, error, type, args)));
  } catch (error) {
    emitter.emit('error', error);
  }
}

function passRejection(emitter: Emitter, error: unknown, type: EventName, args: unknown[]): void {
  if (typeof emitter[captureRejectionSymbol] === 'function') {
    emitter[captureRejectionSymbol](error, type, ...args);
    return;
  }
  const before = emitter[capture];
  emitter[capture] = false;
  try {
    emitter.emit('error', error);
  } finally {
    emitter[capture] = before;
  }
}

function add(emitter: EventEmitter, type: EventName, listener: OnceListener, prepend: boolean): void {
  checkListener(listener);
  if (emitter._events === undefined) {
    emitter._events = emptyEvents();
    emitter._eventsCount = 0;
  } else if (emitter._events['newListener'] !== undefined) emitter.emit('newListener', type, listener.listener ?? listener);
  // A 'newListener' listener may have replaced it.
  const events = emitter._events;
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    emitter._eventsCount++;
    return;
  }
  let list: ListenerList;
  if (typeof existing === 'function') list = [existing];
  else list = existing.busy ? copyOf(existing) : existing;
  if (prepend) list.unshift(listener);
  else list.push(listener);
  events[type] = list;
  const most = emitter._maxListeners ?? defaultMaxListeners;
  if (most > 0 && list.length > most && !list.warned) warnOfManyListeners(emitter, type, list, most);
}

function copyOf(list: ListenerList): ListenerList {
  const copy: ListenerList = list.slice();
  if (list.warned) copy.warned = true;
  return copy;
}

function onceWrapper(emitter: EventEmitter, type: EventName, listener: Listener): OnceListener {
  checkListener(listener);
  let fired = false;
  const wrapper: OnceListener = (...args) => {
    if (fired) return undefined;
    fired = true;
    emitter.removeListener(type, wrapper);
    return args.length === 0 ? listener.call(emitter) : Reflect.apply(listener, emitter, args);
  };
  wrapper.listener = listener;
  return wrapper;
}

function forget(emitter: EventEmitter, type: EventName): void {
  if (--emitter._eventsCount === 0) emitter._events = emptyEvents();
  else delete (emitter._events as Events)[type];
}

function listenersOf(emitter: EventEmitter, type: EventName): OnceListener[] {
  const existing = emitter._events?.[type];
  if (existing === undefined) return [];
  return typeof existing === 'function' ? [existing] : existing.slice();
}

const methods = {
  emit(this: Emitter, type: EventName, ...args: unknown[]): boolean {
    const events = this._events;
    if (type === 'error') {
      if (events?.[errorMonitor] !== undefined) this.emit(errorMonitor, ...args);
      if (this._events?.['error'] === undefined) throw unhandledError(this, args[0]);
    }
    const handler = events?.[type];
    if (handler === undefined) return false;
    if (typeof handler === 'function') {
      const result = call(this, handler, args);
      if (result !== undefined && result !== null && this[capture]) captureRejection(this, result, type, args);
      return true;
    }
    handler.busy = (handler.busy ?? 0) + 1;
    try {
      for (let at = 0; at < handler.length; at++) {
        const result = call(this, handler[at] as Listener, args);
        if (result !== undefined && result !== null && this[capture]) captureRejection(this, result, type, args);
      }
    } finally {
      handler.busy--;
    }
    return true;
  },
  on(this: EventEmitter, type: EventName, listener: Listener) {
    add(this, type, listener, false);
    return this;
  },
  prependListener(this: EventEmitter, type: EventName, listener: Listener) {
    add(this, type, listener, true);
    return this;
  },
  once(this: EventEmitter, type: EventName, listener: Listener) {
    // Through `on`, because streams override it: a first 'data' listener starts the flow.
    return (this as unknown as Subscribable).on(type, onceWrapper(this, type, listener));
  },
  prependOnceListener(this: EventEmitter, type: EventName, listener: Listener) {
    return (this as unknown as Subscribable).prependListener(type, onceWrapper(this, type, listener));
  },
  removeListener(this: EventEmitter, type: EventName, listener: Listener) {
    checkListener(listener);
    const existing = this._events?.[type];
    if (existing === undefined) return this;
    let removed: OnceListener;
    if (typeof existing === 'function') {
      if (existing !== listener && existing.listener !== listener) return this;
      removed = existing;
      forget(this, type);
    } else {
      const at = existing.findLastIndex((each) => each === listener || each.listener === listener);
      if (at < 0) return this;
      removed = existing[at] as OnceListener;
      const list = existing.busy ? copyOf(existing) : existing;
      list.splice(at, 1);
      (this._events as Events)[type] = list.length === 1 ? list[0] : list;
    }
    if (this._events?.['removeListener'] !== undefined) this.emit('removeListener', type, removed.listener ?? removed);
    return this;
  },
  removeAllListeners(this: EventEmitter, type?: EventName) {
    const events = this._events;
    if (events === undefined) return this;
    if (events['removeListener'] === undefined) {
      if (type === undefined) {
        this._events = emptyEvents();
        this._eventsCount = 0;
      } else if (events[type] !== undefined) forget(this, type);
      return this;
    }
    // Someone wants to hear of each removal.
    const types = type === undefined ? Reflect.ownKeys(events).filter((each) => each !== 'removeListener') : [type];
    for (const each of types) for (const listener of listenersOf(this, each).reverse()) this.removeListener(each, listener);
    if (type === undefined) {
      for (const listener of listenersOf(this, 'removeListener').reverse()) this.removeListener('removeListener', listener);
      this._events = emptyEvents();
      this._eventsCount = 0;
    }
    return this;
  },
  listeners(this: EventEmitter, type: EventName) {
    return listenersOf(this, type).map((each) => each.listener ?? each);
  },
  rawListeners(this: EventEmitter, type: EventName) {
    return listenersOf(this, type);
  },
  listenerCount(this: EventEmitter, type: EventName, listener?: Listener) {
    const existing = this._events?.[type];
    if (existing === undefined) return 0;
    if (listener === undefined) return typeof existing === 'function' ? 1 : existing.length;
    return listenersOf(this, type).filter((each) => each === listener || each.listener === listener).length;
  },
  eventNames(this: EventEmitter) {
    return this._eventsCount > 0 && this._events !== undefined ? Reflect.ownKeys(this._events) : [];
  },
  setMaxListeners(this: EventEmitter, count: number) {
    checkCount(count, 'setMaxListeners');
    this._maxListeners = count;
    return this;
  },
  getMaxListeners(this: EventEmitter) {
    return this._maxListeners ?? defaultMaxListeners;
  },
};

export function checkCount(count: unknown, name: string): asserts count is number {
  if (typeof count !== 'number') throw invalidArgType(name, 'of type number', count);
  if (!(count >= 0)) throw outOfRange(name, '>= 0', count);
}

export const EventEmitter = makeEmitter as unknown as EventEmitterConstructor;
Object.defineProperty(makeEmitter, 'name', { value: 'EventEmitter' });
Object.assign(makeEmitter, { init, usingDomains: false });
Object.assign(makeEmitter.prototype as object, { _events: undefined, _eventsCount: 0, _maxListeners: undefined }, methods);
const prototype = makeEmitter.prototype as Emitter;
Object.defineProperty(prototype.on, 'name', { value: 'addListener' });
prototype.addListener = prototype.on;
prototype.off = prototype.removeListener;
Object.defineProperty(prototype, capture, { value: false, writable: true });
Object.defineProperties(makeEmitter, {
  defaultMaxListeners: {
    enumerable: true,
    get: () => defaultMaxListeners,
    set(count: unknown) {
      checkCount(count, 'defaultMaxListeners');
      defaultMaxListeners = count;
    },
  },
  captureRejections: {
    enumerable: true,
    get: () => prototype[capture],
    set(value: unknown) {
      if (typeof value !== 'boolean') throw invalidArgType('EventEmitter.captureRejections', 'of type boolean', value);
      prototype[capture] = value;
    },
  },
});
