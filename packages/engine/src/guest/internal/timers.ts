import { type ContextFrame, currentContext, setContext } from './async-context.ts';
import { creationStack } from './error-stack.ts';
import { entries, sys } from './sys.ts';
import { assertFunction } from './validate.ts';

type Callback = (...args: unknown[]) => void;

/** Longest delay Node accepts; beyond it, as for NaN and less than 1, it takes 1 ms. */
const MAX_DELAY_MS = 2 ** 31 - 1;

const NO_ARGS: readonly unknown[] = [];

const active = new Map<number, Timeout>();
let nextId = 1;
let onBadDelay: (delay: number) => void = () => {};

/** Told of a delay that Node warns about. Set once by the process module, which knows how to warn. */
export function setBadDelayHandler(handler: (delay: number) => void): void {
  onBadDelay = handler;
}

function delayOf(value: unknown): number {
  const delay = Number(value);
  if (delay >= 1 && delay <= MAX_DELAY_MS) return delay;
  if (delay > MAX_DELAY_MS || delay < 0 || (value !== undefined && Number.isNaN(delay))) onBadDelay(delay);
  return 1;
}

/** Where it was created. Empty for timers of Node's own, which are nobody's leak. */
const kStack: unique symbol = Symbol('stack');
const kId: unique symbol = Symbol('asyncId');
const kRefd: unique symbol = Symbol('refed');
const kContext: unique symbol = Symbol('context');
/** Armed to repeat, at this interval. */
const kRepeats: unique symbol = Symbol('repeats');

/**
 * What setTimeout and setInterval return: a handle as long as it is armed, ref'd or not.
 * The fields with an underscore are what programs find in Node's own and now and then write to.
 */
export class Timeout {
  _idleTimeout: number;
  _onTimeout: Callback | null;
  _timerArgs: readonly unknown[] | undefined;
  /** Interval in ms, null for a timeout. */
  _repeat: number | null;
  _destroyed = false;
  [kRefd] = true;
  [kId]: number;
  readonly [kContext]: ContextFrame | undefined;
  readonly [kStack]: string;
  [kRepeats] = 0;

  constructor(callback: Callback, delay: unknown, repeat: boolean, args: readonly unknown[], stack: string) {
    this._idleTimeout = delayOf(delay);
    this._onTimeout = callback;
    this._timerArgs = args.length === 0 ? undefined : args;
    this._repeat = repeat ? this._idleTimeout : null;
    this[kId] = nextId++;
    this[kContext] = currentContext();
    this[kStack] = stack;
    arm(this);
  }

  ref(): this {
    return setRef(this, true);
  }

  unref(): this {
    return setRef(this, false);
  }

  hasRef(): boolean {
    return this[kRefd];
  }

  /** Starts it again from now; one that has fired comes back to life, a cleared one does not. */
  refresh(): this {
    if (this._idleTimeout !== -1 && this._onTimeout !== null) arm(this);
    return this;
  }

  close(): this {
    this._idleTimeout = -1;
    this._repeat = null;
    disarm(this);
    return this;
  }

  fire(): void {
    if (this[kRepeats] === 0) active.delete(this[kId]);
    const callback = this._onTimeout;
    if (callback === null) {
      disarm(this);
      return;
    }
    setContext(this[kContext]);
    try {
      Reflect.apply(callback, this, this._timerArgs ?? NO_ARGS);
    } finally {
      setContext(undefined);
      afterFiring(this);
    }
  }

  [Symbol.toPrimitive](): number {
    return this[kId];
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

function arm(timer: Timeout): void {
  timer._destroyed = false;
  timer[kRepeats] = timer._repeat ? timer._idleTimeout : 0;
  active.set(timer[kId], timer);
  sys.timerStart(timer[kId], Math.trunc(timer._idleTimeout), timer[kRepeats] !== 0, timer[kRefd], timer[kStack]);
}

function disarm(timer: Timeout): void {
  timer._destroyed = true;
  timer[kRepeats] = 0;
  if (active.delete(timer[kId])) sys.timerStop(timer[kId]);
}

function setRef(timer: Timeout, refd: boolean): Timeout & never {
  if (timer[kRefd] !== refd && active.has(timer[kId])) sys.timerRef(timer[kId], refd);
  timer[kRefd] = refd;
  return timer as never;
}

/** The callback may have cleared it, refreshed it, or written to its fields. */
function afterFiring(timer: Timeout): void {
  const goesOn = Boolean(timer._repeat) && timer._idleTimeout !== -1 && typeof timer._onTimeout === 'function';
  if (goesOn && timer[kRepeats] === 0 && !active.has(timer[kId])) {
    timer._idleTimeout = timer._repeat as number;
    arm(timer);
  } else if (!goesOn && (timer[kRepeats] !== 0 || !active.has(timer[kId]))) disarm(timer);
}

export function setTimeout(callback: (...args: never[]) => void, delay?: number, ...args: unknown[]): Timeout {
  assertFunction(callback, 'callback');
  return new Timeout(callback as Callback, delay, false, args, creationStack());
}

export function setInterval(callback: (...args: never[]) => void, delay?: number, ...args: unknown[]): Timeout {
  assertFunction(callback, 'callback');
  return new Timeout(callback as Callback, delay, true, args, creationStack());
}

/** A timer of Node's own (a server's keep-alive, say): does not keep the process alive and is not charged to the program's lines. */
export function startInternalTimer(callback: () => void, delayMs: number, repeat = false): Timeout {
  return new Timeout(callback, delayMs, repeat, [], '').unref();
}

/** clearTimeout and clearInterval: accept the object, its number, or nothing. */
export function clearTimer(timer: unknown): void {
  if (timer instanceof Timeout) timer.close();
  else if (typeof timer === 'number' || typeof timer === 'string') active.get(Number(timer))?.close();
}

entries.onTimer = (id) => active.get(id)?.fire();
