import { describe, expect, test } from 'vitest';
import { failedInPlaywright, failedInVitest } from './failed-tests.mjs';

const passing = { title: 'opens', file: 'a.spec.ts', line: 1, tests: [{ projectName: '', status: 'expected' as const, results: [{}] }] };

describe('of a Playwright report', () => {
  const stats = { expected: 1, flaky: 0, unexpected: 1 };

  test('a failed test is told with its place and the start of its message, without colours', () => {
    const failing = {
      title: 'closes',
      file: 'a.spec.ts',
      line: 9,
      tests: [
        {
          projectName: 'nginx /',
          status: 'unexpected' as const,
          results: [{ error: { message: '\u001b[31mExpected: 1\u001b[39m\n\nReceived: 2\n at line 9\n more' } }],
        },
      ],
    };
    expect(failedInPlaywright({ stats, errors: [], suites: [{ specs: [passing], suites: [{ specs: [failing] }] }] })).toEqual([
      '[nginx /] a.spec.ts:9: closes: Expected: 1 | Received: 2 | at line 9',
    ]);
  });

  test('what passed only when it was run again is told as such', () => {
    const flaky = { ...passing, tests: [{ projectName: '', status: 'flaky' as const, results: [{ error: { message: 'Timeout' } }, {}] }] };
    expect(failedInPlaywright({ stats, errors: [], suites: [{ specs: [flaky] }] })).toEqual(['a.spec.ts:1: opens (passed when run again): Timeout']);
  });

  test('an error outside any test is told', () => {
    expect(failedInPlaywright({ stats, errors: [{ message: 'no such module' }], suites: [] })).toEqual(['no such module']);
  });
});

describe('of a vitest report', () => {
  test('a failed test is told by its file and full name', () => {
    const assertionResults = [
      { fullName: 'a sum adds', status: 'failed', failureMessages: ['AssertionError: expected 3 to be 2'] },
      { fullName: 'a sum is empty', status: 'passed', failureMessages: [] },
    ];
    expect(failedInVitest({ testResults: [{ name: 'sum.test.ts', status: 'failed', message: '', assertionResults }] })).toEqual([
      'sum.test.ts: a sum adds: AssertionError: expected 3 to be 2',
    ]);
  });

  test('a file that could not be loaded is told by its own message', () => {
    expect(failedInVitest({ testResults: [{ name: 'sum.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }] })).toEqual([
      'sum.test.ts: no such module',
    ]);
  });
});
