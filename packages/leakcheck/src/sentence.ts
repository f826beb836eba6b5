import type { HandleGrowth, HeapGrowth } from './rule-a.ts';
import { HEAP_LIMIT_BYTES } from './rule-a.ts';
import { type NoisyVerdict, RULE_B } from './rule-b.ts';

/** Below this rate two decimals say nothing, and the count is told instead. */
const SMALLEST_RATE = 0.01;

/**
 * "+1.00 fd per failing request, opened at src/routes/receipt.ts:14"; for few handles
 * "+3 fd after 637 failing requests"; for lost ones "1 fd that was open before is gone".
 */
export function growthSentence(growth: HandleGrowth, requestWords: string): string {
  const { kind, opened, lost, perRequest, at } = growth;
  if (opened === 0) return `${lost} ${kind} that ${lost === 1 ? 'was' : 'were'} open before ${lost === 1 ? 'is' : 'are'} gone`;
  const where = at === undefined ? '' : `, opened at ${at.place}`;
  if (perRequest >= SMALLEST_RATE) return `+${perRequest.toFixed(2)} ${kind} per ${requestWords}${where}`;
  return `+${opened} ${kind} after ${Math.round(opened / perRequest)} ${requestWords}s${where}`;
}

/** "296.0 B retained per failing request; a clean server stays below 64 B". */
export function heapSentence({ bytesPerRequest, leaks }: HeapGrowth, requestWords: string): string {
  const worst = Math.max(...bytesPerRequest).toFixed(1);
  return leaks
    ? `${worst} B retained per ${requestWords}; a clean server stays below ${HEAP_LIMIT_BYTES} B`
    : `${worst} B retained per ${requestWords}, below ${HEAP_LIMIT_BYTES} B`;
}

/** One sentence for each outcome of Rule B; an inconclusive one says so, and what would settle it. */
export function noisySentence({ status, slope, upperBound, p }: NoisyVerdict, requestWords: string): string {
  const bytes = `${slope.toFixed(1)} B per ${requestWords}`;
  if (status === 'pass') return `The heap grows by ${bytes}, with 95 % confidence below ${upperBound.toFixed(1)} B: no leak`;
  if (status === 'fail') return `The heap grows by ${bytes} (p = ${p.toPrecision(2)}): a leak`;
  return `Inconclusive: the heap grows by ${bytes}, at most ${upperBound.toFixed(1)} B (p = ${p.toPrecision(2)}); neither a leak of ${RULE_B.leakBytes} B nor its absence is shown. Run it again on a quieter machine`;
}
