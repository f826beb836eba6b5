import type { LeakReport } from './report.ts';

/** Why a check could not be made; the verdicts have classes of their own. */
export type LeakcheckErrorCode =
  /** An option is missing or has a value that it cannot have. */
  | 'ERR_LEAKCHECK_OPTION'
  /** The server did not start, or listens nowhere. */
  | 'ERR_LEAKCHECK_START'
  /** The very first answer was not the expected one: the check would measure something else than it says. */
  | 'ERR_LEAKCHECK_ANSWER'
  /** The process that is measured ended in the middle. */
  | 'ERR_LEAKCHECK_ENDED';

/** No verdict: the check itself could not be made. `hint` says what to do about it. */
export class LeakcheckError extends Error {
  override readonly name = 'LeakcheckError';
  readonly code: LeakcheckErrorCode;
  readonly hint: string;

  constructor(code: LeakcheckErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(`${message}. ${hint}`, options);
    this.code = code;
    this.hint = hint;
  }
}

/** Thrown by assertNoLeaks(): something grows. */
export class LeakError extends Error {
  override readonly name = 'LeakError';
  readonly report: LeakReport;

  constructor(report: LeakReport) {
    super(report.toString());
    this.report = report;
  }
}

/** Thrown by assertNoLeaks(): neither a leak nor its absence was shown. Never a silent pass. */
export class InconclusiveError extends Error {
  override readonly name = 'InconclusiveError';
  readonly report: LeakReport;

  constructor(report: LeakReport) {
    super(report.toString());
    this.report = report;
  }
}
