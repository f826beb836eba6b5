import type { Verdict } from '@unhandled/lab';

/** How one lab went, in figures: what a trainer's board is made of. It holds no code. */
export interface Practice {
  /** When the lab was first started, ms since the epoch. */
  readonly startedAt: number | undefined;
  /** Time in which the lab was seen and used, ms. */
  readonly activeMs: number;
  /** Of that time, what went by before the first verdict that passed, ms. */
  readonly passedAfterMs: number | undefined;
  /** How often a verdict was given. */
  readonly verdicts: number;
  /** By folder name in wrong/: how often a verdict recognized that fix. */
  readonly wrongFixes: Readonly<Record<string, number>>;
  /** What the newest verdict said. */
  readonly last: LastVerdict | undefined;
}

export interface LastVerdict {
  readonly status: Verdict['status'];
  /** ms since the epoch */
  readonly at: number;
  /** Ids of the checks that failed. */
  readonly failed: readonly string[];
  /** By id of the check: what was measured, where the check has a figure. */
  readonly figures: Readonly<Record<string, { readonly value: number; readonly unit: string }>>;
}

export const NO_PRACTICE: Practice = { startedAt: undefined, activeMs: 0, passedAfterMs: undefined, verdicts: 0, wrongFixes: {}, last: undefined };

export function afterStart(practice: Practice, now: number): Practice {
  return practice.startedAt === undefined ? { ...practice, startedAt: now } : practice;
}

export function afterUse(practice: Practice, ms: number): Practice {
  return { ...practice, activeMs: practice.activeMs + ms };
}

/** @param wrongFix the fix that the attempt amounts to, by its folder name in wrong/, where it was recognized */
export function afterVerdict(practice: Practice, verdict: Verdict, wrongFix: string | undefined, now: number): Practice {
  const figures = verdict.checks.flatMap(({ id, figure }) => (figure === undefined ? [] : [[id, { value: figure.value, unit: figure.unit }] as const]));
  return {
    ...practice,
    passedAfterMs: practice.passedAfterMs ?? (verdict.status === 'pass' ? practice.activeMs : undefined),
    verdicts: practice.verdicts + 1,
    wrongFixes: wrongFix === undefined ? practice.wrongFixes : { ...practice.wrongFixes, [wrongFix]: (practice.wrongFixes[wrongFix] ?? 0) + 1 },
    last: {
      status: verdict.status,
      at: now,
      failed: verdict.checks.filter(({ status }) => status === 'fail').map(({ id }) => id),
      figures: Object.fromEntries(figures),
    },
  };
}
