import { expect, test } from 'vitest';
import { foldersOf, treeOf, visibleRows } from './file-tree.ts';

const PATHS = ['package.json', 'src/main.ts', 'src/routes/receipt.ts', 'data/1.json', 'src/app.ts'];

test('the tree has folders first, then files, by name', () => {
  const rows = visibleRows(treeOf(PATHS), new Set(['data', 'src', 'src/routes']));
  expect(rows.map(({ node, level }) => `${level} ${node.kind} ${node.path}`)).toEqual([
    '1 folder data',
    '2 file data/1.json',
    '1 folder src',
    '2 folder src/routes',
    '3 file src/routes/receipt.ts',
    '2 file src/app.ts',
    '2 file src/main.ts',
    '1 file package.json',
  ]);
});

test('what lies in a closed folder does not show', () => {
  expect(visibleRows(treeOf(PATHS), new Set()).map(({ node }) => node.path)).toEqual(['data', 'src', 'package.json']);
});

test('the folders that lead to a file are all of its parents', () => {
  expect([...foldersOf(['src/routes/receipt.ts', 'package.json'])]).toEqual(['src', 'src/routes']);
});
