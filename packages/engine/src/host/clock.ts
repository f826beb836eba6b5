/** Time as a machine sees it. */
export interface Clock {
  readonly kind: 'real' | 'virtual';
  /** ms since the machine booted, fractions allowed. */
  nowMs(): number;
  /** Wall clock at boot, ms since the epoch, as it is set now. */
  readonly bootMs: number;
  /** Sets the wall clock forward or back, as somebody's NTP would; timers and `performance.now()` do not see it. */
  skew(byMs: number): void;
}

/** Follows the host's clock. */
export function createRealClock(bootMs: number): Clock {
  const origin = performance.now();
  return adjustable(bootMs, { kind: 'real' as const, nowMs: () => performance.now() - origin });
}

/** Stands still until somebody moves it: 24 hours cost nothing, and every run sees the same times. */
export interface VirtualClock extends Clock {
  readonly kind: 'virtual';
  /** Never moves backwards: an earlier time is ignored. */
  jumpTo(ms: number): void;
}

/** A fixed date, so that a run repeats to the byte: the evening of the (fictional) incident. */
export const VIRTUAL_BOOT_MS = 1_793_988_000_000; // 2026-11-06T18:00:00Z

export function createVirtualClock(): VirtualClock {
  let now = 0;
  return adjustable(VIRTUAL_BOOT_MS, {
    kind: 'virtual' as const,
    nowMs: () => now,
    jumpTo(ms: number) {
      if (ms > now) now = ms;
    },
  });
}

function adjustable<T extends object>(bootMs: number, clock: T): T & Pick<Clock, 'bootMs' | 'skew'> {
  const wall = {
    bootMs,
    skew(byMs: number): void {
      this.bootMs += byMs;
    },
  };
  return Object.assign(wall, clock);
}
