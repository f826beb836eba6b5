/** The errata of the article, E1 to E46: the verdict on each and the lessons it belongs to. Words are in `errata.<locale>.ts`. */
import type { LessonSlug } from './curriculum.ts';
import type { ErratumId } from './errata.en.ts';

/** `leaks`: what is recommended leaks itself. `ok`: it stands as the article says it. */
export type Verdict = 'wrong' | 'misleading' | 'incomplete' | 'leaks' | 'ok';

export interface ErratumEntry {
  readonly verdict: Verdict;
  /** Where its card is or will be, the lesson on its subject first. */
  readonly lessons: readonly [LessonSlug, ...LessonSlug[]];
}

export const ERRATA: Readonly<Record<ErratumId, ErratumEntry>> = {
  E1: { verdict: 'incomplete', lessons: ['the-pager'] },
  E2: { verdict: 'wrong', lessons: ['ignored-and-masked', 'the-pager'] },
  E3: { verdict: 'misleading', lessons: ['a-throw-is-not-a-restart'] },
  E4: { verdict: 'wrong', lessons: ['a-throw-is-not-a-restart', 'clean-on-every-path'] },
  E5: { verdict: 'incomplete', lessons: ['a-throw-is-not-a-restart'] },
  E6: { verdict: 'wrong', lessons: ['onion-order'] },
  E7: { verdict: 'wrong', lessons: ['onion-order'] },
  E8: { verdict: 'misleading', lessons: ['bounded-input'] },
  E9: { verdict: 'wrong', lessons: ['bounded-input'] },
  E10: { verdict: 'wrong', lessons: ['error-values'] },
  E11: { verdict: 'wrong', lessons: ['error-values'] },
  E12: { verdict: 'incomplete', lessons: ['error-values'] },
  E13: { verdict: 'wrong', lessons: ['request-lifecycle'] },
  E14: { verdict: 'incomplete', lessons: ['request-lifecycle'] },
  E15: { verdict: 'misleading', lessons: ['request-lifecycle', 'one-envelope'] },
  E16: { verdict: 'wrong', lessons: ['request-lifecycle', 'one-envelope'] },
  E17: { verdict: 'wrong', lessons: ['request-lifecycle'] },
  E18: { verdict: 'misleading', lessons: ['three-leaks', 'the-pager'] },
  E19: { verdict: 'leaks', lessons: ['retry-without-litter'] },
  E20: { verdict: 'incomplete', lessons: ['retry-without-litter'] },
  E21: { verdict: 'wrong', lessons: ['broken-chain'] },
  E22: { verdict: 'ok', lessons: ['broken-chain'] },
  E23: { verdict: 'wrong', lessons: ['broken-chain'] },
  E24: { verdict: 'wrong', lessons: ['one-envelope', 'broken-chain'] },
  E25: { verdict: 'ok', lessons: ['one-envelope'] },
  E26: { verdict: 'incomplete', lessons: ['clean-on-every-path', 'three-leaks'] },
  E27: { verdict: 'incomplete', lessons: ['defer-semantics'] },
  E28: { verdict: 'misleading', lessons: ['defer-semantics'] },
  E29: { verdict: 'misleading', lessons: ['retry-without-litter'] },
  E30: { verdict: 'wrong', lessons: ['deadlines'] },
  E31: { verdict: 'wrong', lessons: ['deadlines'] },
  E32: { verdict: 'misleading', lessons: ['deadlines'] },
  E33: { verdict: 'ok', lessons: ['heap-forensics'] },
  E34: { verdict: 'ok', lessons: ['heap-forensics'] },
  E35: { verdict: 'wrong', lessons: ['heap-forensics'] },
  E36: { verdict: 'misleading', lessons: ['trace-the-request'] },
  E37: { verdict: 'incomplete', lessons: ['count-the-tasks'] },
  E38: { verdict: 'wrong', lessons: ['blind-gauges'] },
  E39: { verdict: 'wrong', lessons: ['honest-probes'] },
  E40: { verdict: 'wrong', lessons: ['say-no-fast'] },
  E41: { verdict: 'incomplete', lessons: ['breaker-and-fallback'] },
  E42: { verdict: 'wrong', lessons: ['hot-reload'] },
  E43: { verdict: 'misleading', lessons: ['five-percent'] },
  E44: { verdict: 'misleading', lessons: ['graceful-exit'] },
  E45: { verdict: 'incomplete', lessons: ['logs-that-find-it'] },
  E46: { verdict: 'ok', lessons: ['error-values', 'defer-semantics', 'deadlines'] },
};

/** Ids of the cards that a lesson's MDX shows, in its order. */
export function cardsIn(mdx: string): string[] {
  return [...mdx.matchAll(/<Erratum\s[^>]*?\bid="([^"]+)"/g)].map((match) => match[1] as string);
}
