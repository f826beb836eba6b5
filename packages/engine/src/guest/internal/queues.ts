import { CELL } from '../../abi/entries.ts';
import { cell, entries } from './sys.ts';

interface Job {
  readonly run: (...args: unknown[]) => void;
  readonly args: readonly unknown[];
}

let ticks: Job[] = [];

/** process.nextTick. */
export function nextTick(run: (...args: never[]) => void, ...args: unknown[]): void {
  if (typeof run !== 'function') throw new TypeError('The "callback" argument must be of type function. Received ' + String(run));
  ticks.push({ run: run as Job['run'], args });
  cell[CELL.ticks] = ticks.length;
}

entries.runTicks = () => {
  let at = 0;
  try {
    while (at < ticks.length) {
      const { run, args } = ticks[at++] as Job;
      if (args.length === 0) run();
      else run(...args);
    }
  } finally {
    // A throw leaves the rest for after the uncaught handling.
    ticks = at === ticks.length ? [] : ticks.slice(at);
    cell[CELL.ticks] = ticks.length;
  }
};

const completions: (() => void)[] = [];

/** Runs the callback of a finished asynchronous operation in its own turn of the loop; keeps the process alive until then. */
export function completeLater(callback: () => void): void {
  completions.push(callback);
  cell[CELL.completions] = completions.length;
}

entries.runCompletion = () => {
  const callback = completions.shift();
  cell[CELL.completions] = completions.length;
  callback?.();
};

/** What setImmediate returns. */
export class Immediate {
  #refd = true;
  job: Job | undefined;

  constructor(job: Job) {
    this.job = job;
  }

  ref(): this {
    if (!this.#refd && this.job) cell[CELL.immediatesRefd]! += 1;
    this.#refd = true;
    return this;
  }

  unref(): this {
    if (this.#refd && this.job) cell[CELL.immediatesRefd]! -= 1;
    this.#refd = false;
    return this;
  }

  hasRef(): boolean {
    return this.#refd;
  }

  [Symbol.dispose](): void {
    clearImmediate(this);
  }
}

const immediates: Immediate[] = [];

export function setImmediate(run: (...args: never[]) => void, ...args: unknown[]): Immediate {
  if (typeof run !== 'function') throw new TypeError('The "callback" argument must be of type function. Received ' + String(run));
  const immediate = new Immediate({ run: run as Job['run'], args });
  immediates.push(immediate);
  cell[CELL.immediates] = immediates.length;
  cell[CELL.immediatesRefd]! += 1;
  return immediate;
}

export function clearImmediate(immediate: Immediate | undefined): void {
  if (!(immediate instanceof Immediate) || immediate.job === undefined) return;
  immediate.unref();
  immediate.job = undefined;
}

entries.runImmediate = () => {
  const immediate = immediates.shift();
  cell[CELL.immediates] = immediates.length;
  const job = immediate?.job;
  if (immediate === undefined || job === undefined) return;
  immediate.unref();
  immediate.job = undefined;
  job.run(...job.args);
};
