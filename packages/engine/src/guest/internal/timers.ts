import { entries, sys } from './sys.ts';

type Callback = (...args: unknown[]) => void;

const active = new Map<number, Timeout>();
let nextId = 1;

/** What setTimeout and setInterval return. */
export class Timeout {
  readonly id: number;
  callback: Callback;
  args: readonly unknown[];
  readonly delay: number;
  readonly repeat: boolean;
  #refd = true;

  constructor(callback: Callback, delay: number, repeat: boolean, args: readonly unknown[], internal: boolean) {
    if (typeof callback !== 'function') throw new TypeError(`The "callback" argument must be of type function. Received ${String(callback)}`);
    this.id = nextId++;
    this.callback = callback;
    this.delay = Number(delay) || 1;
    this.repeat = repeat;
    this.args = args;
    this.#start(internal ? '' : (new Error().stack ?? ''));
  }

  #start(stack: string): void {
    active.set(this.id, this);
    sys.timerStart(this.id, this.delay, this.repeat, this.#refd, stack);
  }

  ref(): this {
    this.#refd = true;
    sys.timerRef(this.id, true);
    return this;
  }

  unref(): this {
    this.#refd = false;
    sys.timerRef(this.id, false);
    return this;
  }

  hasRef(): boolean {
    return this.#refd;
  }

  refresh(): this {
    this.#start(new Error().stack ?? '');
    return this;
  }

  close(): this {
    stopTimer(this);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.id;
  }

  [Symbol.dispose](): void {
    stopTimer(this);
  }
}

export function setTimeout(callback: (...args: never[]) => void, delay = 1, ...args: unknown[]): Timeout {
  return new Timeout(callback as Callback, delay, false, args, false);
}

export function setInterval(callback: (...args: never[]) => void, delay = 1, ...args: unknown[]): Timeout {
  return new Timeout(callback as Callback, delay, true, args, false);
}

/** clearTimeout and clearInterval: accept the object, its number, or nothing. */
export function stopTimer(timer: Timeout | number | string | null | undefined): void {
  const found = timer instanceof Timeout ? timer : active.get(Number(timer));
  if (found === undefined || !active.delete(found.id)) return;
  sys.timerStop(found.id);
}

entries.onTimer = (id) => {
  const timer = active.get(id);
  if (timer === undefined) return;
  if (!timer.repeat) active.delete(id);
  timer.callback.apply(timer, timer.args as unknown[]);
};
