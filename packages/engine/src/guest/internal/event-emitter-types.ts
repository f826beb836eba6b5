export type EventName = string | symbol;
// Listeners take whatever their event carries: only the emitter's user knows.
export type Listener = (...args: any[]) => unknown;

export interface OnceListener extends Listener {
  listener?: Listener;
}

/** Listeners of one event. While `busy` they are being called, and whoever changes the list must take a copy. */
export interface ListenerList extends Array<OnceListener> {
  busy?: number;
  warned?: boolean;
}

export type Events = Record<EventName, OnceListener | ListenerList | undefined>;

export interface EventEmitterOptions {
  captureRejections?: boolean;
}

/** Node's EventEmitter, as its instances are seen. */
export interface EventEmitter {
  _events: Events | undefined;
  _eventsCount: number;
  _maxListeners: number | undefined;
  on(type: EventName, listener: Listener): this;
  addListener(type: EventName, listener: Listener): this;
  prependListener(type: EventName, listener: Listener): this;
  once(type: EventName, listener: Listener): this;
  prependOnceListener(type: EventName, listener: Listener): this;
  off(type: EventName, listener: Listener): this;
  removeListener(type: EventName, listener: Listener): this;
  removeAllListeners(type?: EventName): this;
  emit(type: EventName, ...args: unknown[]): boolean;
  listeners(type: EventName): Listener[];
  rawListeners(type: EventName): Listener[];
  listenerCount(type: EventName, listener?: Listener): number;
  eventNames(): EventName[];
  setMaxListeners(count: number): this;
  getMaxListeners(): number;
}

export interface EventEmitterConstructor {
  new (options?: EventEmitterOptions): EventEmitter;
  (this: unknown, options?: EventEmitterOptions): void;
  readonly prototype: EventEmitter;
  init(this: EventEmitter, options?: EventEmitterOptions): void;
  defaultMaxListeners: number;
  captureRejections: boolean;
}
