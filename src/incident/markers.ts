import type { EveningEvent } from '../content/incident/evening-record.ts';

export type MarkerKind = 'deploy' | 'page' | 'restart' | 'raise' | 'oom' | 'rollback';

/** A moment that is drawn as a thin vertical with a word. */
export interface Marker {
  readonly kind: MarkerKind;
  readonly minute: number;
  /** Words of neighbours stand in different rows. */
  readonly row: 0 | 1 | 2;
  /** The word stands left of its line, where the picture ends. */
  readonly isLate: boolean;
}

const KINDS: readonly string[] = ['deploy', 'page', 'restart', 'raise', 'oom', 'rollback'] satisfies MarkerKind[];
/** Closer than this, as a share of the evening, words would lie on each other. */
const CLOSE = 0.16;

export function markersOf(events: readonly EveningEvent[], minutes: number): Marker[] {
  const markers: Marker[] = [];
  for (const { kind, at } of events.filter((event) => KINDS.includes(event.kind))) {
    const minute = at / 60;
    const before = markers.at(-1);
    const isClose = before !== undefined && minute - before.minute < CLOSE * minutes;
    markers.push({ kind: kind as MarkerKind, minute, row: isClose ? nextRow(before.row) : 0, isLate: minute > 0.7 * minutes });
  }
  return markers;
}

function nextRow(row: Marker['row']): Marker['row'] {
  return row === 0 ? 1 : row === 1 ? 2 : 0;
}
