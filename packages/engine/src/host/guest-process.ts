import { CELL, type Entries } from '../abi/entries.ts';
import { GuestException, VmTrap } from '../vm/errors.ts';
import type { Primitive } from '../vm/values.ts';
import type { GuestFunction, Vm } from '../vm/vm.ts';
import { CallQueue } from './call-queue.ts';
import { EXIT_CODE, type ProcessExit } from './exit.ts';
import type { HandleTable } from './handle-table.ts';
import { STOPPED, wordsWithStack } from './last-words.ts';
import { reportRejections } from './rejection-reports.ts';
import type { StopReason, Watchdog } from './watchdog.ts';

export interface ProcessParts {
  readonly pid: number;
  readonly vm: Vm;
  readonly watchdog: Watchdog;
  readonly handles: HandleTable;
  /** Entry points of the restored image. */
  readonly entries: Readonly<Record<keyof Entries, GuestFunction>>;
  /** Address of the shared words. */
  readonly cell: number;
  /** Called once when the process has ended, after its handles were closed. */
  readonly onExit: (exit: ProcessExit) => void;
  /** Text for stderr that the process itself can no longer write. */
  readonly onLastWords: (text: string) => void;
}

/** A sweep walks the whole heap: it waits until this many contexts have gathered. */
const CONTEXTS_BEFORE_SWEEP = 4096;

/**
 * One Node process: calls its entry points, drains nextTick and promise jobs after each as Node does,
 * and turns every way to die into one {@link ProcessExit}.
 */
export class GuestProcess {
  readonly pid: number;
  readonly #parts: ProcessParts;
  readonly #queue = new CallQueue();
  #exit: ProcessExit | undefined;
  #exitCode = 0;
  #swallowed = 0;
  #beforeExitSent = false;
  #sweepAbove = CONTEXTS_BEFORE_SWEEP;

  constructor(parts: ProcessParts) {
    this.pid = parts.pid;
    this.#parts = parts;
  }

  get exit(): ProcessExit | undefined {
    return this.#exit;
  }

  /** True once its code is being ended: no further job of it may begin. */
  get stopping(): boolean {
    return this.#parts.watchdog.reason !== undefined;
  }

  /** Exceptions and rejections that only a process-wide listener took. */
  get swallowedUncaught(): number {
    return this.#swallowed;
  }

