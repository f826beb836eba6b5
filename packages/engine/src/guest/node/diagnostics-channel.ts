type Subscriber = (message: unknown, name: string | symbol) => void;
type Fn = (...args: any[]) => any;

/** A named channel. `publish` does nothing while nobody subscribes. */
export class Channel {
  readonly name: string | symbol;
  #subscribers: Subscriber[] = [];
  readonly stores = new Map<unknown, (data: unknown) => unknown>();

  constructor(name: string | symbol) {
    this.name = name;
  }
  get hasSubscribers(): boolean {
    return this.#subscribers.length > 0;
  }
  publish(message: unknown): void {
    for (const subscriber of this.#subscribers) subscriber(message, this.name);
  }
  subscribe(subscriber: Subscriber): void {
    this.#subscribers = [...this.#subscribers, subscriber];
  }
  unsubscribe(subscriber: Subscriber): boolean {
    const before = this.#subscribers.length;
    this.#subscribers = this.#subscribers.filter((each) => each !== subscriber);
    return this.#subscribers.length < before;
  }
  bindStore(store: unknown, transform: (data: unknown) => unknown = (data) => data): void {
    this.stores.set(store, transform);
  }
  unbindStore(store: unknown): boolean {
    return this.stores.delete(store);
  }
  runStores(data: unknown, fn: Fn, thisArg?: unknown, ...args: unknown[]): unknown {
    this.publish(data);
    return Reflect.apply(fn, thisArg, args);
  }
}

const channels = new Map<string | symbol, Channel>();

export function channel(name: string | symbol): Channel {
  const found = channels.get(name) ?? new Channel(name);
  channels.set(name, found);
  return found;
}

const EVENTS = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'] as const;
type Channels = Record<(typeof EVENTS)[number], Channel>;

class TracingChannel {
  readonly start: Channel;
  readonly end: Channel;
  readonly asyncStart: Channel;
  readonly asyncEnd: Channel;
  readonly error: Channel;
  constructor(named: string | Channels) {
    const get = (event: (typeof EVENTS)[number]) => (typeof named === 'string' ? channel(`tracing:${named}:${event}`) : named[event]);
    [this.start, this.end, this.asyncStart, this.asyncEnd, this.error] = EVENTS.map(get) as [Channel, Channel, Channel, Channel, Channel];
  }
  get hasSubscribers(): boolean {
    return EVENTS.some((event) => this[event].hasSubscribers);
  }
  subscribe(handlers: Partial<Record<(typeof EVENTS)[number], Subscriber>>): void {
    for (const event of EVENTS) if (handlers[event]) this[event].subscribe(handlers[event]);
  }
  unsubscribe(handlers: Partial<Record<(typeof EVENTS)[number], Subscriber>>): boolean {
    return EVENTS.every((event) => !handlers[event] || this[event].unsubscribe(handlers[event]));
  }
  traceSync(fn: Fn, context: any = {}, thisArg?: unknown, ...args: unknown[]): unknown {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    this.start.publish(context);
    try {
      context.result = Reflect.apply(fn, thisArg, args);
      return context.result;
    } catch (error) {
      context.error = error;
      this.error.publish(context);
      throw error;
    } finally {
      this.end.publish(context);
    }
  }
  tracePromise(fn: Fn, context: any = {}, thisArg?: unknown, ...args: unknown[]): unknown {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    this.start.publish(context);
    const settle = (key: 'result' | 'error') => (value: unknown) => {
      context[key] = value;
      if (key === 'error') this.error.publish(context);
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
      if (key === 'error') throw value;
      return value;
    };
    try {
      return Promise.resolve(Reflect.apply(fn, thisArg, args)).then(settle('result'), settle('error'));
    } catch (error) {
      context.error = error;
      this.error.publish(context);
      throw error;
    } finally {
      this.end.publish(context);
    }
  }
  traceCallback(fn: Fn, position = -1, context: any = {}, thisArg?: unknown, ...args: any[]): unknown {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const at = position < 0 ? args.length + position : position;
    const callback = args[at] as Fn;
    const { asyncStart, asyncEnd, error } = this;
    args[at] = function (this: unknown, failure: unknown, result: unknown, ...rest: unknown[]) {
      if (failure) {
        context.error = failure;
        error.publish(context);
      } else context.result = result;
      asyncStart.publish(context);
      try {
        return Reflect.apply(callback, this, [failure, result, ...rest]);
      } finally {
        asyncEnd.publish(context);
      }
    };
    return this.traceSync(fn, context, thisArg, ...args);
  }
}

export default {
  channel, Channel,
  hasSubscribers: (name: string | symbol) => channels.get(name)?.hasSubscribers ?? false,
  subscribe: (name: string | symbol, subscriber: Subscriber) => channel(name).subscribe(subscriber),
  unsubscribe: (name: string | symbol, subscriber: Subscriber) => channel(name).unsubscribe(subscriber),
  tracingChannel: (named: string | Channels) => new TracingChannel(named),
};
