/** Time as a machine sees it. */
export interface Clock {
  readonly kind: 'real' | 'virtual';
  /** ms since the machine booted, fractions allowed. */
  nowMs(): number;
  /** Wall clock at boot, ms since the epoch. */
  readonly bootMs: number;
}

/** Follows the host's clock. */
export function createRealClock(bootMs: number): Clock {
  const origin = performance.now();
  return { kind: 'real', bootMs, nowMs: () => performance.now() - origin };
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
  return {
    kind: 'virtual',
    bootMs: VIRTUAL_BOOT_MS,
    nowMs: () => now,
    jumpTo(ms) {
      if (ms > now) now = ms;
    },
  };
}
