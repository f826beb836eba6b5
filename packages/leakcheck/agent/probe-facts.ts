/** What a process found out about the place it runs in, by trying. */
export interface ProbeFacts {
  readonly node: string;
  readonly v8: string;
  readonly platform: string;
  readonly arch: string;
  /** Node erases the types of a .ts file that it is given. */
  readonly typescript: boolean;
  readonly memory: {
    /** `--expose-gc` was obeyed. */
    readonly gcByFlag: boolean;
    /** A collection can be forced, with the flag or by `v8.setFlagsFromString()`. */
    readonly gc: boolean;
    /** heapUsed rose by this when 8 MB of arrays were made, ... */
    readonly roseBytes: number;
    /** ... and fell by this when they were let go of and collected. */
    readonly fellBytes: number;
    /** arrayBuffers rose by this when a buffer of 4 MB was made. */
    readonly bufferBytes: number;
  };
  readonly asyncLocalStorage: { readonly afterAwait: boolean; readonly afterTimer: boolean; readonly afterEvent: boolean };
  /** Node's own list of what keeps the loop alive names a timer and a server that are open. */
  readonly activeResources: boolean;
  readonly descriptorTable: boolean;
}

/** What the probe opens and leaves open under the agent's eyes: what a table that sees everything has of it. */
export const PROBE_LEAVES_OPEN = { fd: 2, timer: 2, server: 1, socket: 2 } as const;
/** Errors that its own listener swallows. */
export const PROBE_SWALLOWS = 1;
