import { expect, test } from 'vitest';
import { readmeFiles } from './readme-files.ts';

test('readmeFiles() finds files and outputs by the comment before them, and leaves other code alone', () => {
  const markdown = 'text\n\n<!-- file: a/b.mjs -->\n```js\none();\n```\n\n```js\nother();\n```\n\n<!-- output: a -->\n```\nsaid\n```\n';
  expect(readmeFiles(markdown)).toEqual({ files: { 'a/b.mjs': 'one();\n' }, outputs: { a: 'said\n' } });
});
