import type { Socket } from 'node:net';

/** The time that requests are sent in: the host's, or one that is moved when everybody waits for it. */
export interface RequestClock {
  readonly nowMs: number;
  /** A client hangs up so long after its request went out, ms: by then the server has read it. */
  readonly hangUpMs: number;
  /** Something came, or went out. */
  stir(): void;
  /** Counts what lies unread on a connection that a client is making. */
  watch(socket: Socket): void;
  /** Runs after so much of this time. Returns the function that calls it off. */
  after(ms: number, run: () => void): () => void;
}

/** The host's own time. */
export const WALL_CLOCK: RequestClock = {
  get nowMs() {
    return performance.now();
  },
  hangUpMs: 5,
  stir() {},
  watch() {},
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
