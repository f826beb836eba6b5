import { creationStack } from './error-stack.ts';
import { codedError } from './errors.ts';
import { dispatch, Event } from './event.ts';
import { defineEventHandler, EventTarget, listenersChanged, setMaxEventTargetListeners } from './event-target.ts';
import { customInspect, inspect, type InspectOptions } from './inspect.ts';
import { Timeout } from './timers.ts';
import { assertInteger, invalidThis } from './validate.ts';

interface DomError extends Error {
  readonly code: number;
}
/** The engine has this one natively. */
export const { DOMException } = globalThis as unknown as { DOMException: new (message?: string, name?: string) => DomError };

const token = Symbol('AbortSignal');

function abortReason(): Error {
  return new DOMException('This operation was aborted', 'AbortError');
}

/** For what is printed inside. */
function oneLess(options: InspectOptions): InspectOptions {
  return { ...options, depth: options.depth == null ? null : options.depth - 1 };
}

interface SignalState {
  isAborted: boolean;
  reason: unknown;
  /** Signals that this one aborts, too. Weak: who combines signals must not be kept by those that live long. */
  dependents: Set<WeakRef<AbortSignal>> | undefined;
  /** Those of them that somebody listens to. */
  listened: Set<AbortSignal> | undefined;
  /** Of a combined one: what it follows. */
  sources: AbortSignal[] | undefined;
  /** Dead references are looked for when there are this many. */
  sweepAt: number;
}

let stateOf: (signal: unknown) => SignalState;

export class AbortSignal extends EventTarget {
  readonly #state: SignalState = { isAborted: false, reason: undefined, dependents: undefined, listened: undefined, sources: undefined, sweepAt: 64 };
  declare onabort: unknown;

  static {
    stateOf = (signal) => {
      if (typeof signal !== 'object' || signal === null || !(#state in signal)) throw invalidThis('AbortSignal');
      return signal.#state;
    };
  }

  constructor(...args: unknown[]) {
    super();
    if (args[0] !== token) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    // One signal may end any number of things.
    setMaxEventTargetListeners(this, 0);
  }

  get aborted(): boolean {
    return stateOf(this).isAborted;
  }

  get reason(): unknown {
    return stateOf(this).reason;
  }

  throwIfAborted(): void {
    const { isAborted, reason } = stateOf(this);
    if (isAborted) throw reason;
  }

  static abort(reason: unknown = abortReason()): AbortSignal {
    const signal = createSignal();
    Object.assign(stateOf(signal), { isAborted: true, reason });
    return signal;
  }

  /** Its timer does not keep the process alive, as in Node; it is a handle all the same. */
  static timeout(delay: number): AbortSignal {
    assertInteger(delay, 'delay', 0, 2 ** 32 - 1);
    const signal = createSignal();
    const abort = () => abortSignal(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    new Timeout(abort, delay, false, [], creationStack()).unref();
    return signal;
  }

  /** Aborted as soon as one of them is. */
  static any(signals: Iterable<AbortSignal>): AbortSignal {
    return combine(signals);
  }

  [listenersChanged](type: string, count: number): void {
    const { sources } = stateOf(this);
    if (type !== 'abort' || sources === undefined) return;
    for (const source of sources) {
      const state = stateOf(source);
      if (count === 0) state.listened?.delete(this);
      else {
        state.listened ??= new Set();
        state.listened.add(this);
      }
    }
  }

  override [customInspect](depth: number | null, options: InspectOptions = {}): string {
    return depth !== null && depth < 0 ? '[AbortSignal]' : `AbortSignal ${inspect({ aborted: this.aborted }, oneLess(options))}`;
  }
}
defineEventHandler(AbortSignal.prototype, 'abort');
Object.defineProperty(AbortSignal.prototype, 'aborted', { enumerable: true });
Object.defineProperty(AbortSignal.prototype, listenersChanged, { enumerable: false });

function combine(signals: Iterable<AbortSignal>): AbortSignal {
  if (typeof (signals as unknown as { [Symbol.iterator]?: unknown } | null | undefined)?.[Symbol.iterator] !== 'function')
    throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'signals cannot be converted to sequence.');
  const sources = [...signals];
  for (const [at, source] of sources.entries())
    if (!(source instanceof AbortSignal)) throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', `signals[${at}] is not of type AbortSignal.`);
  const combined = createSignal();
  const state = stateOf(combined);
  const aborted = sources.find((source) => source.aborted);
  if (aborted !== undefined) {
    Object.assign(state, { isAborted: true, reason: aborted.reason });
    return combined;
  }
  // One that was combined itself passes on what it follows.
  state.sources = [...new Set(sources.flatMap((source) => stateOf(source).sources ?? [source]))];
  for (const source of state.sources) addDependent(stateOf(source), combined);
  return combined;
}

function createSignal(): AbortSignal {
  return new AbortSignal(token);
}

function addDependent(state: SignalState, signal: AbortSignal): void {
  state.dependents ??= new Set();
  state.dependents.add(new WeakRef(signal));
  if (state.dependents.size < state.sweepAt) return;
  for (const each of state.dependents) if (each.deref() === undefined) state.dependents.delete(each);
  state.sweepAt = Math.max(64, state.dependents.size * 2);
}

/** All of them are aborted before the first one hears of it. */
function abortSignal(signal: AbortSignal, reason: unknown): void {
  const state = stateOf(signal);
  if (state.isAborted) return;
  state.isAborted = true;
  state.reason = reason;
  const followers: AbortSignal[] = [];
  for (const each of state.dependents ?? []) {
    const follower = each.deref();
    if (follower === undefined || stateOf(follower).isAborted) continue;
    Object.assign(stateOf(follower), { isAborted: true, reason });
    followers.push(follower);
  }
  state.dependents = undefined;
  state.listened = undefined;
  for (const each of [signal, ...followers]) tell(each);
}

function tell(signal: AbortSignal): void {
  const event = new Event('abort');
  dispatch.trust(event);
  signal.dispatchEvent(event);
}

let signalOf: (controller: unknown) => AbortSignal;

export class AbortController {
  readonly #signal = createSignal();

  static {
    signalOf = (controller) => {
      if (typeof controller !== 'object' || controller === null || !(#signal in controller)) throw invalidThis('AbortController');
      return controller.#signal;
    };
  }

  get signal(): AbortSignal {
    return signalOf(this);
  }

  abort(...args: [reason?: unknown]): void {
    const [reason = abortReason()] = args;
    abortSignal(signalOf(this), reason);
  }

  [customInspect](depth: number | null, options: InspectOptions): string {
    return depth !== null && depth < 0 ? 'AbortController {}' : `AbortController ${inspect({ signal: this.signal }, oneLess(options))}`;
  }
}
for (const name of ['signal', 'abort']) Object.defineProperty(AbortController.prototype, name, { enumerable: true });
for (const Class of [AbortSignal, AbortController]) Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
