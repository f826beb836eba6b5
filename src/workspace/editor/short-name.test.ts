import { expect, test } from 'vitest';
import { shortName } from './short-name.ts';

test('a file is called by its last part, and by its folder too when another ends in the same', () => {
  const paths = ['src/mw/errors.ts', 'src/lib/errors.ts', 'src/app.ts'];
  expect(paths.map((path) => shortName(path, paths))).toEqual(['mw/errors.ts', 'lib/errors.ts', 'app.ts']);
  expect(shortName('src/app.ts', [])).toBe('app.ts');
});
