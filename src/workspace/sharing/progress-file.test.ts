import { expect, test } from 'vitest';
import { fromProgressFile, toProgressFile } from './progress-file.ts';

const work = { edits: { 'src/app.ts': 'x' }, hints: 2, solvedAt: 17, openFile: 'src/app.ts', savedAt: 18 };

test('a progress file gives back what it was made of', () => {
  expect(fromProgressFile(toProgressFile({ labs: { 'the-pager': work } }))).toEqual({ labs: { 'the-pager': work } });
});

test.each([
  ['{', 'no JSON'],
  ['[]', 'was not written by'],
  ['{"format":"unhandled-progress","version":9,"labs":{}}', 'version 9'],
  ['{"format":"unhandled-progress","version":1,"labs":{"the-pager":{"edits":{"a":1}}}}', 'the-pager'],
])('%s is refused with the reason', (text, reason) => {
  expect(() => fromProgressFile(text)).toThrow(reason);
});
