import type { LintRule } from './lint.ts';

/** The lesson that teaches what a rule finds, by its slug. */
export const LINT_LESSONS: Readonly<Record<LintRule, string>> = {
  'floating-promise': 'ignored-and-masked',
  'async-callback': 'a-throw-is-not-a-restart',
  'swallowed-error': 'ignored-and-masked',
  'return-in-try': 'the-pager',
  'never-released': 'the-pager',
  'released-late': 'the-pager',
  'late-try': 'three-leaks',
};
