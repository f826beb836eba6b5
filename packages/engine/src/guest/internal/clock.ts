import { sys } from './sys.ts';

let startedMs = 0;

/** Wall clock at which the process started, ms since the epoch. */
export function processStartMs(): number {
  return startedMs;
}

export function setProcessStart(ms: number): void {
  startedMs = ms;
}

/** Milliseconds since the process started, with fractions: performance.now(). */
export function performanceNow(): number {
  return sys.monotonicMs();
}
