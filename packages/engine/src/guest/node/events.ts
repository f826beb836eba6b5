import { codedError, invalidArgType } from '../internal/errors.ts';
import { nextTick } from '../internal/queues.ts';

type Listener = ((...args: any[]) => void) & { listener?: Listener };
type Key = string | symbol;

const errorMonitor = Symbol('events.errorMonitor');
const captureRejectionSymbol = Symbol.for('nodejs.rejection');

export interface EventEmitter {
  _events: Record<Key, Listener | Listener[]>;
  _eventsCount: number;
  _maxListeners: number | undefined;
  _captureRejections?: boolean;
}

/** Node's EventEmitter. A function, not a class: old packages call it without `new`, and inherit by prototype. */
export function EventEmitter(this: EventEmitter, options?: { captureRejections?: boolean }): void {
  EventEmitter.init.call(this, options);
}

EventEmitter.init = function init(this: EventEmitter, options?: { captureRejections?: boolean }): void {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = { __proto__: null } as unknown as EventEmitter['_events'];
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners ?? undefined;
  if (options?.captureRejections) this._captureRejections = true;
};

EventEmitter.defaultMaxListeners = 10;
EventEmitter.errorMonitor = errorMonitor;
EventEmitter.captureRejectionSymbol = captureRejectionSymbol;
EventEmitter.captureRejections = false;
EventEmitter.usingDomains = false;
EventEmitter.EventEmitter = EventEmitter;

const proto = EventEmitter.prototype as any;
proto._events = undefined;
proto._eventsCount = 0;
proto._maxListeners = undefined;

function check(listener: unknown): asserts listener is Listener {
  if (typeof listener !== 'function') throw invalidArgType('listener', 'of type function', listener);
}

function call(emitter: EventEmitter, listener: Listener, args: unknown[]): void {
  const result: unknown = Reflect.apply(listener, emitter, args);
  if (emitter._captureRejections && result !== undefined && typeof (result as Promise<unknown>)?.then === 'function') {
    (result as Promise<unknown>).then(undefined, (error) => nextTick(() => (emitter as any).emit('error', error)));
  }
}

proto.emit = function emit(this: EventEmitter, type: Key, ...args: unknown[]): boolean {
  const events = this._events;
  const handler = events?.[type];
  if (type === 'error') {
    if (events !== undefined && events[errorMonitor] !== undefined) (this as any).emit(errorMonitor, ...args);
    if (handler === undefined) throw unhandledError(args[0]);
  }
  if (handler === undefined) return false;
  if (typeof handler === 'function') call(this, handler, args);
  else for (const listener of handler.slice()) call(this, listener, args);
  return true;
};

function unhandledError(error: unknown): unknown {
  if (error instanceof Error) return error;
  const text = typeof error === 'object' && error !== null ? JSON.stringify(error) : String(error);
  const wrapped = codedError(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${typeof error === 'string' ? `'${error}'` : text})`);
  (wrapped as unknown as { context: unknown }).context = error;
  return wrapped;
}

function add(emitter: EventEmitter, type: Key, listener: Listener, prepend: boolean): EventEmitter {
  check(listener);
  if (emitter._events === undefined) {
    emitter._events = { __proto__: null } as unknown as EventEmitter['_events'];
    emitter._eventsCount = 0;
  } else if (emitter._events['newListener'] !== undefined) {
    (emitter as any).emit('newListener', type, listener.listener ?? listener);
  }
  const events = emitter._events;
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  const list = typeof existing === 'function' ? [existing] : existing;
  if (prepend) list.unshift(listener);
  else list.push(listener);
  events[type] = list;
  warnOnMany(emitter, type, list);
  return emitter;
}

function warnOnMany(emitter: EventEmitter, type: Key, list: Listener[] & { warned?: boolean }): void {
  const max = emitter._maxListeners ?? EventEmitter.defaultMaxListeners;
  if (max <= 0 || list.length <= max || list.warned) return;
  list.warned = true;
  const name = emitter.constructor?.name ?? 'EventEmitter';
  const warning = new Error(
    `Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to [${name}]. MaxListeners is ${max}. Use emitter.setMaxListeners() to increase limit`,
  );
  warning.name = 'MaxListenersExceededWarning';
  Object.assign(warning, { emitter, type, count: list.length });
  (globalThis as any).process?.emitWarning(warning);
}

function onceWrap(emitter: EventEmitter, type: Key, listener: Listener): Listener {
  check(listener);
  let fired = false;
  const wrapped: Listener = function (this: unknown, ...args: unknown[]) {
    if (fired) return;
    fired = true;
    (emitter as any).removeListener(type, wrapped);
    return Reflect.apply(listener, emitter, args);
  };
  wrapped.listener = listener;
  return wrapped;
}

const methods = {
  on(this: EventEmitter, type: Key, listener: Listener) {
    return add(this, type, listener, false);
  },
  prependListener(this: EventEmitter, type: Key, listener: Listener) {
    return add(this, type, listener, true);
  },
  once(this: EventEmitter, type: Key, listener: Listener) {
    return add(this, type, onceWrap(this, type, listener), false);
  },
  prependOnceListener(this: EventEmitter, type: Key, listener: Listener) {
    return add(this, type, onceWrap(this, type, listener), true);
  },
  removeListener(this: EventEmitter, type: Key, listener: Listener) {
    check(listener);
    const events = this._events;
    const existing = events?.[type];
    if (existing === undefined) return this;
    if (typeof existing === 'function') {
      if (existing !== listener && existing.listener !== listener) return this;
      drop(this, type);
    } else {
      let at = existing.length - 1;
      while (at >= 0 && existing[at] !== listener && existing[at]?.listener !== listener) at--;
      if (at < 0) return this;
      // A copy, so that an emit under way keeps its list.
      const rest = existing.slice();
      rest.splice(at, 1);
      if (rest.length === 1) events[type] = rest[0] as Listener;
      else events[type] = rest;
    }
    if (events['removeListener'] !== undefined) (this as any).emit('removeListener', type, listener);
    return this;
  },
  removeAllListeners(this: EventEmitter, type?: Key) {
    if (this._events === undefined) return this;
    if (type === undefined) {
      this._events = { __proto__: null } as unknown as EventEmitter['_events'];
      this._eventsCount = 0;
    } else if (this._events[type] !== undefined) drop(this, type);
    return this;
  },
  listeners(this: EventEmitter, type: Key) {
    return list(this, type).map((listener) => listener.listener ?? listener);
  },
  rawListeners(this: EventEmitter, type: Key) {
    return list(this, type);
  },
  listenerCount(this: EventEmitter, type: Key, listener?: Listener) {
    const all = list(this, type);
    return listener === undefined ? all.length : all.filter((each) => each === listener || each.listener === listener).length;
  },
  eventNames(this: EventEmitter) {
    return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
  },
  setMaxListeners(this: EventEmitter, count: number) {
    if (typeof count !== 'number' || count < 0 || Number.isNaN(count)) {
      throw codedError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "setMaxListeners" is out of range. It must be a non-negative number. Received ${count}`);
    }
    this._maxListeners = count;
    return this;
  },
  getMaxListeners(this: EventEmitter) {
    return this._maxListeners ?? EventEmitter.defaultMaxListeners;
  },
};

