import { codedError, invalidArgType } from '../internal/errors.ts';
import { handleUncaught } from '../internal/process-uncaught.ts';
import { reallyExit } from '../internal/process-exit.ts';
import { nextTick } from '../internal/tick-queue.ts';
import { assertFunction } from '../internal/validate.ts';

type Subscriber = (message: unknown, name: string | symbol) => void;
type Traced = (this: unknown, ...args: any[]) => unknown;
type Transform = (message: unknown) => unknown;

/** An AsyncLocalStorage, as far as channels use one. */
interface Store {
  run(value: unknown, callback: () => unknown): unknown;
}

/** A subscriber that throws is the program's uncaught exception, not the publisher's. */
function reportLater(error: unknown): void {
  nextTick(() => {
    if (!handleUncaught(error, 'uncaughtException')) reallyExit(1);
  });
}

/** A named channel. Publishing costs next to nothing while nobody listens. */
class Channel {
  readonly name: string | symbol;
  #subscribers: readonly Subscriber[] = [];
  #stores: Map<Store, Transform | undefined> | undefined;
  hasSubscribers = false;

  constructor(name: string | symbol) {
    this.name = name;
  }

  #update(): void {
    this.hasSubscribers = this.#subscribers.length > 0 || (this.#stores?.size ?? 0) > 0;
  }

  subscribe(subscriber: Subscriber): void {
    assertFunction(subscriber, 'subscription');
    this.#subscribers = [...this.#subscribers, subscriber];
    this.#update();
  }

  unsubscribe(subscriber: Subscriber): boolean {
    const at = this.#subscribers.indexOf(subscriber);
    if (at < 0) return false;
    this.#subscribers = this.#subscribers.filter((_, index) => index !== at);
    this.#update();
    return true;
  }

  bindStore(store: Store, transform?: Transform): void {
    this.#stores ??= new Map();
    this.#stores.set(store, transform);
    this.#update();
  }

  unbindStore(store: Store): boolean {
    const wasBound = this.#stores?.delete(store) ?? false;
    this.#update();
    return wasBound;
  }

  publish(message: unknown): void {
    if (!this.hasSubscribers) return;
    for (const subscriber of this.#subscribers) {
      try {
        subscriber(message, this.name);
      } catch (error) {
        reportLater(error);
      }
    }
  }

  /** Publishes and runs `fn` with every bound store set. */
  runStores(message: unknown, fn: Traced, thisArg?: unknown, ...args: unknown[]): unknown {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    let run = (): unknown => {
      this.publish(message);
      return Reflect.apply(fn, thisArg, args);
    };
    for (const [store, transform] of this.#stores ?? []) {
      const inner = run;
      run = () => {
        let value = message;
        try {
          if (transform !== undefined) value = transform(message);
        } catch (error) {
          reportLater(error);
          return inner();
        }
        return store.run(value, inner);
      };
    }
    return run();
  }
}

const channels = new Map<string | symbol, Channel>();

function channel(name: string | symbol): Channel {
  let found = channels.get(name);
  if (found !== undefined) return found;
  if (typeof name !== 'string' && typeof name !== 'symbol') throw invalidArgType('channel', 'one of type string or symbol', name);
  found = new Channel(name);
  channels.set(name, found);
  return found;
}

const EVENTS = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'] as const;
type EventChannels = Record<(typeof EVENTS)[number], Channel>;
type Handlers = Partial<Record<(typeof EVENTS)[number], Subscriber>>;
type Context = Record<string, unknown>;

/** Five channels that follow one operation from start to end. */
class TracingChannel {
  declare readonly start: Channel;
  declare readonly end: Channel;
  declare readonly asyncStart: Channel;
  declare readonly asyncEnd: Channel;
  declare readonly error: Channel;

  constructor(named: string | EventChannels) {
    if (typeof named !== 'string' && (typeof named !== 'object' || named === null))
      throw invalidArgType('nameOrChannels', 'of type string or an instance of TracingChannel or Object', named);
    for (const event of EVENTS) {
      const value = typeof named === 'string' ? channel(`tracing:${named}:${event}`) : named[event];
      if (!(value instanceof Channel))
        throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "nameOrChannels.${event}" property must be an instance of Channel`);
      Object.defineProperty(this, event, { value });
    }
  }

  get hasSubscribers(): boolean {
    return this.start.hasSubscribers || this.end.hasSubscribers || this.asyncStart.hasSubscribers || this.asyncEnd.hasSubscribers || this.error.hasSubscribers;
  }

  subscribe(handlers: Handlers): void {
    for (const event of EVENTS) if (handlers[event] !== undefined) this[event].subscribe(handlers[event]);
  }

  unsubscribe(handlers: Handlers): boolean {
    let all = true;
    for (const event of EVENTS) if (handlers[event] !== undefined && !this[event].unsubscribe(handlers[event])) all = false;
    return all;
  }

  traceSync(fn: Traced, context: Context = {}, thisArg?: unknown, ...args: unknown[]): unknown {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    return this.start.runStores(context, () =>
      this.#guard(context, () => {
        const result = Reflect.apply(fn, thisArg, args);
        context['result'] = result;
        return result;
      }),
    );
  }

  tracePromise(fn: Traced, context: Context = {}, thisArg?: unknown, ...args: unknown[]): unknown {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const settled = () => {
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
    };
    return this.start.runStores(context, () =>
      this.#guard(context, () =>
        Promise.resolve(Reflect.apply(fn, thisArg, args)).then(
          (result) => {
            context['result'] = result;
            settled();
            return result;
          },
          (error) => {
            context['error'] = error;
            this.error.publish(context);
            settled();
            throw error;
          },
        ),
      ),
    );
  }

  traceCallback(fn: Traced, position = -1, context: Context = {}, thisArg?: unknown, ...args: unknown[]): unknown {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const callback = args.at(position);
    assertFunction(callback, 'callback');
    const { asyncStart, asyncEnd, error } = this;
    function wrapped(this: unknown, ...results: unknown[]): void {
      if (results[0]) {
        context['error'] = results[0];
        error.publish(context);
      } else context['result'] = results[1];
      asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback as unknown as Traced, this, results);
        } finally {
          asyncEnd.publish(context);
        }
      });
    }
    args.splice(position, 1, wrapped);
    return this.start.runStores(context, () => this.#guard(context, () => Reflect.apply(fn, thisArg, args)));
  }

  #guard(context: Context, run: () => unknown): unknown {
    try {
      return run();
    } catch (error) {
      context['error'] = error;
      this.error.publish(context);
      throw error;
    } finally {
      this.end.publish(context);
    }
  }
}

export default {
  channel,
  Channel,
  hasSubscribers: (name: string | symbol) => channels.get(name)?.hasSubscribers ?? false,
  subscribe: (name: string | symbol, subscriber: Subscriber) => channel(name).subscribe(subscriber),
  unsubscribe: (name: string | symbol, subscriber: Subscriber) => channels.get(name)?.unsubscribe(subscriber) ?? false,
  tracingChannel: (named: string | EventChannels) => new TracingChannel(named),
};
