import type { SourcePosition } from './sandbox.ts';

/** The three ways a fix can be wrong; each alone can be fooled. */
export type Dimension = 'contract' | 'growth' | 'honesty';

export type CheckStatus = 'pass' | 'fail' | 'inconclusive' | 'skipped';

/** What one check found. */
export interface CheckResult {
  /** Stable id, unique in the lab ('contract-bad-receipt', 'handles', 'heap', 'limits'). */
  readonly id: string;
  readonly dimension: Dimension;
  readonly status: CheckStatus;
  /** What was measured and what it means, as data: the interface turns it into words in its own locale. */
  readonly finding: Finding;
  /** The same in one plain English sentence, for terminals and reports. */
  readonly sentence: string;
  /** The figure against its threshold, where there is one. */
  readonly figure?: Figure;
  /** Where to look in the learner's files. */
  readonly at?: SourcePosition;
}

export interface Figure {
  readonly value: number;
  /** 'fd/request', 'B/request', 'responses', 'handles'. */
  readonly unit: string;
  readonly threshold: number;
}

/** A message key with its parameters; keys are listed in `messages.ts`. */
export interface Finding {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface Verdict {
  readonly lab: string;
  readonly status: 'pass' | 'fail' | 'inconclusive';
  readonly checks: readonly CheckResult[];
  /** Every number that was measured, by name; identical to the byte from run to run on an exact sandbox. */
  readonly figures: Readonly<Record<string, number>>;
  /** Series that prove it: cumulative requests against handles and bytes, one point a reading. */
  readonly proof: readonly ProofPoint[];
}

export interface ProofPoint {
  readonly label: string;
  readonly requests: number;
  readonly handles: Readonly<Record<string, number>>;
  readonly heapBytes: number;
}

/** What happens while verifying, for progress displays. */
export type VerifyEvent =
  | { readonly kind: 'phase'; readonly phase: 'boot' | 'contract' | 'warm-up' | 'batch' | 'mixed' | 'honesty'; readonly step: number; readonly of: number }
  | { readonly kind: 'check'; readonly result: CheckResult }
  | { readonly kind: 'point'; readonly point: ProofPoint };
