import { expect, test } from 'vitest';
import { LOCALES } from '../i18n/locale.ts';
import { findTerms } from './find-terms.ts';
import { type TermId, glossaryEn } from './glossary.en.ts';
import { GLOSSARY_WORDS } from './glossary-words.ts';

const found = (text: string, locale: 'en' | 'zh-cn' = 'en', seen = new Set<TermId>()) => findTerms(text, locale, seen).filter(({ term }) => term !== undefined);

test('a term is found once, at its first use, in singular or plural', () => {
  expect(findTerms('Two descriptors, and a file descriptor more.', 'en', new Set())).toEqual([
    { text: 'Two ' },
    { text: 'descriptors', term: 'file-descriptor' },
    { text: ', and a file descriptor more.' },
  ]);
});

test('what an earlier text of the lesson used is not found again', () => {
  const seen = new Set<TermId>();
  expect(found('a deadlock', 'en', seen)).toHaveLength(1);
  expect(findTerms('another Deadlock', 'en', seen)).toEqual([{ text: 'another Deadlock' }]);
});

test('the longer word wins, and case does not matter', () => {
  expect(found('A Goroutine leak keeps goroutines.')).toEqual([
    { text: 'Goroutine leak', term: 'goroutine-leak' },
    { text: 'goroutines', term: 'goroutine' },
  ]);
});

test('a part of a word is no term', () => {
  expect(found('released permitted mutex-like')).toEqual([]);
});

test('Chinese terms are found without word boundaries', () => {
  expect(found('每次多一个文件描述符，直到连接池耗尽。', 'zh-cn').map(({ term }) => term)).toEqual(['file-descriptor', 'pool-exhaustion']);
});

test('a text is put together again from its pieces', () => {
  const text = 'A lease from the connection pool, a permit, a slope: on call.';
  const pieces = findTerms(text, 'en', new Set());
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  expect(pieces.filter(({ term }) => term)).toHaveLength(5);
});

test('a word leads to one term only, and each term is in the glossary', () => {
  for (const locale of LOCALES) {
    const words = Object.values(GLOSSARY_WORDS[locale]).flat();
    expect(new Set(words.map((word) => word.toLowerCase())).size).toBe(words.length);
    for (const id of Object.keys(GLOSSARY_WORDS[locale])) expect(Object.keys(glossaryEn)).toContain(id);
  }
});
