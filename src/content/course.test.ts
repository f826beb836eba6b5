import { expect, test } from 'vitest';
import { COURSE, COURSE_LESSONS, READY_LESSONS } from './course.ts';
import { LESSON_COUNT, LESSON_SLUGS, lessonNumber, READY_COUNT } from './curriculum.ts';

test('without settings the course is ours, in order and by number', () => {
  expect(COURSE.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  expect(COURSE_LESSONS).toHaveLength(LESSON_COUNT);
  expect(READY_LESSONS).toHaveLength(READY_COUNT);
  expect(COURSE_LESSONS.map(({ slug, number }) => [slug, number])).toEqual(LESSON_SLUGS.map((slug) => [slug, lessonNumber(slug)]));
});
