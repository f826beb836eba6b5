import { finding, type MessageKey, sentenceOf } from './messages.ts';
import type { SourcePosition } from './sandbox.ts';
import type { CheckResult, Dimension, Figure } from './verdict.ts';

interface Extra {
  readonly figure?: Figure;
  readonly at?: SourcePosition | undefined;
}

type Params = Readonly<Record<string, string | number>>;

/** Puts a result together; the dimension follows from the id, the sentence from the finding. */
export function checkResult(id: string, status: CheckResult['status'], key: MessageKey, params: Params = {}, { figure, at }: Extra = {}): CheckResult {
  const found = finding(key, params);
  return { id, dimension: dimensionOf(id), status, finding: found, sentence: sentenceOf(found), ...(figure && { figure }), ...(at && { at }) };
}

/** A check that could not run, and why. */
export function skipped(id: string, why: Extract<MessageKey, `skipped.${string}`>, params: Params = {}): CheckResult {
  return checkResult(id, 'skipped', why, params);
}

/** What a check is about, by its id. */
export function dimensionOf(id: string): Dimension {
  if (/^(?:handles|heap|peak|pools)/.test(id)) return 'growth';
  return /^(?:contract|boot|alive)/.test(id) ? 'contract' : 'honesty';
}
