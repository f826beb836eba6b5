import type { Locale } from '../i18n/locale.ts';
import { CHAPTERS, type LessonStatus } from './curriculum.ts';
import { EDITION, type OwnText } from './edition.ts';
import { titlesEn } from './titles.en.ts';
import { titlesZhCn } from './titles.zh-cn.ts';

/** A lesson as this site shows it: one of ours, or one of the company that hosts it. */
export interface CourseLesson {
  readonly slug: string;
  /** '2.4' for the fourth lesson of the second chapter. Ours keep their numbers when chapters are left out. */
  readonly number: string;
  readonly status: LessonStatus;
  readonly minutes: number;
  readonly title: Readonly<Record<Locale, string>>;
  readonly story: Readonly<Record<Locale, string>>;
}

export interface CourseChapter {
  readonly id: string;
  readonly number: number;
  readonly title: Readonly<Record<Locale, string>>;
  readonly lessons: readonly CourseLesson[];
}

/** The course in reading order: those of our chapters that the edition keeps, then its own. */
export const COURSE: readonly CourseChapter[] = [...EDITION.chapters.map(ourChapter), ...EDITION.ownChapters.map(ownChapter)];

export const COURSE_LESSONS: readonly CourseLesson[] = COURSE.flatMap(({ lessons }) => lessons);
/** Lessons that can be read and worked on today. */
export const READY_LESSONS: readonly CourseLesson[] = COURSE_LESSONS.filter(({ status }) => status === 'ready');

function ourChapter(id: (typeof EDITION.chapters)[number]): CourseChapter {
  const index = CHAPTERS.findIndex((chapter) => chapter.id === id);
  const chapter = CHAPTERS[index];
  if (chapter === undefined) throw new RangeError(`Cannot show chapter "${id}": the course has ${CHAPTERS.map((each) => each.id).join(', ')}`);
  return {
    id,
    number: index + 1,
    title: { en: titlesEn.chapters[id], 'zh-cn': titlesZhCn.chapters[id] },
    lessons: chapter.lessons.map(({ slug, status, minutes }, at) => {
      const [en, zhCn] = [titlesEn.lessons[slug], titlesZhCn.lessons[slug]];
      return {
        slug,
        status,
        minutes,
        number: `${index + 1}.${at + 1}`,
        title: { en: en.title, 'zh-cn': zhCn.title },
        story: { en: en.story, 'zh-cn': zhCn.story },
      };
    }),
  };
}

function ownChapter({ id, title, lessons }: (typeof EDITION.ownChapters)[number], index: number): CourseChapter {
  const number = CHAPTERS.length + index + 1;
  return {
    id,
    number,
    title: inEveryLocale(title),
    lessons: lessons.map((lesson, at) => ({
      slug: lesson.slug,
      status: 'ready',
      minutes: lesson.minutes,
      number: `${number}.${at + 1}`,
      title: inEveryLocale(lesson.title),
      story: inEveryLocale(lesson.story),
    })),
  };
}

function inEveryLocale(text: OwnText): Record<Locale, string> {
  return { en: text.en, 'zh-cn': text['zh-cn'] ?? text.en };
}
