import type { Files, LabChecks, LabManifest, Variant } from '../../packages/lab/src/index.ts';

/** One lab in one variant, to be verified so many times. */
export interface Task {
  readonly slug: string;
  readonly variant: Variant;
  readonly manifest: LabManifest;
  readonly files: Files;
  readonly rounds: number;
}

/** What the page reports: every verdict of a task as text, to be compared to the byte. */
export interface TaskResult {
  readonly slug: string;
  readonly variant: Variant;
  readonly verdicts: readonly string[];
}

export type ChecksBySlug = Readonly<Record<string, LabChecks>>;
