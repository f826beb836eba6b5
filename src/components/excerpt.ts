/**
 * Cuts a piece of a file by what its lines say, not by their numbers: an excerpt either still
 * shows what the text talks about, or the build fails.
 */
export interface Excerpt {
  readonly text: string;
  /** Line of the file the excerpt starts at, 1-based. */
  readonly startLine: number;
}

/** From the first line holding `from` to the next line holding `to`, both included. */
export function excerpt(file: string, from?: string, to?: string): Excerpt {
  const lines = file.replace(/\n+$/, '').split('\n');
  const start = from === undefined ? 0 : lineOf(lines, from, 0);
  const end = to === undefined ? lines.length - 1 : lineOf(lines, to, start);
  return { text: lines.slice(start, end + 1).join('\n'), startLine: start + 1 };
}

/** 1-based lines of `text` that hold the fragment. */
export function markedLines(text: string, fragments: readonly string[]): number[] {
  const lines = text.split('\n');
  return fragments.flatMap((fragment) => {
    lineOf(lines, fragment, 0);
    return lines.flatMap((line, index) => (line.includes(fragment) ? [index + 1] : []));
  });
}

function lineOf(lines: readonly string[], fragment: string, after: number): number {
  const index = lines.findIndex((line, at) => at >= after && line.includes(fragment));
  if (index < 0) throw new Error(`Cannot cut an excerpt: no line contains "${fragment}". Did the lab's file change?`);
  return index;
}
