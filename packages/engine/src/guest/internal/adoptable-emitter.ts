import { takeAdopted } from './callable-class.ts';
import { EventEmitter } from './event-emitter.ts';
import type { EventEmitterOptions } from './event-emitter-types.ts';

function Adoptable(this: EventEmitter, options?: EventEmitterOptions): object | undefined {
  const own = takeAdopted();
  EventEmitter.init.call((own ?? this) as EventEmitter, options);
  return own;
}
Adoptable.prototype = EventEmitter.prototype;
Object.setPrototypeOf(Adoptable, EventEmitter);

/** The emitter under classes that programs also call as functions, see callableClass. */
export const AdoptableEmitter = Adoptable as unknown as new (options?: EventEmitterOptions) => EventEmitter;
