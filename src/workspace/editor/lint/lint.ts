import type TS from 'typescript';
import { findFloatingPromises } from './floating-promise.ts';
import { findReturnsInTry } from './return-in-try.ts';
import { findSwallowedErrors } from './swallowed-error.ts';
import { findUnreleasedLeases } from './unreleased-lease.ts';

/** What is looked for: the ways in which a server loses an error, or a handle because of one. */
export const LINT_RULES = ['floating-promise', 'async-callback', 'swallowed-error', 'return-in-try', 'never-released', 'released-late', 'late-try'] as const;
export type LintRule = (typeof LINT_RULES)[number];

export interface LintFinding {
  readonly rule: LintRule;
  /** Offset in the file, in UTF-16 units. */
  readonly start: number;
  readonly length: number;
  /** What the finding is about, to be named in its sentence: `handle`, `release`. */
  readonly name?: string;
  /** 1-based line that it may go wrong at, where the sentence names one. */
  readonly line?: number;
}

/** What a rule may ask: one file of one program. */
export interface LintContext {
  /** The compiler that made the program: the editor's worker has its own. */
  readonly ts: typeof TS;
  readonly checker: TS.TypeChecker;
  readonly file: TS.SourceFile;
}

/**
 * Looks for code that loses errors or handles. A rule that cannot tell says nothing: every finding
 * shall be worth the reader's look.
 */
export function lint(context: LintContext): LintFinding[] {
  const findings = [findFloatingPromises, findSwallowedErrors, findReturnsInTry, findUnreleasedLeases].flatMap((find) => find(context));
  return findings.sort((a, b) => a.start - b.start);
}
