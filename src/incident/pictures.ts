import type { EveningRecord } from '../content/incident/evening-record.ts';
import type { IncidentStrings } from '../i18n/incident.ts';
import { niceTop, type Values } from './paths.ts';

export const PICTURES = ['descriptors', 'heap', 'pool', 'latency', 'answers', 'resources', 'errors'] as const;
export type PictureId = (typeof PICTURES)[number];

export interface PictureLine {
  readonly name: string;
  readonly color: string;
  readonly values: Values;
}

/** A limit that held from one minute to another. */
export interface LimitSpan {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

export interface Picture {
  readonly id: PictureId;
  readonly lines: readonly PictureLine[];
  /** Lines are drawn on each other as areas. */
  readonly isStacked: boolean;
  readonly top: number;
  readonly limits: readonly LimitSpan[];
  readonly digits: number;
}

/** Everything that the player draws, from what was measured. */
export function picturesOf(record: EveningRecord, names: IncidentStrings['lines']): Picture[] {
  const { columns } = record;
  const perSecond = (values: Values): number[] => values.map((value) => (value ?? 0) / 60);
  const line = (name: string, color: string, values: Values): PictureLine => ({ name, color: `var(--uh-${color})`, values });
  const mb = columns.heapKb.map((value) => (value === null ? null : value / 1024));
  return [
    picture('descriptors', [line(names.descriptors, 'kind-fd', columns.descriptors)], { limits: limitSpans(record, 'openFiles') }),
    picture('heap', [line(names.heap, 'heap', mb)], { digits: 1, limits: [{ from: 0, to: mb.length, value: record.memoryMb }] }),
    picture('pool', [line(names.inUse, 'kind-lease', columns.poolInUse), line(names.waiting, 'kind-operation', columns.poolWaiting)], {
      limits: limitSpans(record, 'poolMax'),
    }),
    picture('latency', [line('p50', 'kind-socket', columns.p50), line('p99', 'status-server', columns.p99)], {}),
    picture(
      'answers',
      [
        line('2xx', 'status-ok', perSecond(columns.ok)),
        line('4xx', 'status-client', perSecond(columns.client)),
        line('5xx', 'status-server', perSecond(columns.server)),
        line(names.none, 'status-none', perSecond(columns.none)),
      ],
      { digits: 1, isStacked: true },
    ),
    picture('resources', [line(names.resources, 'kind-timer', columns.resources)], { least: 50 }),
    picture('errors', [line(names.errors, 'kind-permit', columns.errors)], { least: 50 }),
  ];
}

interface PictureOptions {
  readonly limits?: readonly LimitSpan[];
  readonly digits?: number;
  readonly isStacked?: boolean;
  /** The scale reaches at least here: a flat line must look flat. */
  readonly least?: number;
}

function picture(id: PictureId, lines: readonly PictureLine[], { limits = [], digits = 0, isStacked = false, least = 0 }: PictureOptions): Picture {
  const heights = isStacked
    ? (lines[0]?.values ?? []).map((_, at) => lines.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))
    : lines.flatMap(({ values }) => values.map((value) => value ?? 0));
  // A limit that is many times what was reached would press the line to the ground: it is named instead.
  const highest = Math.max(least, ...heights);
  const near = limits.map(({ value }) => value).filter((value) => value <= highest * 2);
  return { id, lines, isStacked, digits, limits, top: niceTop(Math.max(highest, ...near) * 1.02) };
}

function limitSpans({ events, columns, ...record }: EveningRecord, name: 'openFiles' | 'poolMax'): LimitSpan[] {
  const spans = [{ from: 0, value: record[name] }];
  for (const event of events) {
    if (event.kind === 'raise') spans.push({ from: event.at / 60, value: event[name] });
    if (event.kind === 'rollback') spans.push({ from: event.at / 60, value: record[name] });
  }
  return spans.map(({ from, value }, at) => ({ from, to: spans[at + 1]?.from ?? columns.ok.length, value }));
}
