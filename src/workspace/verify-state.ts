import type { CheckResult, Verdict } from '@unhandled/lab';
import type { Report } from './protocol.ts';

export type VerifyState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly step: number; readonly of: number; readonly results: readonly CheckResult[] }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'done'; readonly verdict: Verdict; readonly files: string };

/** @param files what is being verified, so that a later edit shows that the verdict is not about it. */
export function afterReport(state: VerifyState, report: Report, files: string): VerifyState {
  if (report.kind === 'verify-cancelled') return { kind: 'cancelled' };
  if (report.kind === 'verdict') return { kind: 'done', verdict: report.verdict, files };
  if (report.kind !== 'verify-event' || state.kind !== 'running') return state;
  const { event } = report;
  if (event.kind === 'phase') return { ...state, step: event.step, of: event.of };
  return event.kind === 'check' ? { ...state, results: [...state.results, event.result] } : state;
}
