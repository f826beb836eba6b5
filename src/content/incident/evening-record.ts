/** What `npm run incident` measured: `evening.json`. Every list of `columns` has one entry a minute; null where nobody answered. */
export interface EveningRecord {
  readonly startsAt: string;
  readonly requestsPerSecond: number;
  readonly memoryMb: number;
  /** Limits at the start of the evening. */
  readonly openFiles: number;
  readonly poolMax: number;
  readonly columns: Readonly<Record<ColumnName, readonly (number | null)[]>>;
  readonly events: readonly EveningEvent[];
}

export const COLUMNS = ['descriptors', 'heapKb', 'poolInUse', 'poolWaiting', 'p50', 'p99', 'ok', 'client', 'server', 'none', 'resources', 'errors'] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** `at` is in seconds from the start. */
export type EveningEvent =
  | { readonly kind: 'deploy' | 'rollback'; readonly at: number; readonly version: string }
  /** The first connection that the operating system refused the process. */
  | { readonly kind: 'refused'; readonly at: number; readonly code: string; readonly descriptors: number }
  | { readonly kind: 'page'; readonly at: number; readonly failedPercent: number }
  | { readonly kind: 'resolved'; readonly at: number }
  /** Started again, as it was. */
  | { readonly kind: 'restart'; readonly at: number; readonly openFiles: number; readonly poolMax: number }
  /** Started again with higher limits. */
  | { readonly kind: 'raise'; readonly at: number; readonly openFiles: number; readonly poolMax: number }
  /** The process died of its memory limit and its supervisor started it again. */
  | { readonly kind: 'oom'; readonly at: number; readonly exitCode: number };
