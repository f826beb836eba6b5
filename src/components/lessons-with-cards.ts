import { getCollection } from 'astro:content';
import { CHAPTERS, type LessonSlug } from '../content/curriculum.ts';
import { cardsIn } from '../content/errata.ts';

const READY = CHAPTERS.flatMap((chapter) => chapter.lessons).filter((lesson) => lesson.status === 'ready');

/** Ready lessons that show a card for each erratum, in course order. Read from the lessons themselves, so that no link leads to a card that is not there. */
export async function lessonsWithCards(): Promise<ReadonlyMap<string, readonly LessonSlug[]>> {
  const bodies = new Map((await getCollection('docs')).map((entry) => [entry.id, entry.body ?? '']));
  const shown = new Map<string, LessonSlug[]>();
  for (const { slug } of READY) {
    for (const id of cardsIn(bodies.get(`lessons/${slug}`) ?? '')) shown.set(id, [...(shown.get(id) ?? []), slug]);
  }
  return shown;
}
