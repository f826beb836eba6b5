import { type Files, filesOf, type LabSource } from './overlay.ts';
import type { Verdict } from './verdict.ts';

/**
 * The wrong fix that a failed attempt amounts to, by its name in `wrong/`; undefined when it is none of them. It fails
 * exactly the checks that the attempt failed; of several that do, it is the one whose code the attempt shares most lines with.
 * @param files all files of the attempt.
 */
export function recognizeWrongFix(source: LabSource, files: Files, verdict: Verdict): string | undefined {
  if (verdict.status !== 'fail') return undefined;
  const failed = verdict.checks.filter(({ status }) => status === 'fail').map(({ id }) => id);
  const start = filesOf(source, 'start');
  const written = addedLines(start, files);
  // What nobody touched is the incident itself.
  if (written.size === 0) return undefined;
  const alike = Object.keys(source.wrong).filter((name) => sameIds(source.manifest.failsWith[`wrong/${name}`] ?? [], failed));
  const ranked = alike
    .map((name) => ({ name, shared: shareOf(addedLines(start, filesOf(source, `wrong/${name}`)), written) }))
    .sort((a, b) => b.shared - a.shared || (a.name < b.name ? -1 : 1));
  const [best, second] = ranked;
  if (best === undefined) return undefined;
  return best.shared > 0 || second === undefined ? best.name : undefined;
}

function sameIds(expected: readonly string[], failed: readonly string[]): boolean {
  return expected.length === failed.length && expected.every((id) => failed.includes(id));
}

/** Lines that are in the files and were not in them at the start, however they are indented. */
function addedLines(start: Files, files: Files): Set<string> {
  const lines = new Set<string>();
  for (const [path, text] of Object.entries(files)) {
    const before = new Set((start[path] ?? '').split('\n').map((line) => line.trim()));
    for (const line of text.split('\n').map((each) => each.trim())) if (line.length > 1 && !before.has(line)) lines.add(line);
  }
  return lines;
}

/** Of all lines that either has, how many both have. */
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((line) => b.has(line)).length;
  return both / (a.size + b.size - both);
}
