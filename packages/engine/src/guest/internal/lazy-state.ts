import type { EventEmitter } from './event-emitter.ts';

/**
 * Defers a stream's constructor until somebody touches the state it would build. Most requests are answered without
 * anyone reading or piping: this is what makes them cheap. The emitter's listeners survive the late construction.
 */
export function lazyState<Stream extends EventEmitter>(prototype: Stream, key: '_readableState' | '_writableState', construct: (stream: Stream) => void): void {
  Object.defineProperty(prototype, key, {
    configurable: true,
    get(this: Stream & Record<typeof key, unknown>) {
      Object.defineProperty(this, key, { value: undefined, writable: true, configurable: true });
      const { _events, _eventsCount } = this;
      construct(this);
      this._events = _events;
      this._eventsCount = _eventsCount;
      return this[key];
    },
    set(this: Stream, value: unknown) {
      Object.defineProperty(this, key, { value, writable: true, configurable: true });
    },
  });
}
