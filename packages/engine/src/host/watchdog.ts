import type { Vm } from '../vm/vm.ts';

/** Why running guest code was, or is to be, ended from outside. */
export type StopReason = 'exit' | 'stalled' | 'out-of-memory' | 'killed';

/**
 * How long one callback, with the microtasks it causes, may run before the process counts as stalled, in ms
 * of the host's wall clock. A real process would hang for ever; a reader should know within two seconds.
 */
export const STALL_MS = 1500;

/** Decides, many thousand times a second while guest code runs, whether it may go on. */
export class Watchdog {
  #deadline = Number.POSITIVE_INFINITY;
  #reason: StopReason | undefined;
  #vm: Vm | undefined;
  readonly #memoryLimitBytes: number;
  readonly stallMs: number;

  constructor(memoryLimitBytes: number, stallMs: number = STALL_MS) {
    this.#memoryLimitBytes = memoryLimitBytes;
    this.stallMs = stallMs;
  }

  watch(vm: Vm): void {
    this.#vm = vm;
  }

  /** Starts the stall clock anew: a callback begins, or the program has shown progress. */
  arm(): void {
    this.#deadline = performance.now() + this.stallMs;
  }

  stop(reason: StopReason): void {
    this.#reason ??= reason;
  }

  get reason(): StopReason | undefined {
    return this.#reason;
  }

  /** The VM's interrupt handler: true ends the running code. */
  readonly interrupt = (): boolean => {
    if (this.#reason === undefined) {
      if (performance.now() > this.#deadline) this.stop('stalled');
      else this.checkMemory();
    }
    return this.#reason !== undefined;
  };

  /** Collects garbage when the limit is passed, and gives up when that does not help. */
  checkMemory(): void {
    const vm = this.#vm;
    if (vm === undefined || vm.allocatedBytes() <= this.#memoryLimitBytes) return;
    vm.collectGarbage();
    if (vm.allocatedBytes() > this.#memoryLimitBytes) this.stop('out-of-memory');
  }
}
