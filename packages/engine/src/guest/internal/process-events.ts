import { EventEmitter } from './event-emitter.ts';

const prototype = Object.create(EventEmitter.prototype) as EventEmitter;
// Its name is what a program sees as that of the process object's class.
const Maker = { process: function (this: unknown): void {} }.process;
Object.defineProperty(prototype, 'constructor', { value: Maker, writable: true, configurable: true });
Maker.prototype = prototype;

/** The process object as an emitter: what makes its events does not need the rest of it. */
export const processEvents: EventEmitter = Object.create(prototype) as EventEmitter;
EventEmitter.call(processEvents);
