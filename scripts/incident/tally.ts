import type { OutsideResult } from '../../packages/engine/src/index.ts';

/** How the requests of one minute ended. */
export interface Minute {
  readonly ok: number;
  readonly client: number;
  readonly server: number;
  readonly none: number;
  readonly checkouts: number;
  readonly failedCheckouts: number;
  /** ms of answered checkouts, sorted. */
  readonly checkoutMs: readonly number[];
}

type Ending = OutsideResult | { readonly kind: 'timeout' };

/** Counts answers until somebody asks, as a load balancer's log would. */
export class Tally {
  #counts = { ok: 0, client: 0, server: 0, none: 0, checkouts: 0, failedCheckouts: 0 };
  #checkoutMs: number[] = [];

  add(isCheckout: boolean, ending: Ending, ms: number): void {
    const kind = ending.kind !== 'response' ? 'none' : ending.status >= 500 ? 'server' : ending.status >= 400 ? 'client' : 'ok';
    this.#counts[kind]++;
    if (!isCheckout) return;
    this.#counts.checkouts++;
    if (kind === 'none' || kind === 'server') this.#counts.failedCheckouts++;
    if (kind !== 'none') this.#checkoutMs.push(ms);
  }

  take(): Minute {
    const minute = { ...this.#counts, checkoutMs: this.#checkoutMs.sort((a, b) => a - b) };
    this.#counts = { ok: 0, client: 0, server: 0, none: 0, checkouts: 0, failedCheckouts: 0 };
    this.#checkoutMs = [];
    return minute;
  }
}

/** The value that this share of them does not exceed; undefined when there are none. */
export function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
