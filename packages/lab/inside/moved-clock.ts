import { internalBinding, internalModule } from './node-internals.ts';

interface TimersBinding {
  setupTimers(processImmediate: () => void, processTimers: (now: number) => number): void;
  getLibuvNow(): number;
  scheduleTimer(ms: number): void;
}

interface InternalTimers {
  readonly timerListQueue: { peek(): { readonly expiry: number } | undefined };
  getTimerCallbacks(runNextTicks: () => void): { processImmediate: () => void; processTimers: (now: number) => number };
}

/** Node's one libuv timer is armed this far ahead, ms: it never fires by itself, and keeps the process alive while a ref'd timer waits. */
const NEVER_MS = 2 ** 31 - 1;

/**
 * The time of this process stands still until somebody moves it: Node's timers (sockets' timeouts, AbortSignal.timeout
 * and undici's among them), `Date`, `performance.now()` and `hrtime`. Timers run where Node runs them; only what they
 * take for "now" is ours. So a timeout of ten seconds costs none, and no slow machine makes one fire too early.
 */
export class MovedClock {
  readonly #binding = internalBinding<TimersBinding>('timers');
  readonly #timers = internalModule<InternalTimers>('timers');
  readonly #schedule: (ms: number) => void;
  readonly #startedMs: number;
  #nowMs: number;
  #skewMs = 0;

  constructor() {
    const { getLibuvNow, scheduleTimer } = this.#binding;
    this.#startedMs = this.#nowMs = getLibuvNow.call(this.#binding);
    this.#schedule = scheduleTimer.bind(this.#binding);
  }

  install(): void {
    const { runNextTicks } = internalModule<{ setupTaskQueue(): { runNextTicks: () => void } }>('process/task_queues').setupTaskQueue();
    const { processImmediate, processTimers } = this.#timers.getTimerCallbacks(runNextTicks);
    this.#binding.getLibuvNow = () => this.#nowMs;
    this.#binding.scheduleTimer = () => this.#schedule(NEVER_MS);
    this.#binding.setupTimers(processImmediate, (realMs) => {
      const next = processTimers(this.#nowMs);
      // The sign says whether a ref'd one waits.
      return next === 0 ? 0 : Math.sign(next) * (realMs + NEVER_MS);
    });
    this.#installClocks();
  }

  /** ms until the next timer fires; undefined when none is set. */
  get dueInMs(): number | undefined {
    const list = this.#timers.timerListQueue.peek();
    return list && Math.max(0, list.expiry - this.#nowMs);
  }

  /** Moves time on; what is due runs in the next turn of the loop, as Node runs it. */
  advance(byMs: number): void {
    this.#nowMs += byMs;
    const due = this.dueInMs;
    if (due === 0) this.#schedule(0);
  }

  /** Sets the wall clock forward or back; timers and `performance.now()` do not see it. */
  skew(byMs: number): void {
    this.#skewMs += byMs;
  }

  #installClocks(): void {
    const RealDate = Date;
    const bootMs = RealDate.now();
    const wall = () => Math.floor(bootMs + this.#nowMs - this.#startedMs + this.#skewMs);
    globalThis.Date = new Proxy(RealDate, {
      construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [wall()] : args, newTarget) as object,
      apply: () => new RealDate(wall()).toString(),
    });
    RealDate.now = wall;
    // Whole: between two moments lies what was moved, without what fractions lose.
    const origin = Math.round(performance.now());
    performance.now = () => origin + this.#nowMs - this.#startedMs;
    const firstNs = process.hrtime.bigint();
    const ns = () => firstNs + BigInt(Math.round((this.#nowMs - this.#startedMs) * 1e6));
    const hrtime = (since?: readonly [number, number]): [number, number] => {
      const now = ns() - (since === undefined ? 0n : BigInt(since[0]) * 1_000_000_000n + BigInt(since[1]));
      return [Number(now / 1_000_000_000n), Number(now % 1_000_000_000n)];
    };
    process.hrtime = Object.assign(hrtime, { bigint: ns });
  }
}
