import { expect, test } from 'vitest';
import { breakLines, widthOf } from './break-lines.ts';

test('lines are broken at spaces, before they are too wide', () => {
  expect(breakLines('fd stays open when line 22 throws', 14)).toBe('fd stays open\nwhen line 22\nthrows');
});

test('lines that fit, and breaks that are there, stay', () => {
  expect(breakLines('one two\nthree', 20)).toBe('one two\nthree');
});

test('a word that is wider than a line stays whole', () => {
  expect(breakLines('a wait_for_everything b', 8)).toBe('a\nwait_for_everything\nb');
});

test('Chinese characters take two columns, and a full stop never begins a line', () => {
  expect(breakLines('\u6ca1\u6709\u4eba\u7b49\u3002', 6)).toBe('\u6ca1\u6709\u4eba\n\u7b49\u3002');
  expect(widthOf('\u6ca1a')).toBe(3);
});
