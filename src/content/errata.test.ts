import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHAPTERS, type LessonSlug } from './curriculum.ts';
import { cardsIn, ERRATA } from './errata.ts';
import { type ErratumId, errataEn } from './errata.en.ts';
import { errataZhCn } from './errata.zh-cn.ts';

const IDS = Object.keys(ERRATA) as ErratumId[];
const LESSONS = 'src/content/docs/lessons';
const READY = CHAPTERS.flatMap((chapter) => chapter.lessons)
  .filter((lesson) => lesson.status === 'ready')
  .map(({ slug }) => slug);
const CARDS = new Map<LessonSlug, string[]>(READY.map((slug) => [slug, cardsIn(readFileSync(`${LESSONS}/${slug}.mdx`, 'utf8'))]));

test('there are 46 errata, E1 to E46, in the same order in both languages', () => {
  expect(IDS).toEqual(Array.from({ length: 46 }, (_, index) => `E${index + 1}`));
  expect(Object.keys(errataEn)).toEqual(IDS);
  expect(Object.keys(errataZhCn)).toEqual(IDS);
});

test.each([...CARDS].flatMap(([slug, ids]) => ids.map((id) => [slug, id] as const)))(
  'the card in %s on %s is in the index, which names that lesson',
  (slug, id) => {
    expect(IDS).toContain(id);
    expect(ERRATA[id as ErratumId].lessons).toContain(slug);
  },
);

test.each(IDS)('%s has a card as soon as a lesson that it belongs to is ready', (id) => {
  const lessons = ERRATA[id].lessons.filter((slug) => READY.includes(slug));
  if (lessons.length > 0) expect(lessons.filter((slug) => CARDS.get(slug)?.includes(id))).not.toEqual([]);
});

test('no lesson shows two cards with one id', () => {
  for (const [slug, ids] of CARDS) expect(new Set(ids).size, slug).toBe(ids.length);
});

test('a translated lesson shows the cards of the original', () => {
  const folder = 'src/content/docs/zh-cn/lessons';
  const translated = existsSync(folder) ? readdirSync(folder) : [];
  for (const file of translated) expect(cardsIn(readFileSync(`${folder}/${file}`, 'utf8')), file).toEqual(cardsIn(readFileSync(`${LESSONS}/${file}`, 'utf8')));
});

test('both languages show the same code for an erratum', () => {
  const code = (text: string) => [...text.matchAll(/`([^`]*)`/g)].map((match) => match[1]).sort();
  for (const id of IDS) {
    expect(code(errataZhCn[id].says), id).toEqual(code(errataEn[id].says));
    expect(`${errataEn[id].says} ${errataEn[id].happens}`).not.toMatch(/\p{Script=Han}/u);
    expect(errataZhCn[id].happens, id).toMatch(/\p{Script=Han}.*。$/u);
  }
});

test('cardsIn() reads ids over line breaks and in any place of the tag', () => {
  expect(cardsIn('<Erratum id="E2" title="x">\n<Erratum\n  title="y"\n  id="E30"\n>\n<Other id="E4">')).toEqual(['E2', 'E30']);
});
