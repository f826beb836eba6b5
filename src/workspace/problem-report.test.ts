import { expect, test } from 'vitest';
import { problemReport } from './problem-report.ts';

test('a report tells what broke, where and in which browser, and not the reader’s code', () => {
  const report = problemReport(
    {
      lab: 'the-pager',
      message: 'no answer for 5 s',
      edits: { 'src/app.ts': 'my secret code' },
      log: [{ id: 1, stream: 'stderr', text: 'listening', level: 'error', atMs: 1250 }],
    },
    { url: 'http://localhost:4321/lessons/the-pager/', browser: 'Chromium', at: new Date(0) },
  );
  expect(report.split('\n')).toEqual([
    'Unhandled, lab the-pager',
    'Page: http://localhost:4321/lessons/the-pager/',
    'Browser: Chromium',
    'Time: 1970-01-01T00:00:00.000Z',
    'Problem: no answer for 5 s',
    'Changed files: src/app.ts',
    'Log:',
    '  1.25 stderr listening',
    '',
  ]);
});
