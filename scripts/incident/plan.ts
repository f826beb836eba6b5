import type { ReleaseName } from './release.ts';

/** How the service is started. */
export interface Deployment {
  readonly version: ReleaseName;
  readonly openFiles: number;
  readonly poolMax: number;
}

/** What of the evening is decided beforehand. The rest follows: when a limit is met, when the pager goes off. Times are in minutes. */
export interface Plan {
  readonly seed: number;
  readonly minutes: number;
  readonly deployAt: number;
  readonly memoryMb: number;
  readonly first: Deployment;
  /** From a page to what is done about it; the first page brings a restart, the second higher limits, and a death the rollback. */
  readonly reactionMinutes: number;
  readonly rollbackMinutes: number;
  readonly raised: Deployment;
}

/** 17:55 to five past midnight. */
export const EVENING: Plan = {
  seed: 18,
  minutes: 370,
  deployAt: 5,
  memoryMb: 64,
  first: { version: '1.4.1', openFiles: 1024, poolMax: 10 },
  reactionMinutes: 5,
  rollbackMinutes: 12,
  raised: { version: '1.4.2', openFiles: 65_536, poolMax: 200 },
};
