import { currentContext, setContext } from './async-context.ts';
import { creationStack } from './error-stack.ts';
import { entries, sys } from './sys.ts';
import { assertFunction } from './validate.ts';

type Callback = (...args: unknown[]) => void;

/** Longest delay Node accepts; beyond it, as for NaN and less than 1, it takes 1 ms. */
const MAX_DELAY_MS = 2 ** 31 - 1;

const active = new Map<number, Timeout>();
let nextId = 1;
let onBadDelay: (delay: number) => void = () => {};

/** Told of a delay that Node warns about. Set once by the process module, which knows how to warn. */
export function setBadDelayHandler(handler: (delay: number) => void): void {
  onBadDelay = handler;
}

function delayOf(value: unknown): number {
  const delay = Number(value);
  if (delay >= 1 && delay <= MAX_DELAY_MS) return Math.trunc(delay);
  if (delay > MAX_DELAY_MS || delay < 0 || (value !== undefined && Number.isNaN(delay))) onBadDelay(delay);
  return 1;
}

/** What setTimeout and setInterval return: a handle as long as it is armed, ref'd or not. */
export class Timeout {
  readonly #id: number;
  readonly #callback: Callback;
  readonly #args: readonly unknown[];
  readonly #delayMs: number;
  readonly #repeat: boolean;
  readonly #context = currentContext();
  /** Where it was created. Empty for timers of Node's own, which are nobody's leak. */
  readonly #stack: string;
  #refd = true;
  #closed = false;

  constructor(callback: Callback, delay: unknown, repeat: boolean, args: readonly unknown[], stack: string) {
    this.#id = nextId++;
    this.#callback = callback;
    this.#args = args;
    this.#delayMs = delayOf(delay);
    this.#repeat = repeat;
    this.#stack = stack;
    this.#arm();
  }

  #arm(): void {
    active.set(this.#id, this);
    sys.timerStart(this.#id, this.#delayMs, this.#repeat, this.#refd, this.#stack);
  }

  ref(): this {
    return this.#setRef(true);
  }

  unref(): this {
    return this.#setRef(false);
  }

  #setRef(refd: boolean): this {
    if (this.#refd !== refd && active.has(this.#id)) sys.timerRef(this.#id, refd);
    this.#refd = refd;
    return this;
  }

  hasRef(): boolean {
    return this.#refd;
  }

  /** Starts it again from now; one that has fired comes back to life, a cleared one does not. */
  refresh(): this {
    if (!this.#closed) this.#arm();
    return this;
  }

  close(): this {
    this.#closed = true;
    if (active.delete(this.#id)) sys.timerStop(this.#id);
    return this;
  }

  fire(): void {
    if (!this.#repeat) active.delete(this.#id);
    setContext(this.#context);
    try {
      Reflect.apply(this.#callback, this, this.#args);
    } finally {
      setContext(undefined);
    }
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }

  [Symbol.dispose](): void {
    this.close();
  }
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
