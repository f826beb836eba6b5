import { expect, test } from 'vitest';
import { finding, MESSAGES, sentenceOf } from './messages.ts';

test('sentenceOf() puts parameters in their places', () => {
  expect(sentenceOf(finding('boot.silent', { port: 3000, seconds: 10 }))).toBe('The server runs but nothing listens on port 3000 after 10 s.');
});

test('sentenceOf() says roles and silence in words', () => {
  expect(sentenceOf(finding('handles.ok', { count: 100, what: 'early-return' }))).toBe('No handle more after 100 early-returning requests than before.');
  expect(sentenceOf(finding('process.died', { code: 1, words: '' }))).toContain('with exit code 1: it said nothing');
});

test('sentenceOf() takes another language, its words for roles too', () => {
  const german = { 'handles.ok': 'Nach {count} Anfragen ({what}) ist nichts mehr offen als vorher.', 'what.failing': 'fehlerhaft' };
  expect(sentenceOf(finding('handles.ok', { count: 637, what: 'failing' }), german)).toBe('Nach 637 Anfragen (fehlerhaft) ist nichts mehr offen als vorher.');
});

test('sentenceOf() falls back to English for what a language lacks', () => {
  expect(sentenceOf(finding('swallow.ok'), { 'boot.ok': 'x' })).toBe(MESSAGES['swallow.ok']);
});

test('sentenceOf() does not read a parameter’s value as a template', () => {
  expect(sentenceOf(finding('boot.syntax', { message: 'expected {port}', port: 1 }))).toBe('The server did not start: expected {port}');
});

test('sentenceOf() refuses a key that nobody knows', () => {
  expect(() => sentenceOf({ key: 'no.such', params: {} })).toThrow('There is no message "no.such"');
});
