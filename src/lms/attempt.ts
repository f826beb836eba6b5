import type { VerdictNews } from '../workspace/verdict-channel.ts';

/** A learner's attempt at one lab, as an LMS keeps it. */
export interface Attempt {
  /** The best verdict: share of checks that passed, 0 to 1. 1 means that the lab is passed, and nothing else does. */
  readonly score: number;
  readonly isPassed: boolean;
}

export const NEW_ATTEMPT: Attempt = { score: 0, isPassed: false };

/** Of a lab that is not passed: below 1, whatever was skipped or could not be decided. */
const HIGHEST_UNPASSED = 0.99;

/** A later verdict never takes anything away: whoever passed may go on trying things out. */
export function afterNews(attempt: Attempt, { status, passedChecks, checks }: VerdictNews): Attempt {
  const isPassed = attempt.isPassed || status === 'pass';
  const share = checks === 0 ? 0 : Math.min(HIGHEST_UNPASSED, passedChecks / checks);
  return { isPassed, score: isPassed ? 1 : Math.max(attempt.score, Math.round(share * 100) / 100) };
}
