/** The course in reading order. This file is the only place that knows the order. */

/** `ready`: the lesson and its lab exist and pass their checks. `planned`: neither exists yet. */
export type LessonStatus = 'ready' | 'planned';

export interface LessonEntry {
  /** Folder name in labs/ and in the lesson's address: its id for ever. */
  readonly slug: LessonSlug;
  readonly status: LessonStatus;
  readonly minutes: number;
}

export interface Chapter {
  readonly id: ChapterId;
  readonly lessons: readonly LessonEntry[];
}

export type ChapterId = 'incident' | 'travel' | 'find' | 'build' | 'keep';

export type LessonSlug =
  | 'the-pager'
  | 'a-throw-is-not-a-restart'
  | 'onion-order'
  | 'bounded-input'
  | 'error-values'
  | 'request-lifecycle'
  | 'ignored-and-masked'
  | 'three-leaks'
  | 'broken-chain'
  | 'clean-on-every-path'
  | 'heap-forensics'
  | 'trace-the-request'
  | 'count-the-tasks'
  | 'blind-gauges'
  | 'one-envelope'
  | 'defer-semantics'
  | 'retry-without-litter'
  | 'deadlines'
  | 'honest-probes'
  | 'logs-that-find-it'
  | 'say-no-fast'
  | 'breaker-and-fallback'
  | 'hot-reload'
  | 'five-percent'
  | 'graceful-exit'
  | 'black-tea-friday';

export const CHAPTERS: readonly Chapter[] = [
  {
    id: 'incident',
    lessons: [
      { slug: 'the-pager', status: 'ready', minutes: 15 },
      { slug: 'a-throw-is-not-a-restart', status: 'ready', minutes: 15 },
      { slug: 'onion-order', status: 'ready', minutes: 15 },
      { slug: 'bounded-input', status: 'ready', minutes: 15 },
    ],
  },
  {
    id: 'travel',
    lessons: [
      { slug: 'error-values', status: 'ready', minutes: 20 },
      { slug: 'request-lifecycle', status: 'ready', minutes: 20 },
      { slug: 'ignored-and-masked', status: 'ready', minutes: 20 },
      { slug: 'three-leaks', status: 'ready', minutes: 25 },
      { slug: 'broken-chain', status: 'ready', minutes: 20 },
      { slug: 'clean-on-every-path', status: 'ready', minutes: 20 },
    ],
  },
  {
    id: 'find',
    lessons: [planned('heap-forensics', 25), planned('trace-the-request', 20), planned('count-the-tasks', 20), planned('blind-gauges', 25)],
  },
  {
    id: 'build',
    lessons: [planned('one-envelope', 20), planned('defer-semantics', 20), planned('retry-without-litter', 25), planned('deadlines', 25)],
  },
  {
    id: 'keep',
    lessons: [
      planned('honest-probes', 20),
      planned('logs-that-find-it', 20),
      planned('say-no-fast', 20),
      planned('breaker-and-fallback', 20),
      planned('hot-reload', 20),
      planned('five-percent', 20),
      planned('graceful-exit', 20),
      planned('black-tea-friday', 60),
    ],
  },
];

export const LESSON_SLUGS: readonly LessonSlug[] = CHAPTERS.flatMap((chapter) => chapter.lessons.map(({ slug }) => slug));
export const LESSON_COUNT = CHAPTERS.reduce((sum, chapter) => sum + chapter.lessons.length, 0);
export const READY_COUNT = CHAPTERS.flatMap((chapter) => chapter.lessons).filter((lesson) => lesson.status === 'ready').length;

/** Address of a lesson below its locale. */
export function lessonPath(slug: string): string {
  return `/lessons/${slug}/`;
}

/** '2.4' for the fourth lesson of the second chapter. */
export function lessonNumber(slug: LessonSlug): string {
  for (const [chapterIndex, chapter] of CHAPTERS.entries()) {
    const index = chapter.lessons.findIndex((lesson) => lesson.slug === slug);
    if (index >= 0) return `${chapterIndex + 1}.${index + 1}`;
  }
  throw new RangeError(`Cannot number lesson "${slug}": it is not in CHAPTERS`);
}

/** 2 for a lesson of the second chapter. */
export function chapterNumber(slug: LessonSlug): number {
  return Number(lessonNumber(slug).split('.')[0]);
}

function planned(slug: LessonSlug, minutes: number): LessonEntry {
  return { slug, status: 'planned', minutes };
}
