import { EventEmitter } from './event-emitter.ts';

/** The process object as an emitter: what makes its events does not need the rest of it. */
export const processEvents: EventEmitter = Object.create(EventEmitter.prototype) as EventEmitter;
EventEmitter.call(processEvents);
