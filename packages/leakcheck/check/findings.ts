import type { RetainedVerdict } from '../src/retained.ts';
import { growthSentence } from '../src/sentence.ts';
import type { Counted, Series } from './counts.ts';
import type { Finding } from './report.ts';

/** Where a server stopped answering there is no trend: what this many requests opened and left open is told with it. */
const TELLING_RATE = 0.02;

/** What grows, most first; before it the answer that ended the count. */
export function handleFindings({ series, requests, wrong }: Counted, name: string): Finding[] {
  const tells = ({ trend, growth }: Series) => (wrong === undefined ? trend === 'grows' : growth.perRequest >= TELLING_RATE);
  const grown = series
    .filter(tells)
    .sort((a, b) => b.growth.opened - a.growth.opened)
    .map(({ growth, frames }): Finding => ({ kind: 'handles', sentence: growthSentence(growth, name), growth, frames }));
  return wrong === undefined ? grown : [answersFinding(wrong, requests, name), ...grown];
}

/** The server answered as expected at first, and then did not: a pool that ran dry, a limit that was reached. */
export function answersFinding({ request, expected, got }: NonNullable<Counted['wrong']>, afterRequests: number, name: string): Finding {
  const sentence = `After ${afterRequests} ${name}s ${request} was no longer answered with ${expected}: ${got}`;
  return { kind: 'answers', sentence, afterRequests };
}

/** "Inconclusive: 3, 4, 4, 5 socket opened at pool.ts:9 ...". */
export function unclearSentence({ growth, counts }: Series, name: string): string {
  const where = growth.at === undefined ? '' : ` opened at ${growth.at.place}`;
  return `Inconclusive: ${growth.kind}${where} went ${counts.join(', ')} over ${counts.length - 1} batches of ${name}s: neither steady nor bounded`;
}

/** Growth that ended is none that goes on: a cache is full, a map is emptied in time. */
export function levelledSentence({ heapBytes }: RetainedVerdict, name: string): string {
  return `The heap grew at first, and over ${heapBytes.length} rounds of ${name}s its highest mark stopped rising: bounded, no leak`;
}
