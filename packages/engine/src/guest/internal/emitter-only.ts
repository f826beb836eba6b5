import { takeAdopted } from './callable-class.ts';
import type { EventEmitter } from './event-emitter.ts';

/**
 * A base class with the methods of `above`, and none of its constructors' work: only what an emitter's own would set.
 * For messages of HTTP, of which one is made per request.
 */
export function emitterOnly<Above extends object>(above: { readonly prototype: Above }): new () => Above {
  function EmitterOnly(this: EventEmitter): object | undefined {
    const own = takeAdopted() as EventEmitter | undefined;
    const made = own ?? this;
    made._events = { __proto__: null } as unknown as NonNullable<EventEmitter['_events']>;
    made._eventsCount = 0;
    return own;
  }
  EmitterOnly.prototype = above.prototype;
  return EmitterOnly as unknown as new () => Above;
}
