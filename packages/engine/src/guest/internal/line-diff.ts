export interface DiffLine {
  readonly kind: 'same' | 'actual' | 'expected';
  readonly text: string;
}

/** Equal lines in a row that are shown; what is beyond is left out. */
const SHOWN_IN_A_ROW = 5;

/** Whether two lines count as one: the last property of an object has no comma. */
function matches(a: string, b: string, ignoreComma: boolean): boolean {
  return a === b || (ignoreComma && (`${a},` === b || a === `${b},`));
}

/**
 * Shortest edit script between two lists of lines (Myers). Furthest-reaching points are kept per number of
 * edits, then walked back from the end.
 */
export function diffLines(actual: readonly string[], expected: readonly string[], ignoreComma: boolean): DiffLine[] {
  const limit = actual.length + expected.length;
  const history: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= limit; edits++) {
    history.push(reached);
    const next = new Map(reached);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = takesFromExpected(reached, next, diagonal, edits) ? (next.get(diagonal + 1) ?? 0) : (next.get(diagonal - 1) ?? 0) + 1;
      while (x < actual.length && x - diagonal < expected.length && matches(actual[x] as string, expected[x - diagonal] as string, ignoreComma)) x++;
      next.set(diagonal, x);
      if (x >= actual.length && x - diagonal >= expected.length) return walkBack(history, actual, expected, ignoreComma);
    }
    reached = next;
  }
  return [];
}

function takesFromExpected(_before: Map<number, number>, reached: Map<number, number>, diagonal: number, edits: number): boolean {
  return diagonal === -edits || (diagonal !== edits && (reached.get(diagonal - 1) ?? 0) < (reached.get(diagonal + 1) ?? 0));
}

function walkBack(history: readonly Map<number, number>[], actual: readonly string[], expected: readonly string[], ignoreComma: boolean): DiffLine[] {
  const lines: DiffLine[] = [];
  let [x, y] = [actual.length, expected.length];
  for (let edits = history.length - 1; edits >= 0; edits--) {
    const reached = history[edits] as Map<number, number>;
    const diagonal = x - y;
    const before = takesFromExpected(reached, reached, diagonal, edits) ? diagonal + 1 : diagonal - 1;
    const fromX = reached.get(before) ?? 0;
    const fromY = fromX - before;
    while (x > fromX && y > fromY) {
      x--;
      y--;
      const text = actual[x] as string;
      lines.push({ kind: 'same', text: ignoreComma && !text.endsWith(',') ? (expected[y] as string) : text });
    }
    if (edits === 0) break;
    if (x > fromX) lines.push({ kind: 'actual', text: actual[--x] as string });
    else lines.push({ kind: 'expected', text: expected[--y] as string });
  }
  return lines.reverse();
}

/** `+ ` what there is, `- ` what was expected; long equal stretches are cut. */
export function printDiff(lines: readonly DiffLine[]): { text: string; skipped: boolean } {
  const printed: string[] = [];
  let skipped = false;
  let same: string[] = [];
  const flush = (isLast: boolean) => {
    printed.push(...same.slice(0, SHOWN_IN_A_ROW).map((text) => `  ${text}`));
    const hidden = same.length - SHOWN_IN_A_ROW;
    if (!isLast && hidden > 0) {
      if (hidden <= 2) printed.push(...same.slice(SHOWN_IN_A_ROW).map((text) => `  ${text}`));
      else {
        printed.push('...', `  ${same.at(-1)}`);
        skipped = true;
      }
    }
    same = [];
  };
  for (const { kind, text } of lines) {
    if (kind === 'same') same.push(text);
    else {
      flush(false);
      printed.push(`${kind === 'actual' ? '+' : '-'} ${text}`);
    }
  }
  flush(true);
  return { text: `\n${printed.join('\n').trimEnd()}`, skipped };
}
