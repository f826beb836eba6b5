import { expect, test } from 'vitest';
import { LOCALES, localePath, toLocale } from './locale.ts';
import { fill, stringsFor } from './strings.ts';

function placeholders(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return [...value.matchAll(/\{\w+\}/g)].map((match) => `${path} ${match[0]}`).sort();
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]) => placeholders(child, `${path}.${key}`));
}

test('fill() puts values in their places', () => {
  expect(fill('{ready} of {total} ready', { ready: 1, total: 26 })).toBe('1 of 26 ready');
});

test('fill() names the place that has no value', () => {
  expect(() => fill('{minutes} min', {})).toThrow('no value for {minutes}');
});

test('every locale has the same places to fill', () => {
  const expected = placeholders(stringsFor('en'));
  for (const locale of LOCALES) expect(placeholders(stringsFor(locale))).toEqual(expected);
});

test('localePath() leaves the root locale without a prefix', () => {
  expect(localePath('en', '/course/')).toBe('/course/');
  expect(localePath('zh-cn', '/course/')).toBe('/zh-cn/course/');
});

test('toLocale() takes what Starlight calls a locale', () => {
  expect(toLocale(undefined)).toBe('en');
  expect(toLocale('zh-cn')).toBe('zh-cn');
});
