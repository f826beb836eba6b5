/** How one run of a program ended, on either side. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  /** As a shell shows it, 128 + signal number included; undefined when it had to be stopped. */
  readonly code: number | undefined;
  /** Why it had to be stopped, or what broke around it; undefined when it ended by itself. */
  readonly stopped?: string;
  /** Handles open at the end, as `kind label`: the engine alone knows them. */
  readonly handles?: readonly string[];
  /** Parts of Node that it asked for and that are not there: the engine alone says so. */
  readonly unsupported?: readonly string[];
}

export interface RunLimits {
  /** A run is stopped after this long, ms of the host's clock. */
  readonly wallMs: number;
  /** A run is stopped when it has printed more characters than this. */
  readonly outputChars: number;
}

export const RUN_LIMITS: RunLimits = { wallMs: 15_000, outputChars: 16 * 1024 * 1024 };

export const STOPPED = {
  time: 'did not end in time',
  output: 'printed without end',
  waiting: 'waits for something that never comes',
} as const;
