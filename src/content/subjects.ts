/** What the article covers, S1 to S80, and the lessons that teach it. Titles are in `subjects.<locale>.ts`. */
import type { LessonSlug } from './curriculum.ts';
import type { SubjectId } from './subjects.en.ts';

/** The subjects that a lesson and its lab teach. The capstone repeats all of them and adds none. */
const TAUGHT_IN: Readonly<Record<LessonSlug, readonly SubjectId[]>> = {
  'the-pager': ['S1', 'S3', 'S11'],
  'a-throw-is-not-a-restart': ['S4', 'S5', 'S6', 'S35'],
  'onion-order': ['S7', 'S8'],
  'bounded-input': ['S9', 'S10'],
  'error-values': ['S12', 'S13', 'S14', 'S15', 'S16', 'S17'],
  'request-lifecycle': ['S18', 'S19', 'S20', 'S21', 'S22', 'S23'],
  'ignored-and-masked': ['S24', 'S25', 'S27'],
  'three-leaks': ['S26'],
  'broken-chain': ['S28', 'S29', 'S30', 'S31'],
  'clean-on-every-path': ['S32', 'S33', 'S34', 'S35'],
  'heap-forensics': ['S36', 'S37', 'S38', 'S39', 'S40', 'S41'],
  'trace-the-request': ['S42', 'S43', 'S46', 'S47'],
  'count-the-tasks': ['S44', 'S45'],
  'blind-gauges': ['S48', 'S49', 'S50', 'S51', 'S52', 'S74'],
  'one-envelope': ['S53', 'S54', 'S55', 'S56'],
  'defer-semantics': ['S57', 'S58', 'S59', 'S60'],
  'retry-without-litter': ['S61', 'S62', 'S63', 'S64'],
  deadlines: ['S65', 'S66', 'S67', 'S68'],
  'honest-probes': ['S70', 'S71'],
  'logs-that-find-it': ['S72', 'S73'],
  'say-no-fast': ['S75'],
  'breaker-and-fallback': ['S76'],
  'hot-reload': ['S77'],
  'five-percent': ['S78'],
  'graceful-exit': ['S69', 'S79', 'S80'],
  'black-tea-friday': [],
};

/** Subjects that no lesson teaches, and why. */
export const NOT_TAUGHT: Readonly<Partial<Record<SubjectId, 'credit'>>> = { S2: 'credit' };

/** The article's chapters, each with the last of its subjects. */
export const ARTICLE_CHAPTERS = [
  { id: 'hazards', last: 11 },
  { id: 'errors', last: 35 },
  { id: 'diagnosis', last: 52 },
  { id: 'practice', last: 68 },
  { id: 'availability', last: 80 },
] as const;

export type ArticleChapterId = (typeof ARTICLE_CHAPTERS)[number]['id'];

/** Lessons on a subject, in the order of the course. */
export function lessonsOn(subject: SubjectId): LessonSlug[] {
  return (Object.keys(TAUGHT_IN) as LessonSlug[]).filter((slug) => TAUGHT_IN[slug].includes(subject));
}
