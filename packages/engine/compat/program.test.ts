import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listPrograms, packagesOf, readWishes } from './program.ts';

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const shape = (folder: string) => Object.fromEntries(listPrograms(folder).map(({ name, main, files }) => [name, [main, ...Object.keys(files).sort()]]));

test('listPrograms() takes single files, folders with a main, and folders of programs', () => {
  const folder = folderOf({ 'a.mjs': '1', 'types.d.ts': '', 'notes.txt': '', 'app/main.ts': '1', 'app/lib/x.ts': '1', 'more/b.cjs': '1' });
  expect(shape(folder)).toEqual({ 'a.mjs': ['a.mjs', 'a.mjs'], app: ['main.ts', 'lib/x.ts', 'main.ts'], 'more/b.cjs': ['b.cjs', 'b.cjs'] });
});

test('listPrograms() gives a file the neighbours that it reaches for', () => {
  const folder = folderOf({ 'a.mjs': "import './lib.mjs'", 'lib.mjs': '1', 'other.mjs': '1' });
  expect(shape(folder)['a.mjs']).toEqual(['a.mjs', 'a.mjs', 'lib.mjs']);
  expect(shape(folder)['other.mjs']).toEqual(['other.mjs', 'other.mjs']);
});

test('listPrograms() brings along what lies beside the folder', () => {
  const folder = folderOf({ 'tests/a.js': "require('../common')", 'common/index.js': '1', 'fixtures/big.txt': '1' });
  expect(listPrograms(join(folder, 'tests')).map(({ main, files }) => [main, Object.keys(files).sort()])).toEqual([
    ['tests/a.js', ['common/index.js', 'tests/a.js']],
  ]);
});

test('readWishes() reads the first line alone', () => {
  expect(readWishes('// run: {"args":["a"]}\n1')).toEqual({ args: ['a'] });
  expect(readWishes('#!/usr/bin/env node\n// run: {"stdin":"x"}\n')).toEqual({ stdin: 'x' });
  expect(readWishes('1\n// run: {"args":["a"]}')).toEqual({});
});

test('packagesOf() names packages, not builtins or paths', () => {
  const source = "import a from 'koa'; import './x.ts'; const b = require('@scope/pkg/sub'); import('node:fs'); import fs from 'fs';";
  expect(packagesOf({ name: 'a', main: 'a.mjs', files: { 'a.mjs': new TextEncoder().encode(source) }, wishes: {} }, (name) => name === 'fs')).toEqual([
    '@scope/pkg',
    'koa',
  ]);
});
