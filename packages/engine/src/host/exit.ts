/** How a process ended. */
export interface ProcessExit {
  /** As a shell shows it: 128 + signal number when a signal ended it. */
  readonly code: number;
  readonly reason: 'exit' | 'uncaught' | 'out-of-memory' | 'stalled' | 'killed';
  /** The last thing it said on stderr about its own death; '' after a clean exit. */
  readonly lastWords: string;
  /** Raw guest stack of the place where it ended, '' when unknown. */
  readonly stack: string;
}

/** Exit codes that Node and the kernel use. */
export const EXIT_CODE = {
  uncaught: 1,
  fatalInHandler: 7,
  unsettledTopLevelAwait: 13,
  outOfMemory: 134,
  killed: 137,
  terminated: 143,
  segmentationFault: 139,
} as const;
