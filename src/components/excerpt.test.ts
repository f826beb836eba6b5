import { expect, test } from 'vitest';
import { excerpt, markedLines } from './excerpt.ts';

const FILE = 'const a = 1;\nopen();\nread();\nclose();\nconst b = 2;\n';

test('excerpt() takes the whole file by default', () => {
  expect(excerpt(FILE)).toEqual({ text: FILE.trimEnd(), startLine: 1 });
});

test('excerpt() cuts between two fragments and says where it starts', () => {
  expect(excerpt(FILE, 'open(', 'close(')).toEqual({ text: 'open();\nread();\nclose();', startLine: 2 });
});

test('excerpt() looks for the end after the start', () => {
  expect(excerpt(FILE, 'read(', 'const').text).toBe('read();\nclose();\nconst b = 2;');
});

test('excerpt() fails when the file no longer says it', () => {
  expect(() => excerpt(FILE, 'flush(')).toThrow('no line contains "flush("');
});

test('markedLines() finds every line of a fragment', () => {
  expect(markedLines(FILE, ['const', 'read('])).toEqual([1, 5, 3]);
});
