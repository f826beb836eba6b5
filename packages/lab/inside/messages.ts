import type { FileFault } from './file-faults.ts';
import type { TrafficCount } from './traffic.ts';

/** What the inside of a lab's process can be asked, beside what leakcheck's agent answers. */
export type InsideQuestion =
  /** Answered when the process has nothing left to do at this moment of its time. */
  | { readonly ask: 'idle' }
  | { readonly ask: 'advance'; readonly byMs: number }
  | { readonly ask: 'fail'; readonly number: number; readonly fault: FileFault }
  | { readonly ask: 'mend'; readonly number: number }
  | { readonly ask: 'skew'; readonly byMs: number };

/** An idle process. */
export interface Idleness {
  /** False when it was never without work: it goes round by itself. */
  readonly idle: boolean;
  /** ms until its next timer; undefined when it has none. */
  readonly dueInMs?: number;
  readonly traffic: TrafficCount;
  /** Ports that others connected from since the last answer or the one before, however short their connections were. */
  readonly accepted: readonly number[];
}

/** Set for the process: ports of the loopback interface by the `host:port` that the program knows. */
export const PORTS_VARIABLE = 'LAB_PORTS';
