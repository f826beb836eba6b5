import type { Files } from '@unhandled/lab';
import type { LogLine } from './server-log.ts';

export interface Problem {
  readonly lab: string;
  /** What broke, in the words that the page shows. */
  readonly message: string;
  /** Paths of the files that the reader has changed: their text is not told. */
  readonly edits?: Files;
  readonly log?: readonly LogLine[];
}

/** Lines of the server's log that a report ends with. */
const LOG_LINES = 20;

/** A problem as text to paste into a message: what, where and in which browser. The reader's code is not in it. */
export function problemReport(
  { lab, message, edits = {}, log = [] }: Problem,
  page: { readonly url: string; readonly browser: string; readonly at: Date },
): string {
  const changed = Object.keys(edits);
  return [
    `Unhandled, lab ${lab}`,
    `Page: ${page.url}`,
    `Browser: ${page.browser}`,
    `Time: ${page.at.toISOString()}`,
    `Problem: ${message}`,
    `Changed files: ${changed.length === 0 ? 'none' : changed.join(', ')}`,
    ...(log.length === 0
      ? []
      : ['Log:', ...log.slice(-LOG_LINES).map(({ atMs, stream, text }) => `  ${(atMs / 1000).toFixed(2)} ${stream} ${text.slice(0, 300)}`)]),
    '',
  ].join('\n');
}

/** What went wrong, in words, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
