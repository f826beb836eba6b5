import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHAPTERS } from './curriculum.ts';
import { ARTICLE_CHAPTERS, lessonsOn, NOT_TAUGHT } from './subjects.ts';
import { type SubjectId, subjectsEn } from './subjects.en.ts';
import { subjectsZhCn } from './subjects.zh-cn.ts';

const IDS = Object.keys(subjectsEn) as SubjectId[];

test('there are 80 subjects, S1 to S80, in the same order in both languages', () => {
  expect(IDS).toEqual(Array.from({ length: 80 }, (_, index) => `S${index + 1}`));
  expect(Object.keys(subjectsZhCn)).toEqual(IDS);
});

test.each(IDS)('%s has a lesson, or a reason why it has none', (id) => {
  expect(lessonsOn(id).length > 0).toBe(NOT_TAUGHT[id] === undefined);
});

test('every lesson but the capstone takes up a subject', () => {
  const taken = new Set(IDS.flatMap((id) => lessonsOn(id)));
  const lessons = CHAPTERS.flatMap((chapter) => chapter.lessons.map(({ slug }) => slug));
  expect([...taken].sort()).toEqual(lessons.filter((slug) => slug !== 'black-tea-friday').sort());
});

test('what is taught has a lab that can be run', () => {
  for (const { slug, status } of CHAPTERS.flatMap((chapter) => chapter.lessons))
    if (status === 'ready') expect(existsSync(`labs/${slug}/lab.json`), slug).toBe(true);
});

test('the chapters of the article end with the last subject', () => {
  expect(ARTICLE_CHAPTERS.map(({ last }) => last)).toEqual([11, 35, 52, 68, 80]);
});

test('a subject has one title of its own in each language', () => {
  for (const titles of [subjectsEn, subjectsZhCn]) expect(new Set(Object.values(titles)).size).toBe(80);
});