  /** Queues a call of an entry point for the next turn. */
  deliver(entry: keyof Entries, ...args: Primitive[]): void {
    if (this.#exit === undefined) this.#queue.push(entry, args);
  }

  /** Calls an entry point now and drains what it caused. */
  enter(entry: keyof Entries, ...args: Primitive[]): void {
    this.run(() => this.#parts.vm.call(this.#parts.entries[entry], ...args));
  }

  /** Runs guest code through `call` under the watchdog, then drains. Exceptions become Node's uncaught handling. */
  run(call: () => unknown): void {
    if (this.#exit !== undefined) return;
    this.#parts.watchdog.arm();
    try {
      call();
    } catch (error) {
      this.#onThrown(error);
    }
    this.#drain();
  }

  /** One pass over everything that can run now, timers excepted. Returns whether anything ran. */
  turn(): boolean {
    const { vm, cell } = this.#parts;
    let worked = false;
    for (let left = this.#queue.length; left > 0 && this.#exit === undefined; left--) {
      const call = this.#queue.take();
      if (call === undefined) break;
      worked = true;
      this.enter(call.entry, ...call.args);
    }
    for (const [word, entry] of [
      [CELL.completions, 'runCompletion'],
      [CELL.immediates, 'runImmediate'],
    ] as const) {
      if (this.#exit !== undefined) break;
      // Unref'd immediates run only while something else keeps the process alive.
      if (word === CELL.immediates && vm.cellAt(cell, CELL.immediates) > 0 && !this.active) break;
      // Only those queued before this phase: what they queue waits for the next turn, as in Node.
      for (let left = vm.cellAt(cell, word); left > 0 && this.#exit === undefined; left--) {
        worked = true;
        this.enter(entry);
      }
    }
    return worked;
  }

  /** True while something can still make the program run. */
  get active(): boolean {
    const { vm, cell, handles, pid } = this.#parts;
    if (this.#queue.length > 0 || vm.cellAt(cell, CELL.immediatesRefd) > 0 || vm.cellAt(cell, CELL.completions) > 0) return true;
    return handles.keepsAlive(pid);
  }

  /**
   * Ends the process when nothing keeps it alive; emits 'beforeExit' first, which may start new work.
   * Returns whether it did anything.
   */
  endWhenIdle(topLevelAwaitPending: boolean): boolean {
    if (this.#exit !== undefined) return false;
    if (this.active) {
      this.#beforeExitSent = false;
      return false;
    }
    if (!this.#beforeExitSent) {
      this.#beforeExitSent = true;
      this.enter('onBeforeExit');
    } else if (topLevelAwaitPending) {
      this.#parts.onLastWords('Warning: Detected unsettled top-level await\n');
      this.#finish('exit', EXIT_CODE.unsettledTopLevelAwait, '');
    } else {
      this.#finish('exit', this.#exitEvent(0), '');
    }
    return true;
  }

  /** process.exit(): remembered here, carried out when the interrupt handler ends the running code. */
  requestExit(code: number): void {
    this.#exitCode = code;
    this.#parts.watchdog.stop('exit');
  }

  /** The program answered something: it is not stalled. */
  progress(): void {
    this.#parts.watchdog.arm();
  }

  /** Ends it from outside, as SIGKILL does: no handlers run. */
  kill(code: number = EXIT_CODE.killed): void {
    this.#parts.watchdog.stop('killed');
    this.#finish('killed', code, '');
  }

  #drain(): void {
    const { vm, cell, entries, watchdog } = this.#parts;
    const isStopped = () => watchdog.reason !== undefined;
    // Nothing may run after process.exit(), however short.
    while (this.#exit === undefined && !isStopped()) {
      try {
        if (vm.cellAt(cell, CELL.ticks) > 0) vm.call(entries.runTicks);
        vm.runJobs(isStopped);
      } catch (error) {
        this.#onThrown(error);
        continue;
      }
      if (isStopped()) break;
      if (vm.cellAt(cell, CELL.ticks) === 0 && !this.#reportRejections()) break;
    }
    if (this.#exit !== undefined) return;
    if (vm.cellAt(cell, CELL.contexts) > this.#sweepAbove) this.sweepContexts();
    watchdog.checkMemory();
    if (watchdog.reason !== undefined) this.#finishStopped(watchdog.reason, this.#rejectedStack());
  }

  /** Lets the guest forget contexts that no promise belongs to: they are not the program's to keep. Only between turns. */
  sweepContexts(): void {
    const { vm, cell, entries } = this.#parts;
    if (this.#exit !== undefined || vm.cellAt(cell, CELL.contexts) === 0) return;
    // Promises that nobody can reach any more must not count as users of a context.
    vm.collectGarbage();
    vm.call(entries.sweepContexts, vm.liveContexts().buffer as ArrayBuffer);
    this.#sweepAbove = Math.max(CONTEXTS_BEFORE_SWEEP, 2 * vm.cellAt(cell, CELL.contexts));
  }

  /** Returns whether there was anything to report. */
  #reportRejections(): boolean {
    const { vm, entries } = this.#parts;
    return reportRejections(vm, entries, {
      isEnded: () => this.#exit !== undefined,
      outOfMemory: (stack) => this.#finishStopped('out-of-memory', stack),
      reported: (handled, message, stack) => this.#afterUncaught(handled, message, stack),
      failed: (error) => this.#onThrown(error),
    });
  }

  #onThrown(error: unknown): void {
    const { vm, entries, watchdog } = this.#parts;
    if (error instanceof VmTrap) {
      this.#parts.onLastWords(`Segmentation fault: the engine ran out of native stack (${error.message})\n`);
      this.#finish('killed', EXIT_CODE.segmentationFault, '', error.message);
      return;
    }
    if (!(error instanceof GuestException)) throw error;
    try {
      if (watchdog.reason !== undefined) this.#finishStopped(watchdog.reason, error.stack ?? '');
      else if (error.outOfMemory) this.#finishStopped('out-of-memory', error.stack ?? '');
      else this.#afterUncaught(vm.callWithBoxes(entries.onUncaught, [error.box], 'uncaughtException') === true, error.message, error.stack ?? '');
    } catch (second) {
      if (this.#exit === undefined) this.#failedInHandler(second);
    } finally {
      vm.release(error);
    }
  }

  /** The 'uncaughtException' listener itself threw: Node exits with 7. */
  #failedInHandler(error: unknown): void {
    const reason = this.#parts.watchdog.reason;
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    if (reason !== undefined) this.#finishStopped(reason, stack);
    else this.#finish('uncaught', EXIT_CODE.fatalInHandler, stack, error instanceof Error ? error.message : String(error));
    if (error instanceof GuestException) this.#parts.vm.release(error);
  }

  #afterUncaught(handled: boolean, message: string, stack: string): void {
    if (this.#exit !== undefined) return;
    if (handled) {
      this.#swallowed++;
      return;
    }
    const code = this.#exitEvent(EXIT_CODE.uncaught);
    this.#finish('uncaught', code === 0 ? EXIT_CODE.uncaught : code, stack, message);
  }

  /** Emits 'exit'; returns the exit code, which listeners may have changed. */
  #exitEvent(code: number): number {
    const { vm, entries, watchdog } = this.#parts;
    try {
      const result = vm.call(entries.onExit, code);
      // As a shell gets it: the kernel keeps eight bits.
      return typeof result === 'number' ? result & 255 : code;
    } catch (error) {
      if (watchdog.reason === 'exit') return this.#exitCode;
      // A listener that never returned: that is how the process ended, whatever it was about to end with.
      if (watchdog.reason !== undefined) this.#finishStopped(watchdog.reason, error instanceof GuestException ? (error.stack ?? '') : '');
      if (error instanceof GuestException && watchdog.reason === undefined) return this.#failedInExit(error);
      if (error instanceof GuestException) vm.release(error);
      return EXIT_CODE.uncaught;
    }
  }

  /** An 'exit' listener threw: its exception is as uncaught as any. */
  #failedInExit(error: GuestException): number {
    const { vm, entries, watchdog } = this.#parts;
    try {
      const handled = vm.callWithBoxes(entries.onUncaught, [error.box], 'uncaughtException') === true;
      return handled ? this.#exitCode : EXIT_CODE.uncaught;
    } catch (second) {
      if (second instanceof GuestException) vm.release(second);
      return watchdog.reason === 'exit' ? this.#exitCode : EXIT_CODE.fatalInHandler;
    } finally {
      vm.release(error);
    }
  }

  #finishStopped(reason: StopReason, stack: string): void {
    if (reason === 'exit') {
      this.#finish('exit', this.#exitCode, '');
      return;
    }
    const { code, text } = STOPPED[reason];
    const words = text(this.#parts.watchdog.stallMs / 1000);
    this.#parts.onLastWords(`${words}\n`);
    this.#finish(reason, code, stack, words);
  }

  /** An interrupted async function rejects instead of throwing: the place is in the reason's stack. */
  #rejectedStack(): string {
    let stack = '';
    for (const rejection of this.#parts.vm.takeUnhandledRejections()) {
      stack ||= this.#parts.vm.describe(rejection.reasonBox).stack;
      rejection.done();
    }
    return stack;
  }

  #finish(reason: ProcessExit['reason'], code: number, stack: string, lastWords = ''): void {
    if (this.#exit !== undefined) return;
    this.#exit = { code, reason, lastWords: wordsWithStack(lastWords, stack.trimEnd()), stack };
    this.#parts.handles.closeAll(this.pid);
    this.#parts.onExit(this.#exit);
  }
}
