import { mannKendall, RULE_B } from './rule-b.ts';

/** Batches between two looks at counts, and how many looks there are at most. */
export const COUNT_LOOK = { batches: 3, looks: 3, plainRate: 0.02 } as const;

/** What a series of settled counts says: still growing, bounded, or neither yet. */
export type CountTrend = 'bounded' | 'grows' | 'unclear';

/**
 * Counts of one kind, opened at one line: the first before any batch, then one after each equal batch, everything settled.
 * A pool that fills up, or breathes, stops setting records; a leak sets one with every batch. Growth by less than
 * one in fifty requests may be a pool's last steps: it must be a trend over more than one look before it counts.
 * @throws {RangeError} for fewer than four counts.
 */
export function countTrend(counts: readonly number[], requestsPerBatch: number): CountTrend {
  const { batches, plainRate } = COUNT_LOOK;
  if (counts.length <= batches) throw new RangeError(`A trend of counts needs at least ${batches + 1} of them, got ${counts.length}`);
  const before = counts.slice(0, -batches);
  const last = counts.slice(-batches);
  let highest = Math.max(...before);
  if (Math.max(...last) <= highest) return 'bounded';
  const from = highest;
  for (const count of last) {
    if (count <= highest) return 'unclear';
    highest = count;
  }
  if ((highest - from) / (batches * requestsPerBatch) >= plainRate) return 'grows';
  return mannKendall(counts) < RULE_B.alpha / COUNT_LOOK.looks ? 'grows' : 'unclear';
}
