export type { CreationSite } from '../agent/creation-site.ts';
export * from '../src/index.ts';
export { assertNoLeaks, checkLeaks } from './check-leaks.ts';
export { InconclusiveError, LeakcheckError, type LeakcheckErrorCode, LeakError } from './errors.ts';
export type { LeakOptions } from './options.ts';
export type { Finding, LeakReport } from './report.ts';
export type { ExpectedAnswer, LeakRequest } from './request.ts';
