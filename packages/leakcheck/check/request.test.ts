import { expect, test } from 'vitest';
import { differenceOf, expectedText } from './request.ts';

const answer = (status: number, body = '') => ({ kind: 'answer', status, body }) as const;

test('differenceOf() compares a status, a text, a pattern and JSON', () => {
  expect(differenceOf({ path: '/', expect: 404 }, answer(404, 'anything'))).toBeUndefined();
  expect(differenceOf({ path: '/', expect: 404 }, answer(200, 'tea'))).toBe('200 "tea"');
  expect(differenceOf({ path: '/', expect: { status: 404, body: 'no' } }, answer(404, 'no'))).toBeUndefined();
  expect(differenceOf({ path: '/', expect: { status: 404, body: 'no' } }, answer(404, 'none'))).toBe('404 "none"');
  expect(differenceOf({ path: '/', expect: { status: 404, body: { error: ['gone'] } } }, answer(404, '{"error":["gone"]}'))).toBeUndefined();
  expect(differenceOf({ path: '/', expect: { status: 404, body: { error: 'gone' } } }, answer(404, '<html>'))).toBe('404 "<html>"');
});

test('differenceOf() finds a global pattern in every answer, not in every other', () => {
  const request = { path: '/', expect: { status: 404, body: /tea/g } };
  expect([1, 2, 3].map(() => differenceOf(request, answer(404, 'no tea')))).toEqual([undefined, undefined, undefined]);
});

test('differenceOf() says why there is no answer', () => {
  expect(differenceOf({ path: '/', expect: 404 }, { kind: 'none', why: 'no answer in 5000 ms', again: true })).toBe('no answer in 5000 ms');
});

test('expectedText() says what was asked for', () => {
  expect(expectedText({ path: '/', expect: 404 })).toBe('404');
  expect(expectedText({ path: '/', expect: { status: 500, body: '42P01' } })).toBe('500 "42P01"');
  expect(expectedText({ path: '/', expect: { status: 404, body: /no tea/ } })).toBe('404 /no tea/');
});
