import type { Verdict } from '@unhandled/lab';

const MARKS = { pass: '✓', fail: '✗', skipped: '–', inconclusive: '?' } as const;

/** A verdict as a test runner prints it: a line a check, then how many fail. */
export function verdictLines({ checks }: Verdict): string {
  const lines = checks.map(({ id, status, sentence, at }) => `${MARKS[status]} ${id}: ${sentence}${status === 'fail' && at ? ` (${at.file}:${at.line})` : ''}`);
  const failed = checks.filter(({ status }) => status === 'fail').length;
  return [...lines, '', `${checks.length - failed} of ${checks.length} checks do not fail, ${failed} fail`, ''].join('\n');
}
