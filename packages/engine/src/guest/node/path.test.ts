import nodePath from 'node:path';
import nodeQuerystring from 'node:querystring';
import { expect, test } from 'vitest';
import { setWorkingDirectory } from '../internal/working-directory.ts';
import path from './path.ts';
import querystring from './querystring.ts';

setWorkingDirectory(process.cwd());

const PATHS = [
  '',
  '.',
  '..',
  '/',
  '//',
  '///',
  'a',
  'a/',
  '/a',
  '/a/',
  '//a',
  '//a/b',
  'a//b',
  './a',
  '../a',
  '/../a',
  'a/../../b',
  '/a/b/../c/./d/',
  'a.txt',
  '/x/a.tar.gz',
  '.bashrc',
  '.a.b',
  'a.',
  '..a',
  '...',
  'a/.',
  'a/..',
  '/a/b//',
  'foo/bar.js/',
  ' a b ',
  'é/ü.ï',
];

test.each(['normalize', 'isAbsolute', 'dirname', 'basename', 'extname', 'parse', 'resolve'] as const)('path.%s() gives what Node gives', (name) => {
  expect(PATHS.map((each) => path[name](each))).toEqual(PATHS.map((each) => nodePath[name](each)));
});

test.each(['join', 'relative', 'resolve'] as const)('path.%s() of two paths gives what Node gives', (name) => {
  const pairs = PATHS.flatMap((a) => [...PATHS, '.txt', '.js'].map((b) => [a, b] as const));
  const differing = pairs
    .filter(([a, b]) => path[name](a, b) !== nodePath[name](a, b))
    .map(([a, b]) => ({ a, b, ours: path[name](a, b), nodes: nodePath[name](a, b) }));
  expect(differing).toEqual([]);
});

test('path.basename() takes a suffix off as Node does', () => {
  const suffixes = ['.txt', '.js', 'a', '.', '..', 'b', '.gz', '/', '/a', 'a.txt', ''];
  const differing = PATHS.flatMap((each) =>
    suffixes
      .filter((suffix) => !(suffix.length > 1 && suffix.includes('/')) && path.basename(each, suffix) !== nodePath.basename(each, suffix))
      .map((suffix) => [each, suffix]),
  );
  expect(differing).toEqual([]);
});

test('path.format() gives what Node gives', () => {
  const parts = [
    {},
    { base: 'b' },
    { dir: 'd', base: 'b' },
    { root: '/', base: 'b' },
    { root: '/', dir: '/', base: 'b' },
    { name: 'n', ext: '.e' },
    { name: 'n', ext: 'e' },
    { dir: '/d', name: 'n' },
  ];
  expect(parts.map((each) => path.format(each))).toEqual(parts.map((each) => nodePath.format(each)));
});

test('path functions refuse what is no string with the code that Node uses', () => {
  for (const name of ['normalize', 'join', 'dirname', 'resolve'] as const) {
    const read = (run: () => unknown) => {
      try {
        return run();
      } catch (error) {
        return [(error as Error).name, (error as { code?: string }).code, (error as Error).message];
      }
    };
    expect(read(() => path[name](1 as never))).toEqual(read(() => nodePath[name](1 as never)));
  }
});

const QUERIES = [
  '',
  'a',
  'a=1',
  'a=1&b=2&a=3',
  'a=1&&b',
  '=x',
  'a==b',
  '%41=%zz',
  'x=%E4%BD%A0+y',
  'a[]=1&a[]=2',
  '__proto__=1',
  'k=%E4%BD',
  '+=+',
  '&&&',
  'a=1;b=2',
  '%=%',
];

test('querystring.parse() gives what Node gives', () => {
  expect(QUERIES.map((each) => querystring.parse(each))).toEqual(QUERIES.map((each) => nodeQuerystring.parse(each)));
  expect(querystring.parse('a:1;b:2', ';', ':')).toEqual(nodeQuerystring.parse('a:1;b:2', ';', ':'));
  expect(querystring.parse('a=1&b=2&c=3', '&', '=', { maxKeys: 2 })).toEqual(nodeQuerystring.parse('a=1&b=2&c=3', '&', '=', { maxKeys: 2 }));
});

test('querystring.stringify() gives what Node gives', () => {
  const objects = [{}, { a: 1 }, { a: [1, 'x y', true, null] }, { b: undefined, c: null, d: Number.NaN, e: 5n, f: {} }, { 'ü ': "~!*()'" }, { n: [] }];
  expect(objects.map((each) => querystring.stringify(each))).toEqual(objects.map((each) => nodeQuerystring.stringify(each as never)));
  expect(() => querystring.escape('\ud800')).toThrow('URI malformed');
});
