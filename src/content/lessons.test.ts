import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { LESSON_SLUGS, type LessonSlug } from './curriculum.ts';
import { titlesEn } from './titles.en.ts';
import { titlesZhCn } from './titles.zh-cn.ts';

const FOLDERS = { en: 'src/content/docs/lessons', 'zh-cn': 'src/content/docs/zh-cn/lessons' } as const;
const TITLES = { en: titlesEn, 'zh-cn': titlesZhCn };
const FILES = (['en', 'zh-cn'] as const).flatMap((locale) =>
  existsSync(FOLDERS[locale]) ? readdirSync(FOLDERS[locale]).map((name) => [`${FOLDERS[locale]}/${name}`, locale] as const) : [],
);

/** Frontmatter as lessons write it: a line per field, quoted where a colon or a quotation mark asks for it. */
function frontmatter(source: string): Record<string, string> {
  const [, block = ''] = /^---\n([\s\S]*?)\n---\n/.exec(source) ?? [];
  const fields = block.split('\n').map((line) => {
    const colon = line.indexOf(': ');
    const value = line.slice(colon + 2);
    return [line.slice(0, colon), value.startsWith('"') ? (JSON.parse(value) as string) : value] as const;
  });
  return Object.fromEntries(fields);
}

test('there are lessons to look at', () => {
  expect(FILES.length).toBeGreaterThanOrEqual(7);
});

test.each(FILES)('%s says what it is, and nothing else', (file, locale) => {
  const slug = basename(file, '.mdx') as LessonSlug;
  const { title, description = '', lab, ...rest } = frontmatter(readFileSync(file, 'utf8'));
  expect(LESSON_SLUGS, 'the name of the file is a lesson of the curriculum').toContain(slug);
  expect(rest, 'fields that no page reads').toEqual({});
  expect(title).toBe(TITLES[locale].lessons[slug].title);
  expect(lab, 'lesson and lab have one name').toBe(slug);
  expect(existsSync(`labs/${slug}/lab.json`), `labs/${slug}`).toBe(true);
  // Search results and link previews cut what is longer; what is shorter says no more than the title.
  const [least, most] = locale === 'en' ? [80, 260] : [30, 120];
  expect(description.length).toBeGreaterThanOrEqual(least);
  expect(description.length).toBeLessThanOrEqual(most);
});

test.each(FILES)('the predictions of %s have their answer among the options', (file) => {
  const source = readFileSync(file, 'utf8');
  const tags = [...source.matchAll(/<Predict\s([\s\S]*?)>\n/g)].map((match) => match[1] ?? '');
  expect(tags).toHaveLength(source.match(/<Predict\s/g)?.length ?? 0);
  expect(tags.length, 'each lesson asks at least once').toBeGreaterThanOrEqual(1);
  for (const tag of tags) {
    const options = /options=\{\[([\s\S]*?)\]\}/.exec(tag)?.[1]?.match(/'(?:[^'\\]|\\.)*'/g) ?? [];
    const answer = Number(/answer=\{(\d+)\}/.exec(tag)?.[1] ?? Number.NaN);
    expect(options.length).toBeGreaterThanOrEqual(2);
    expect(options[answer], tag).toBeDefined();
  }
});
