/** What is read of the report that Playwright's json reporter writes. */
export interface PlaywrightReport {
  stats: { expected: number; flaky: number; unexpected: number };
  errors: { message?: string }[];
  suites: PlaywrightSuite[];
}

export interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    file: string;
    line: number;
    tests: {
      projectName: string;
      status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      results: { error?: { message?: string } }[];
    }[];
  }[];
}

/** What is read of the report that vitest's json reporter writes. */
export interface VitestReport {
  testResults: {
    name: string;
    status: 'passed' | 'failed';
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

/** What failed, a line each; what passed only when it was run again is told too. */
export function failedInPlaywright(report: PlaywrightReport): string[];

/** What a run comes to, with the runner's exit code. */
export function resultOfPlaywright(
  report: PlaywrightReport,
  code: number,
): { readonly passed: number; readonly failed: number; readonly faults: readonly string[] };

/** What failed, a line each. */
export function failedInVitest(report: VitestReport): string[];
