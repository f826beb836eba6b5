import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LOCALES } from '../i18n/locale.ts';
import { CHAPTERS, LESSON_COUNT, lessonNumber } from './curriculum.ts';
import { titlesEn } from './titles.en.ts';

const READY = CHAPTERS.flatMap((chapter) => chapter.lessons).filter((lesson) => lesson.status === 'ready');

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

test.each(READY.flatMap(({ slug }) => LOCALES.map((locale) => [slug, locale] as const)))('%s has words for every check and wrong fix in %s', (slug, locale) => {
  const manifest = readJson(`labs/${slug}/lab.json`);
  const words = readJson(`src/content/labs/${locale}/${slug}.json`);
  expect(Object.keys(words.checks).sort()).toEqual([...manifest.checks].sort());
  expect(Object.keys(words.wrongFixes).sort()).toEqual(readdirSync(`labs/${slug}/wrong`).sort());
  expect(words.hints).toHaveLength(3);
});

test('every ready lesson is written', () => {
  for (const { slug } of READY) expect(existsSync(`src/content/docs/lessons/${slug}.mdx`)).toBe(true);
});

test('every lesson of the course has a title and a place', () => {
  const slugs = CHAPTERS.flatMap((chapter) => chapter.lessons.map((lesson) => lesson.slug));
  expect(new Set(slugs).size).toBe(LESSON_COUNT);
  expect(slugs.sort()).toEqual(Object.keys(titlesEn.lessons).sort());
  expect(lessonNumber('three-leaks')).toBe('2.4');
});
