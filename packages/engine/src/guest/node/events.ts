import type { AbortSignal } from '../internal/abort.ts';
import { invalidArgType } from '../internal/errors.ts';
import { AsyncResource } from './async-hooks.ts';
import { captureRejectionSymbol, checkCount, errorMonitor, EventEmitter, type EventName, type Listener } from '../internal/event-emitter.ts';
import { EventTarget, eventListeners, getMaxEventTargetListeners, resistStop, setMaxEventTargetListeners } from '../internal/event-target.ts';
import { on, once } from '../internal/event-waiting.ts';
import { assertAbortSignal, assertFunction, assertString } from '../internal/validate.ts';

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
  if (source instanceof EventTarget) return getMaxEventTargetListeners(source);
  if (typeof (source as EventEmitter | undefined)?.getMaxListeners !== 'function')
    throw invalidArgType('emitter', 'an instance of EventEmitter or EventTarget', source);
  return source.getMaxListeners();
}

function setMaxListeners(count = EventEmitter.defaultMaxListeners, ...sources: Source[]): void {
  checkCount(count, 'setMaxListeners');
  if (sources.length === 0) EventEmitter.defaultMaxListeners = count;
  for (const source of sources) {
    if (source instanceof EventTarget) setMaxEventTargetListeners(source, count);
    else if (typeof (source as EventEmitter | undefined)?.setMaxListeners === 'function') source.setMaxListeners(count);
    else throw invalidArgType('eventTargets', 'an instance of EventEmitter or EventTarget', source);
  }
}

/** Runs the listener when the signal is aborted, whatever others do to the event. */
function addAbortListener(signal: AbortSignal, listener: Listener): Disposable {
  if (signal === undefined) throw invalidArgType('signal', 'an instance of AbortSignal', signal);
  assertAbortSignal(signal, 'signal');
  assertFunction(listener, 'listener');
  let remove: (() => void) | undefined;
  if (signal.aborted) void Promise.resolve().then(() => listener());
  else {
    signal.addEventListener('abort', listener, { once: true, [resistStop]: true });
    remove = () => signal.removeEventListener('abort', listener);
  }
  return Object.assign(Object.create(null), { [Symbol.dispose]: () => remove?.() }) as Disposable;
}

/** An emitter whose listeners run in the context that it was made in. */
class EventEmitterAsyncResource extends EventEmitter {
  readonly #resource: AsyncResource;

  constructor(options?: string | { name?: string; captureRejections?: boolean; triggerAsyncId?: number; requireManualDestroy?: boolean }) {
    const given = typeof options === 'string' ? { name: options } : (options ?? {});
    if (typeof options === 'string') assertString(options, 'options.name');
    super(given);
    this.#resource = new AsyncResource(given.name ?? new.target.name, given);
  }

  override emit(type: EventName, ...args: unknown[]): boolean {
    return this.#resource.runInAsyncScope(super.emit as never, this, type, ...args) as boolean;
  }

  emitDestroy(): void {
    this.#resource.emitDestroy();
  }

  get asyncId(): number {
    return this.#resource.asyncId();
  }

  get triggerAsyncId(): number {
    return this.#resource.triggerAsyncId();
  }

  get asyncResource(): AsyncResource {
    return this.#resource;
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
