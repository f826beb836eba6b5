// What came of a run, and what failed in it, a line each, read from the reports that the test runners write.

/**
 * `report` as vitest's json reporter writes it. A file that could not be loaded has no tests, and is told by its own message.
 * @returns {string[]}
 */
export function failedInVitest(report) {
  return report.testResults.flatMap((file) => {
    const tests = file.assertionResults.filter(({ status }) => status === 'failed');
    if (tests.length === 0) return file.status === 'failed' ? [line(file.name, '', file.message)] : [];
    return tests.map((test) => line(file.name, test.fullName, test.failureMessages[0]));
  });
}

/**
 * `report` as Playwright's json reporter writes it. What failed once and passed when it was run again is told too: it counts as
 * passed, and has a fault. What fails outside any test (a file that cannot be loaded) is in `errors`.
 * @returns {string[]}
 */
export function failedInPlaywright(report) {
  return [...report.errors.map(({ message }) => line('', '', message)), ...report.suites.flatMap(inSuite)];
}

/**
 * What `report` comes to. An error outside any test fails none by name, and shows in the exit code only.
 * @param code Playwright's exit code
 */
export function resultOfPlaywright(report, code) {
  const { expected, flaky, unexpected } = report.stats;
  return { passed: expected + flaky, failed: unexpected || (code === 0 ? 0 : 1), faults: failedInPlaywright(report) };
}

function inSuite(suite) {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map((test) => {
        const { error } = test.results.find((result) => result.error !== undefined) ?? {};
        const where = `${test.projectName === '' ? '' : `[${test.projectName}] `}${spec.file}:${spec.line}`;
        return line(where, test.status === 'flaky' ? `${spec.title} (passed when run again)` : spec.title, error?.message);
      }),
  );
  return [...own, ...(suite.suites ?? []).flatMap(inSuite)];
}

/** The first lines of a message say what was expected and what came; the rest stands in the log above. */
function line(where, title, message = 'no message') {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: runners colour their messages
  const plain = message.replaceAll(/\u001b\[[\d;]*m/g, '');
  const start = plain
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .slice(0, 3)
    .join(' | ');
  return [where, title, start].filter((each) => each !== '').join(': ');
}
