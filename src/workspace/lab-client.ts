import type { Command, Report } from './protocol.ts';

export interface LabListener {
  readonly onReport: (report: Report) => void;
  /** What did the work was stuck or crashed and was replaced: whatever ran is gone. */
  readonly onReplaced: (why: 'stuck' | 'crashed', message: string) => void;
}

/** The page's end of whatever runs a lab: a worker with the embedded engine, or a container. */
export interface LabClient {
  /** From now on. What was told before, nobody has missed. */
  listen(listener: LabListener): void;
  send(command: Command): void;
  close(): void;
}

/** Where a lab can run. */
export type PlaceName = 'engine' | 'webcontainer';

/** How to get to each place. */
export type Places = Readonly<Record<PlaceName, () => Promise<LabClient>>>;
