import type { CreationSite } from '../agent/creation-site.ts';
import type { RetainedVerdict } from '../src/retained.ts';
import type { HandleGrowth } from '../src/rule-a.ts';

/** Something that grows, or an answer that stopped being the expected one. */
export type Finding =
  | { readonly kind: 'handles'; readonly sentence: string; readonly growth: HandleGrowth; readonly frames: readonly CreationSite[] }
  | { readonly kind: 'heap'; readonly sentence: string; readonly verdict: RetainedVerdict }
  | { readonly kind: 'answers'; readonly sentence: string; readonly afterRequests: number };

/** What a check found. */
export interface LeakReport {
  readonly status: 'clean' | 'leaks' | 'inconclusive';
  readonly findings: readonly Finding[];
  /** What could neither be called a leak nor be ruled out. */
  readonly unclear: readonly string[];
  /** The heap's verdict; undefined when it was not measured. */
  readonly heap: RetainedVerdict | undefined;
  readonly requests: number;
  /** The verdict in sentences, with the lines that opened what is left. */
  toString(): string;
}

/** @param clear sentences about what does not grow */
export function reportOf(found: Pick<LeakReport, 'findings' | 'unclear' | 'heap' | 'requests'>, clear: readonly string[]): LeakReport {
  const { findings, unclear, requests } = found;
  const status = findings.length > 0 ? 'leaks' : unclear.length > 0 ? 'inconclusive' : 'clean';
  const headline = {
    leaks: `The server leaks (${requests} requests):`,
    inconclusive: `Inconclusive, neither a leak nor its absence was shown (${requests} requests):`,
    clean: `Nothing grows (${requests} requests):`,
  }[status];
  const lines = [headline, ...findings.flatMap(linesOf), ...[...unclear, ...(status === 'clean' ? clear : [])].map((sentence) => `  ${sentence}`)];
  return { ...found, status, toString: () => lines.join('\n') };
}

function linesOf(finding: Finding): string[] {
  const frames = finding.kind === 'handles' ? finding.frames : [];
  return [`  ${finding.sentence}`, ...frames.map(frameLine)];
}

function frameLine({ file, line, column, functionName }: CreationSite): string {
  const place = `${file}:${line}:${column}`;
  return `      at ${functionName === '' ? place : `${functionName} (${place})`}`;
}
