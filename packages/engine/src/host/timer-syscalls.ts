import type { TimerSyscalls } from '../abi/syscalls.ts';
import type { Clock } from './clock.ts';
import type { HandleTable } from './handle-table.ts';
import type { TimerEntry, TimerQueue } from './timer-queue.ts';

export interface TimerContext {
  readonly pid: number;
  readonly clock: Clock;
  readonly timers: TimerQueue;
  readonly handles: HandleTable;
  /** Calls the guest's onTimer and drains. */
  readonly fire: (id: number) => void;
  readonly startedAtMs: number;
}

interface Armed {
  entry: TimerEntry;
  /** 0 for a timer of Node's own. */
  readonly handle: number;
}

/** Longest delay Node accepts; beyond it a timer fires after 1 ms. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** setTimeout and setInterval of one process. Each armed timer is a handle, ref'd or not. */
export function createTimerSyscalls(context: TimerContext): TimerSyscalls & { disposeTimers(): void } {
  const armed = new Map<number, Armed>();

  function stop(id: number): void {
    const timer = armed.get(id);
    if (timer === undefined) return;
    armed.delete(id);
    context.timers.cancel(timer.entry);
    context.handles.close(timer.handle);
  }

  return {
    timerStart(id, delayMs, repeat, refd, stack) {
      const delay = delayMs >= 1 && delayMs <= MAX_DELAY_MS ? Math.trunc(delayMs) : 1;
      stop(id);
      const label = `${repeat ? 'setInterval' : 'setTimeout'} ${delay} ms`;
      const timer: Armed = {
        // Without a stack it is Node's own, a socket's idle timer say: nobody's leak, and nothing that keeps a process alive.
        handle: stack === '' ? 0 : context.handles.open(context.pid, 'timer', label, stack, refd).id,
        entry: context.timers.arm(context.clock.nowMs() + delay, fire),
      };
      armed.set(id, timer);

      function fire(): void {
        if (repeat) timer.entry = context.timers.arm(context.clock.nowMs() + delay, fire);
        else stop(id);
        context.fire(id);
      }
    },
    timerStop: stop,
    timerRef(id, refd) {
      const timer = armed.get(id);
      const handle = timer && context.handles.get(timer.handle);
      if (handle) handle.refd = refd;
    },
    monotonicMs: () => context.clock.nowMs() - context.startedAtMs,
    disposeTimers() {
      for (const id of [...armed.keys()]) stop(id);
    },
  };
}
