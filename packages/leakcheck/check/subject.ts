import type { AgentGlance } from '../agent/messages.ts';
import type { LeakRequest } from './request.ts';
import type { Sent } from './send.ts';

/** What is measured: a server in a process, its own or the test's, with clients that are on another heap. */
export interface Subject {
  send(requests: readonly LeakRequest[]): Promise<Sent>;
  /** What is open now. */
  glance(): Promise<AgentGlance>;
  /** Bytes that are retained after forced collections. */
  collect(): Promise<number>;
  close(): Promise<void>;
}

/** What a subject is opened for: rows of what is open would be on the heap that is measured. */
export type Measured = 'handles' | 'heap';
