import type { Attempt } from './attempt.ts';

/** Where an LMS keeps a learner's attempt: one adapter for each standard. All of them throw {@link LmsError}. */
export interface LmsRecord {
  /** Begins or resumes; resolves with what the LMS knows of the attempt. */
  open(): Promise<Attempt>;
  /** Writes the attempt and has the LMS store it. */
  report(attempt: Attempt): Promise<void>;
  /** Ends the session. Resolves with where to go then, when the LMS says so. */
  close(attempt: Attempt): Promise<string | undefined>;
}

/** The LMS refused something, or there is none. */
export class LmsError extends Error {
  override readonly name = 'LmsError';
}

/** No LMS opened this page: it is read from a folder or a plain web server. */
export class NoLmsError extends LmsError {}
