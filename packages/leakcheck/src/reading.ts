/** One open resource, as a runtime reports it. */
export interface HandleSample {
  /** Never reused while the process lives. */
  readonly id: number;
  /** fd, socket, server, timer, watcher, listener, lease, permit, operation, stream. */
  readonly kind: string;
  /** The line that opened it, as `file:line`, when known. */
  readonly at?: string;
}

/** What was open and retained after a batch, everything quiet. */
export interface Sample {
  readonly handles: readonly HandleSample[];
  /** Retained bytes. */
  readonly heapBytes: number;
}

/** A batch of equal requests with the samples around it. */
export interface Batch {
  readonly requests: number;
  readonly before: Sample;
  readonly after: Sample;
}
