import { judgeNoisyHeap, type NoisyVerdict, RULE_B } from './rule-b.ts';

/** Verdict on retained bytes; `levelled` when they grew at first and then stopped: a structure with a bound. */
export interface RetainedVerdict extends NoisyVerdict {
  readonly levelled: boolean;
  /** Retained bytes after each round, those that were discarded included. */
  readonly heapBytes: readonly number[];
}

/**
 * Rule B for a server that nobody has described. Growth is told as a leak only when ten fresh rounds confirm it: a
 * cache that fills up grows like a leak, until it is full. A structure that is emptied when full goes up in most rounds
 * and never over its own highest mark: {@link highWater} tells it from a leak.
 * @param runRound sends one round of requests and resolves with the retained bytes after a forced collection.
 */
export async function watchRetained(
  runRound: (round: number) => Promise<number>,
  requestsPerRound: number = RULE_B.requestsPerRound,
): Promise<RetainedVerdict> {
  const heapBytes: number[] = [];
  const run = async (rounds: number) => {
    for (let i = 0; i < rounds; i++) heapBytes.push(await runRound(heapBytes.length));
  };
  await run(RULE_B.discardRounds);
  for (let look = 1; ; look++) {
    await run(RULE_B.rounds);
    const counted = heapBytes.slice(RULE_B.discardRounds);
    const whole = judgeNoisyHeap(counted, requestsPerRound);
    const latest = judgeNoisyHeap(counted.slice(-RULE_B.rounds), requestsPerRound);
    if (latest.status === 'pass') return { ...latest, levelled: look > 1, heapBytes };
    if (look > 1 && whole.status === latest.status && latest.status === 'fail') return { ...whole, levelled: false, heapBytes };
    if (look < RULE_B.looks) continue;
    if (highWater(counted, requestsPerRound).every((bytes) => bytes < RULE_B.leakBytes)) return { ...whole, status: 'pass', levelled: true, heapBytes };
    return { ...whole, status: 'inconclusive', levelled: false, heapBytes };
  }
}

/** By how many bytes per request the highest mark of ten rounds lies over that of the ten before, for each two neighbours. */
export function highWater(heapBytes: readonly number[], requestsPerRound: number): number[] {
  const { rounds } = RULE_B;
  const marks: number[] = [];
  for (let start = 0; start + rounds <= heapBytes.length; start += rounds) marks.push(Math.max(...heapBytes.slice(start, start + rounds)));
  return marks.slice(1).map((mark, i) => (mark - (marks[i] as number)) / (rounds * requestsPerRound));
}
