import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listNodePrograms, NODE_PROGRAMS, runProgram } from './record-node.ts';

test.each(listNodePrograms())('$lesson/$file prints what its lesson shows', { timeout: 60_000 }, ({ lesson, file }) => {
  expect(runProgram(lesson, file)).toBe(readFileSync(join(NODE_PROGRAMS, lesson, file.replace('.mjs', '.txt')), 'utf8'));
});
