import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LINT_RULES } from './lint.ts';
import { LINT_LESSONS } from './lint-lessons.ts';

test('every finding leads to a lesson that exists', () => {
  const missing = LINT_RULES.filter((rule) => !existsSync(`src/content/docs/lessons/${LINT_LESSONS[rule]}.mdx`));
  expect(missing).toEqual([]);
});
