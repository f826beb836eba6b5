import type { EventEmitter, EventName, ListenerList } from './event-emitter-types.ts';
import { inspect } from './inspect.ts';

/** What warns of too many listeners: set by the process module, which knows how to warn. */
let warn: (warning: Error) => void = () => {};
export function setListenerWarning(report: (warning: Error) => void): void {
  warn = report;
}

/** Warns, once for each list, that an emitter has more listeners of a kind than `most`. */
export function warnOfManyListeners(emitter: EventEmitter, type: EventName, list: ListenerList, most: number): void {
  list.warned = true;
  const warning = new Error(
    `Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to ${inspect(emitter, { depth: -1 })}. MaxListeners is ${most}. Use emitter.setMaxListeners() to increase limit`,
  );
  warning.name = 'MaxListenersExceededWarning';
  warn(Object.assign(warning, { emitter, type, count: list.length }));
}

/** Warns of something else about listeners. */
export function warnOf(name: string, message: string, about: object): void {
  const warning = new Error(message);
  warning.name = name;
  warn(Object.assign(warning, about));
}
