import type { EveningEvent, EveningRecord } from '../content/incident/evening-record.ts';
import { clockAt } from './evening-clock.ts';

/** What the explanations quote, read off the record. */
export type Facts = Readonly<Record<FactName, string>>;
type FactName =
  | 'deploy'
  | 'page'
  | 'oom'
  | 'rollback'
  | 'openFiles'
  | 'poolMax'
  | 'raisedFiles'
  | 'slope'
  | 'slopeAfter'
  | 'heapSlope'
  | 'leases'
  | 'badRequests'
  | 'resourcesFirst'
  | 'resourcesLast';

export function factsOf(record: EveningRecord): Facts {
  const { columns, events, startsAt } = record;
  const minuteOf = (kind: EveningEvent['kind']): number => (events.find((event) => event.kind === kind)?.at ?? 0) / 60;
  const clock = (kind: EveningEvent['kind']): string => clockAt(startsAt, minuteOf(kind));
  const raised = events.find((event) => event.kind === 'raise');
  const perMinute = (values: readonly (number | null)[], from: number, to: number): number =>
    ((values[Math.floor(to) - 1] ?? 0) - (values[Math.ceil(from) - 1] ?? 0)) / (Math.floor(to) - Math.ceil(from));
  // A minute's distance on both sides: the slope is that of the climb alone.
  const [climbFrom, climbTo] = [minuteOf('deploy') + 2, minuteOf('refused') - 2];
  const [laterFrom, laterTo] = [minuteOf('raise') + 2, minuteOf('oom') - 2];
  return {
    deploy: clock('deploy'),
    page: clock('page'),
    oom: clock('oom'),
    rollback: clock('rollback'),
    openFiles: thousands(record.openFiles),
    poolMax: String(record.poolMax),
    raisedFiles: thousands(raised?.kind === 'raise' ? raised.openFiles : 0),
    slope: perMinute(columns.descriptors, climbFrom, climbTo).toFixed(1),
    slopeAfter: perMinute(columns.descriptors, laterFrom, laterTo).toFixed(1),
    heapSlope: (perMinute(columns.heapKb, climbFrom, climbTo) / 1024).toFixed(2),
    leases: String(columns.poolInUse[Math.floor(laterTo)] ?? 0),
    // Lost connections are descriptors, too: rounded down, what is left are files.
    badRequests: thousands(Math.floor((columns.descriptors[Math.floor(climbTo)] ?? 0) / 100 - 0.5) * 100),
    resourcesFirst: String(columns.resources[Math.floor(climbFrom)] ?? 0),
    resourcesLast: String(columns.resources[Math.floor(climbTo)] ?? 0),
  };
}

export function thousands(value: number): string {
  return value.toLocaleString('en');
}
