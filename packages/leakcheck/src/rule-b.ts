import { groupBy } from './group-by.ts';

/** Verdict of Rule B on a series of readings from a noisy runtime. */
export interface NoisyVerdict {
  readonly status: 'pass' | 'fail' | 'inconclusive';
  /** Theil-Sen estimate, bytes per request. */
  readonly slope: number;
  /** Upper end of the 95 % confidence interval of the slope, bytes per request. */
  readonly upperBound: number;
  /** One-sided Mann-Kendall p-value for growth. */
  readonly p: number;
}

/** From measured noise: a clean Node server's slope over ten rounds is within 5 B/request, injected leaks come back within 6 B. */
export const RULE_B = { discardRounds: 4, rounds: 10, requestsPerRound: 200, leakBytes: 32, cleanBelowBytes: 64, alpha: 0.01, looks: 3 } as const;

/**
 * Runs Rule B: rounds that are thrown away, ten that count, a verdict; an inconclusive one is extended by ten more,
 * at most {@link RULE_B}.looks times in all. What is still open then stays inconclusive.
 * @param runRound sends one round of requests and resolves with the retained bytes after a forced collection.
 * @param bounded a structure was declared bounded: one that fills and is emptied, over and over, is none ({@link medianRise}).
 */
export async function watchNoisyHeap(
  runRound: (round: number) => Promise<number>,
  requestsPerRound: number = RULE_B.requestsPerRound,
  bounded = false,
): Promise<NoisyVerdict> {
  let round = 0;
  for (; round < RULE_B.discardRounds; round++) await runRound(round);
  const heapBytes: number[] = [];
  for (let look = 1; ; look++) {
    for (let i = 0; i < RULE_B.rounds; i++) heapBytes.push(await runRound(round++));
    const verdict = judgeNoisyHeap(heapBytes, requestsPerRound);
    const rise = medianRise(heapBytes) / requestsPerRound;
    if (bounded && rise >= RULE_B.cleanBelowBytes) return { ...verdict, status: 'fail', slope: rise };
    if (verdict.status !== 'inconclusive' || look === RULE_B.looks) return verdict;
  }
}

/**
 * One look at retained bytes read after equal rounds of requests; the first rounds must already be left out.
 * The significance level is that of one look of {@link RULE_B}.looks. @throws {RangeError} for fewer than four readings.
 */
export function judgeNoisyHeap(heapBytes: readonly number[], requestsPerRound: number): NoisyVerdict {
  if (heapBytes.length < 4) throw new RangeError(`Rule B needs at least 4 readings, got ${heapBytes.length}`);
  const slopes = pairwiseSlopes(heapBytes).map((bytes) => bytes / requestsPerRound);
  const slope = median(slopes);
  const upperBound = upperSlope(slopes, heapBytes);
  const p = mannKendall(heapBytes);
  const alpha = RULE_B.alpha / RULE_B.looks;
  if (slope >= RULE_B.leakBytes && p < alpha) return { status: 'fail', slope, upperBound, p };
  if (slope < RULE_B.leakBytes && upperBound < RULE_B.cleanBelowBytes) return { status: 'pass', slope, upperBound, p };
  return { status: 'inconclusive', slope, upperBound, p };
}

/** Slopes between all pairs of readings, sorted. */
export function pairwiseSlopes(values: readonly number[]): number[] {
  const slopes: number[] = [];
  for (const [i, first] of values.entries()) for (let j = i + 1; j < values.length; j++) slopes.push(((values[j] as number) - first) / (j - i));
  return slopes.sort((a, b) => a - b);
}

/** What most rounds add. A saw-tooth has a slope of nothing, and nearly each of its rounds goes up. */
export function medianRise(values: readonly number[]): number {
  return median(
    values
      .slice(1)
      .map((value, i) => value - (values[i] as number))
      .sort((a, b) => a - b),
  );
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Sen's interval: the rank of the slope that bounds the estimate from above (Gilbert 1987, section 16.4.2). */
function upperSlope(sorted: readonly number[], values: readonly number[]): number {
  const Z_95 = 1.96;
  const rank = (sorted.length + Z_95 * Math.sqrt(kendallVariance(values))) / 2;
  return sorted[Math.min(sorted.length - 1, Math.ceil(rank))] as number;
}

/** Variance of Kendall's S, with the correction for ties. */
function kendallVariance(values: readonly number[]): number {
  const n = values.length;
  const ties = [...groupBy(values, (value) => value).values()].map((group) => group.length);
  const tied = ties.reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0);
  return (n * (n - 1) * (2 * n + 5) - tied) / 18;
}

/** One-sided p-value that the series grows, by the normal approximation with continuity correction. */
export function mannKendall(values: readonly number[]): number {
  let s = 0;
  for (const [i, first] of values.entries()) for (let j = i + 1; j < values.length; j++) s += Math.sign((values[j] as number) - first);
  const variance = kendallVariance(values);
  // No reading above an earlier one, or none that differs: nothing speaks for growth.
  if (s <= 0 || variance === 0) return s < 0 ? 1 : 0.5;
  return 1 - normalCdf((s - 1) / Math.sqrt(variance));
}

/** Abramowitz and Stegun 26.2.17; error below 7.5e-8. */
function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail = Math.exp((-z * z) / 2) * 0.3989422804014327 * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? 1 - tail : tail;
}
