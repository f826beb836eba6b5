import type { AbortSignal } from '../internal/abort.ts';
import { invalidArgType, unavailable } from '../internal/errors.ts';
import { captureRejectionSymbol, checkCount, errorMonitor, EventEmitter, type EventName, type Listener } from '../internal/event-emitter.ts';
import { EventTarget, eventListeners, getMaxEventTargetListeners, setMaxEventTargetListeners } from '../internal/event-target.ts';
import { on, once } from '../internal/event-waiting.ts';
import { assertFunction } from '../internal/validate.ts';

type Source = EventEmitter | EventTarget;

function getEventListeners(source: Source, type: EventName): unknown[] {
  if (source instanceof EventTarget) return eventListeners(source, String(type));
  if (typeof source?.listeners !== 'function') throw invalidArgType('emitter', 'an instance of EventEmitter or EventTarget', source);
  return source.listeners(type);
}

function listenerCount(source: Source, type: EventName): number {
  return getEventListeners(source, type).length;
}

function getMaxListeners(source: Source): number {
  return source instanceof EventTarget ? getMaxEventTargetListeners(source) : source.getMaxListeners();
}

function setMaxListeners(count = EventEmitter.defaultMaxListeners, ...sources: Source[]): void {
  checkCount(count, 'setMaxListeners');
  if (sources.length === 0) EventEmitter.defaultMaxListeners = count;
  for (const source of sources) {
    if (source instanceof EventTarget) setMaxEventTargetListeners(source, count);
    else source.setMaxListeners(count);
  }
}

/** Runs the listener when the signal is aborted, whatever others do to the event. */
function addAbortListener(signal: AbortSignal, listener: Listener): Disposable {
  assertFunction(listener, 'listener');
  if (signal.aborted) void Promise.resolve().then(() => listener());
  else signal.addEventListener('abort', listener, { once: true });
  return { [Symbol.dispose]: () => signal.removeEventListener('abort', listener) };
}

class EventEmitterAsyncResource {
  constructor() {
    throw unavailable('EventEmitterAsyncResource');
  }
}

export { addAbortListener, EventEmitter, once };
export default Object.assign(EventEmitter, {
  EventEmitter,
  EventEmitterAsyncResource,
  errorMonitor,
  captureRejectionSymbol,
  once,
  on,
  listenerCount,
  getEventListeners,
  getMaxListeners,
  setMaxListeners,
  addAbortListener,
});
