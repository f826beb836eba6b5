import { COURSE } from '../../src/content/course.ts';
import { lmsStrings } from '../../src/i18n/lms.ts';
import type { Locale } from '../../src/i18n/locale.ts';

/** One lab as an LMS lists and tracks it. */
export interface PackagedLab {
  readonly slug: string;
  readonly title: string;
  readonly story: string;
}

export interface PackagedChapter {
  readonly id: string;
  readonly title: string;
  readonly labs: readonly PackagedLab[];
}

export interface PackageContents {
  /** 'course', 'chapter-find', 'lab-the-pager': part of file names and ids. */
  readonly id: string;
  readonly title: string;
  readonly chapters: readonly PackagedChapter[];
}

/**
 * What goes into a package: labs that exist today, in the order of the course.
 * @param scope 'course', 'chapter:<id>' or 'lab:<slug>'
 * @throws {RangeError} for a scope that names nothing, or nothing that exists yet
 */
export function packageContents(scope: string, locale: Locale): PackageContents {
  const all = COURSE.map(({ id, title, lessons }) => ({
    id,
    title: title[locale],
    labs: lessons
      .filter(({ status }) => status === 'ready')
      .map(({ slug, number, title: name, story }) => ({ slug, title: `${number} ${name[locale]}`, story: story[locale] })),
  })).filter(({ labs }) => labs.length > 0);
  if (scope === 'course') return { id: 'course', title: lmsStrings(locale).course, chapters: all };
  const [kind, name = ''] = scope.split(':');
  const chapters = all
    .filter(({ id }) => kind !== 'chapter' || id === name)
    .map((chapter) => ({ ...chapter, labs: chapter.labs.filter(({ slug }) => kind !== 'lab' || slug === name) }))
    .filter(({ labs }) => labs.length > 0);
  const first = chapters[0];
  if ((kind !== 'chapter' && kind !== 'lab') || first === undefined)
    throw new RangeError(`There is nothing to package for "${scope}": write course, chapter:${all.map(({ id }) => id).join('|')} or lab:<a lab that exists>`);
  return { id: `${kind}-${name}`, title: kind === 'lab' ? (first.labs[0]?.title ?? name) : first.title, chapters };
}
