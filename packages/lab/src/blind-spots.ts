import { sentenceOf } from './messages.ts';
import type { BlindSpot } from './sandbox.ts';
import type { CheckResult } from './verdict.ts';

/** What a check rests on, by its id; undefined for what needs nothing but answers and exit codes. */
function senseOf(id: string): BlindSpot['sense'] | undefined {
  if (/^heap/.test(id)) return 'heap';
  if (/^(?:handles|peak|pools)/.test(id)) return 'handles';
  if (id === 'neighbour') return 'neighbour';
  return id === 'no-swallowed-errors' ? 'errors' : undefined;
}

/** The result where something cannot be told: inconclusive, with the reason. What was not measured anyway stays so, and a handle that is seen to leak leaks. */
export function throughBlindSpots(result: CheckResult, spots: readonly BlindSpot[]): CheckResult {
  const { id, dimension, status, finding: found } = result;
  const spot = spots.find(({ sense }) => sense === senseOf(id));
  if (spot === undefined || (status === 'skipped' && found.key !== 'skipped.died') || (spot.sense === 'handles' && status === 'fail')) return result;
  return { id, dimension, status: 'inconclusive', finding: spot.finding, sentence: sentenceOf(spot.finding) };
}
