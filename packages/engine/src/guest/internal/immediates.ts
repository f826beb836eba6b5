import { CELL } from '../../abi/entries.ts';
import { currentContext, setContext } from './async-context.ts';
import { Fifo } from './fifo.ts';
import { cell, entries } from './sys.ts';
import { assertFunction } from './validate.ts';

type Callback = (...args: unknown[]) => void;

/** What setImmediate returns. */
export class Immediate {
  #refd = true;
  /** Undefined once it ran or was cleared; a cleared one keeps its place in the queue. */
  #callback: Callback | undefined;
  readonly #args: readonly unknown[];
  readonly #context = currentContext();

  constructor(callback: Callback, args: readonly unknown[]) {
    this.#callback = callback;
    this.#args = args;
    countRefd(1);
  }

  ref(): this {
    if (!this.#refd && this.#callback !== undefined) countRefd(1);
    this.#refd = true;
    return this;
  }

  unref(): this {
    if (this.#refd && this.#callback !== undefined) countRefd(-1);
    this.#refd = false;
    return this;
  }

  hasRef(): boolean {
    return this.#refd;
  }

  get _destroyed(): boolean {
    return this.#callback === undefined;
  }

  [Symbol.dispose](): void {
    this.take();
  }

  /** Removes it; returns what there was to run. */
  take(): (() => void) | undefined {
    const callback = this.#callback;
    if (callback === undefined) return undefined;
    this.#callback = undefined;
    if (this.#refd) countRefd(-1);
    return () => {
      setContext(this.#context);
      Reflect.apply(callback, this, this.#args);
    };
  }
}

function countRefd(change: 1 | -1): void {
  cell[CELL.immediatesRefd] = (cell[CELL.immediatesRefd] as number) + change;
}

/** Those that keep the program alive. */
export function immediateCount(): number {
  return cell[CELL.immediatesRefd] as number;
}

const immediates = new Fifo<Immediate>();

export function setImmediate(callback: (...args: never[]) => void, ...args: unknown[]): Immediate {
  assertFunction(callback, 'callback');
  const immediate = new Immediate(callback as Callback, args);
  immediates.push(immediate);
  cell[CELL.immediates] = immediates.length;
  return immediate;
}

export function clearImmediate(immediate: unknown): void {
  if (immediate instanceof Immediate) immediate.take();
}

entries.runImmediate = () => {
  const run = immediates.shift()?.take();
  cell[CELL.immediates] = immediates.length;
  try {
    run?.();
  } finally {
    setContext(undefined);
  }
};
