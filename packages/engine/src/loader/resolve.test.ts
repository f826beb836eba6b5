import { expect, test } from 'vitest';
import { isCommonJs } from './package-json.ts';
import { createResolver } from './resolve.ts';

const TEXTS: Record<string, string> = {
  '/app/package.json': '{"type":"module"}',
  '/app/src/main.ts': "import './app.ts'",
  '/app/src/app.ts': '',
  '/app/lib/index.js': '',
  '/app/lib/package.json': '{}',
  '/app/old.cjs': '',
};
const files = {
  isFile: (path: string) => path in TEXTS,
  isDirectory: (path: string) => Object.keys(TEXTS).some((file) => file.startsWith(`${path}/`)),
  realPath: (path: string) => path,
  readText: (path: string) => TEXTS[path] ?? '',
};
const resolver = createResolver(files, new Set(['fs', 'http']), new Set(['koa']));

test('import resolves built-ins with and without node:, packages and exact files', () => {
  const from = '/app/src/main.ts';
  expect(['fs', 'node:http', 'koa', './app.ts', '../old.cjs', 'file:///app/src/app.ts'].map((each) => resolver.resolveImport(each, from))).toEqual([
    'node:fs',
    'node:http',
    'npm:koa',
    '/app/src/app.ts',
    '/app/old.cjs',
    '/app/src/app.ts',
  ]);
});

test('import of a file without its extension fails as in Node', () => {
  expect(() => resolver.resolveImport('./app', '/app/src/main.ts')).toThrow("Cannot find module '/app/src/app' imported from /app/src/main.ts");
});

test('import of a package that the image lacks names the package', () => {
  expect(() => resolver.resolveImport('left-pad', '/app/src/main.ts')).toThrow("Cannot find package 'left-pad' imported from /app/src/main.ts");
});

test('require tries extensions and index files', () => {
  expect(resolver.resolveRequire('./old', '/app/main.js')).toBe(undefined);
  expect(resolver.resolveRequire('./index', '/app/lib/x.js')).toBe('/app/lib/index.js');
  expect(resolver.resolveRequire('../lib', '/app/src/main.ts')).toBe('/app/lib/index.js');
  expect(resolver.resolveRequire('./none', '/app/old.cjs')).toBe(undefined);
});

test('the extension, then the nearest package.json, decides what is CommonJS', () => {
  expect(isCommonJs(files, '/app/src/main.ts')).toBe(false);
  expect(isCommonJs(files, '/app/old.cjs')).toBe(true);
  expect(isCommonJs(files, '/app/lib/index.js')).toBe(true);
});
