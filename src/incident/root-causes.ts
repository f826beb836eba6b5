import type { EveningEvent, EveningRecord } from '../content/incident/evening-record.ts';
import type { IncidentStrings } from '../i18n/incident.ts';
import type { PictureId } from './pictures.ts';

export type CauseId = keyof IncidentStrings['question']['answers'];

/** A lesson as the page knows it; without an address it is planned. */
export interface LessonLink {
  readonly number: string;
  readonly title: string;
  readonly href?: string;
}

export interface Cause {
  readonly id: CauseId;
  readonly isTrue: boolean;
  /** The curve that supports or refutes it, and when to look. */
  readonly picture: PictureId;
  readonly at: { readonly event: EveningEvent['kind']; readonly plus: number };
  /** Where it is taught. */
  readonly lessons: readonly string[];
}

export const CAUSES: readonly Cause[] = [
  { id: 'traffic', isTrue: false, picture: 'answers', at: { event: 'refused', plus: 0 }, lessons: [] },
  { id: 'database', isTrue: false, picture: 'pool', at: { event: 'oom', plus: -2 }, lessons: ['three-leaks'] },
  { id: 'unreleased', isTrue: true, picture: 'descriptors', at: { event: 'refused', plus: -1 }, lessons: ['the-pager', 'three-leaks'] },
  { id: 'koa', isTrue: false, picture: 'heap', at: { event: 'rollback', plus: 8 }, lessons: ['error-values'] },
  { id: 'ulimit', isTrue: false, picture: 'descriptors', at: { event: 'oom', plus: -2 }, lessons: ['the-pager'] },
  { id: 'masked', isTrue: true, picture: 'errors', at: { event: 'oom', plus: -2 }, lessons: ['ignored-and-masked', 'blind-gauges'] },
];

export function minuteOf(record: EveningRecord, { at: { event, plus } }: Cause): number {
  return Math.ceil((record.events.find(({ kind }) => kind === event)?.at ?? 0) / 60) + plus;
}
