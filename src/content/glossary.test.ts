import { expect, test } from 'vitest';
import { glossaryEn, type TermId } from './glossary.en.ts';
import { glossaryZhCn } from './glossary.zh-cn.ts';

const IDS = Object.keys(glossaryEn) as TermId[];
const BOTH = IDS.flatMap((id) => [
  { id, locale: 'en', ...glossaryEn[id] },
  { id, locale: 'zh-cn', ...glossaryZhCn[id] },
]);

test('the glossary has 52 terms, in the same order in both languages', () => {
  expect(IDS).toHaveLength(52);
  expect(Object.keys(glossaryZhCn)).toEqual(IDS);
});

test('a term names one thing only', () => {
  const named = BOTH.map(({ locale, term }) => `${locale} ${term}`);
  expect(new Set(named).size).toBe(named.length);
});

test.each(BOTH)('$id in $locale is defined in one to three sentences, in its own script', ({ locale, text }) => {
  const sentences = text.replace(/`[^`]*`/g, 'x').match(/[.。]/g) ?? [];
  expect(sentences.length).toBeGreaterThanOrEqual(1);
  expect(sentences.length).toBeLessThanOrEqual(3);
  expect(text).toMatch(/[.。]$/);
  expect(/\p{Script=Han}/u.test(text)).toBe(locale === 'zh-cn');
});

test('both languages show the same code for a term', () => {
  const code = (text: string) => [...text.matchAll(/`([^`]*)`/g)].map((match) => match[1]).sort();
  for (const id of IDS) expect(code(glossaryZhCn[id].text), id).toEqual(code(glossaryEn[id].text));
});
