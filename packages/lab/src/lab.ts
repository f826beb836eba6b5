import type { MeasuredBatch } from './measurements.ts';
import type { RequestSpec, ResponseRecord } from './sandbox.ts';
import type { CheckResult } from './verdict.ts';

/** What a request of the workload is for. */
export type ShapeRole = 'good' | 'failing' | 'early-return' | 'abort';

/** A kind of request, with the answer that the service owes. */
export interface RequestShape {
  /** Unique in the lab; appears in verdicts. */
  readonly name: string;
  readonly role: ShapeRole;
  readonly request: RequestSpec;
  /** Sent only while this fault of lab.json is on, in a batch of its own. */
  readonly during?: string;
  /** The exact answer; absent for aborted requests. */
  readonly expect?: ExpectedResponse;
}

export interface ExpectedResponse {
  readonly status: number;
  /** Parsed JSON body, compared whole; or exact text. */
  readonly json?: unknown;
  readonly text?: string;
  /**
   * The answer has to break off: after its head the server destroys the connection, so that nobody takes what came for
   * the whole. Of `text` no more than a beginning may have come by then.
   */
  readonly cut?: true;
  /** Headers that must be there, lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A lab's own check, beside those that every lab has. */
export interface LabCheck {
  readonly id: string;
  readonly run: (evidence: LabEvidence) => CheckResult;
}

/** What a lab's own checks may look at. */
export interface LabEvidence {
  /** Everything the server wrote while it was measured. */
  readonly log: string;
  readonly responses: readonly { readonly shape: RequestShape; readonly response: ResponseRecord }[];
  /** Each batch with the readings around it, everything quiet. */
  readonly batches: readonly MeasuredBatch[];
  /** The files that ran, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** The content of a lab's checks.ts. */
export interface LabChecks {
  readonly shapes: readonly RequestShape[];
  /** Longest timeout that the service declares, ms: the quiet time after each batch passes it. */
  readonly settleMs: number;
  /**
   * Clients at once in the mixed run, 4 unless said. One, where what a mistake breaks hangs on who meets whom: its
   * verdict would differ from one runtime, or one database, to the next.
   */
  readonly mixedClients?: number;
  /** Checks of this lab alone, by the ids that lab.json lists. */
  readonly checks?: readonly LabCheck[];
}

/** Types a checks.ts. @throws {TypeError} for a workload that could not show a leak or a wrong answer. */
export function defineChecks(checks: LabChecks): LabChecks {
  const names = new Set(checks.shapes.map(({ name }) => name));
  if (names.size !== checks.shapes.length) throw new TypeError('Two request shapes have the same name: each appears in verdicts by it');
  for (const role of ['good', 'failing'] as const) {
    if (!checks.shapes.some((shape) => shape.role === role && shape.during === undefined))
      throw new TypeError(`No request shape has the role "${role}": a verdict needs one of each`);
  }
  for (const { name, role, request, expect } of checks.shapes) {
    if ((role === 'abort') !== (request.abort !== undefined))
      throw new TypeError(
        `Request shape "${name}" has the role "${role}" but its client ${request.abort ? 'hangs up' : 'stays'}: only those of role "abort" hang up, all of them`,
      );
    if (expect?.cut && (expect.json !== undefined || expect.headers !== undefined))
      throw new TypeError(
        `Request shape "${name}" expects a cut answer with JSON or headers: of an answer that breaks off only status and "text" can be compared`,
      );
    if (role !== 'abort' && expect === undefined) throw new TypeError(`Request shape "${name}" expects nothing: say which status and body the service owes`);
  }
  return checks;
}