function list(emitter: EventEmitter, type: Key): Listener[] {
  const existing = emitter._events?.[type];
  if (existing === undefined) return [];
  return typeof existing === 'function' ? [existing] : existing.slice();
}

function drop(emitter: EventEmitter, type: Key): void {
  if (--emitter._eventsCount === 0) emitter._events = { __proto__: null } as unknown as EventEmitter['_events'];
  else delete emitter._events[type];
}

for (const [name, method] of Object.entries(methods)) proto[name] = method;
proto.addListener = methods.on;
proto.off = methods.removeListener;

/** events.once(emitter, name, { signal }). */
function once(emitter: any, name: Key, options: { signal?: AbortSignal } = {}): Promise<unknown[]> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortError(signal));
    if (typeof emitter.addEventListener === 'function') {
      emitter.addEventListener(name, (...args: unknown[]) => resolve(args), { once: true });
      return;
    }
    const cleanUp = () => {
      emitter.removeListener(name, onEvent);
      if (name !== 'error') emitter.removeListener('error', onError);
      signal?.removeEventListener('abort', onAbort);
    };
    const onEvent = (...args: unknown[]) => (cleanUp(), resolve(args));
    const onError = (error: unknown) => (cleanUp(), reject(error));
    const onAbort = () => (cleanUp(), reject(abortError(signal)));
    emitter.on(name, onEvent);
    if (name !== 'error') emitter.on('error', onError);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** events.on(emitter, name, { signal }): an async iterator that queues what nobody has taken yet. */
function on(emitter: any, name: Key, options: { signal?: AbortSignal } = {}): AsyncIterableIterator<unknown[]> {
  const { signal } = options;
  if (signal?.aborted) throw abortError(signal);
  const queued: unknown[][] = [];
  const waiting: { resolve: (result: IteratorResult<unknown[]>) => void; reject: (error: unknown) => void }[] = [];
  let failure: unknown;
  let finished = false;
  const onEvent = (...args: unknown[]) => {
    const next = waiting.shift();
    if (next) next.resolve({ value: args, done: false });
    else queued.push(args);
  };
  const onError = (error: unknown) => {
    const next = waiting.shift();
    if (next) next.reject(error);
    else failure = error;
    stop();
  };
  const onAbort = () => onError(abortError(signal));
  function stop() {
    emitter.removeListener(name, onEvent);
    emitter.removeListener('error', onError);
    signal?.removeEventListener('abort', onAbort);
    finished = true;
    for (const next of waiting.splice(0)) next.resolve({ value: undefined as never, done: true });
  }
  emitter.on(name, onEvent);
  if (name !== 'error') emitter.on('error', onError);
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    next() {
      const value = queued.shift();
      if (value !== undefined) return Promise.resolve({ value, done: false });
      if (failure !== undefined) {
        const error = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (finished) return Promise.resolve({ value: undefined as never, done: true });
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() {
      stop();
      return Promise.resolve({ value: undefined as never, done: true });
    },
    throw(error) {
      onError(error);
      return Promise.resolve({ value: undefined as never, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function abortError(signal: AbortSignal | undefined): Error {
  const error = new Error('The operation was aborted', { cause: signal?.reason });
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}

EventEmitter.once = once;
EventEmitter.on = on;
EventEmitter.listenerCount = (emitter: any, type: Key) => emitter.listenerCount(type);
EventEmitter.getEventListeners = (emitter: any, type: Key) => emitter.listeners(type);
EventEmitter.getMaxListeners = (emitter: any) => emitter.getMaxListeners();
EventEmitter.setMaxListeners = (count = 10, ...targets: any[]) => {
  if (targets.length === 0) EventEmitter.defaultMaxListeners = count;
  for (const target of targets) target.setMaxListeners?.(count);
};
EventEmitter.addAbortListener = (signal: AbortSignal, listener: () => void) => {
  signal.addEventListener('abort', listener, { once: true });
  return { [Symbol.dispose]: () => signal.removeEventListener('abort', listener) };
};

export default EventEmitter;
