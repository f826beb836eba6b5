import type { NoisyVerdict, Sample } from '@unhandled/leakcheck';
import type { RequestShape } from './lab.ts';
import type { Exit, Limits, Reading, ResponseRecord, SourcePosition } from './sandbox.ts';

/** An answer with the shape that asked for it. */
export interface Answer {
  readonly shape: RequestShape;
  readonly response: ResponseRecord;
}

/** By the role of the requests. */
export type NoisyHeap = Readonly<Partial<Record<NoisyRole, NoisyVerdict>>>;
export type NoisyRole = 'failing' | 'early-return' | 'abort';

/** Requests of one kind, with readings before and after, everything quiet. */
export interface MeasuredBatch {
  readonly name: 'failing' | 'odd' | 'early-return' | 'abort' | 'mixed' | 'fault';
  /** Which fault was on, for those named 'fault'. */
  readonly fault?: string;
  readonly requests: number;
  readonly before: Reading;
  readonly after: Reading;
}

/** Everything that a run of the workload found. Nothing is judged yet. */
export interface Measurements {
  /** Undefined when the server started and listened. */
  readonly bootFailure: BootFailure | undefined;
  readonly answers: readonly Answer[];
  readonly batches: readonly MeasuredBatch[];
  /** Rule B's verdicts on the heap, where the sandbox is noisy; a role is missing when the server died under it. */
  readonly noisyHeap: NoisyHeap | undefined;
  readonly neighboursIntact: boolean;
  /** The last good request, sent after everything else. */
  readonly lastAnswer: Answer | undefined;
  /** How a second process ended that found the port taken; undefined where no check asks, or the first had died. */
  readonly secondStart: SecondStart | undefined;
  readonly firstReading: Reading | undefined;
  readonly lastReading: Reading | undefined;
  readonly declaredLimits: Limits;
  readonly log: string;
}

export interface SecondStart {
  /** Undefined when it was still running after `waitedMs`. */
  readonly exit: Exit | undefined;
  readonly waitedMs: number;
}

export type BootFailure =
  | { readonly kind: 'syntax'; readonly message: string; readonly at: SourcePosition | undefined }
  | { readonly kind: 'died'; readonly exit: Exit }
  | { readonly kind: 'silent'; readonly port: number; readonly waitedMs: number };

/** A reading in leakcheck's terms. */
export function toSample(reading: Reading): Sample {
  return {
    heapBytes: reading.heapBytes,
    handles: reading.handles.map(({ id, kind, at }) => ({ id, kind, ...(at && { at: `${at.file}:${at.line}` }) })),
  };
}
