import type { LiveReading, PoolReading } from '../protocol.ts';

/** One line of a chart. */
export interface Line {
  readonly name: string;
  /** A CSS colour; `var(--…)` is resolved when drawn. */
  readonly color: string;
  /** The run before the last change, drawn thin. */
  readonly ghost: boolean;
  readonly values: readonly (number | null)[];
}

export interface Series {
  readonly seconds: readonly number[];
  readonly lines: readonly Line[];
}

/** Kinds that servers nearly always have one of tell nothing as a line of their own. */
const ALWAYS = ['fd', 'socket'] as const;

/** Open handles by kind over time, and the total of the run before as a ghost. */
export function handleSeries(readings: readonly LiveReading[], ghost: readonly LiveReading[], ghostName: string): Series {
  const seen = new Set(readings.flatMap(({ handles }) => Object.keys(handles)));
  const kinds = [...new Set<string>([...ALWAYS, ...seen])].filter((kind) => kind !== 'server');
  const lines = kinds.map(
    (kind): Line => ({ name: kind, color: `var(--uh-kind-${kind})`, ghost: false, values: readings.map(({ handles }) => handles[kind] ?? 0) }),
  );
  return withGhost(readings, lines, ghost, ghostName, (reading) => reading.handles['fd'] ?? 0);
}

const MB = 2 ** 20;

export function heapSeries(readings: readonly LiveReading[], ghost: readonly LiveReading[], ghostName: string): Series {
  const value = (reading: LiveReading) => reading.heapBytes / MB;
  const lines: Line[] = [{ name: 'heap', color: 'var(--uh-heap)', ghost: false, values: readings.map(value) }];
  return withGhost(readings, lines, ghost, ghostName, value);
}

/** Statuses as the reader groups them; 0 is no answer. */
const CLASSES: readonly (readonly [name: string, color: string, has: (status: number) => boolean])[] = [
  ['2xx', 'var(--uh-status-ok)', (status) => status >= 200 && status < 400],
  ['4xx', 'var(--uh-status-client)', (status) => status >= 400 && status < 500],
  ['5xx', 'var(--uh-status-server)', (status) => status >= 500],
  ['–', 'var(--uh-status-none)', (status) => status === 0],
];

/** Answers a second by status, over the time since the sample before. */
export function statusSeries(readings: readonly LiveReading[]): Series {
  const lines = CLASSES.map(([name, color, has]): Line => {
    const totals = readings.map(({ answers }) => Object.entries(answers).reduce((sum, [status, count]) => (has(Number(status)) ? sum + count : sum), 0));
    const values = readings.map((reading, at) => {
      const before = Math.max(0, at - WINDOW);
      const seconds = (reading.atMs - (readings[before]?.atMs ?? 0)) / 1000;
      return seconds <= 0 ? 0 : ((totals[at] ?? 0) - (totals[before] ?? 0)) / seconds;
    });
    return { name, color, ghost: false, values };
  });
  // What never came up says nothing.
  return { seconds: readings.map(({ atMs }) => atMs / 1000), lines: lines.filter(({ name, values }) => name === '2xx' || values.some((value) => value !== 0)) };
}

/** Samples that a rate is taken over: a second. */
const WINDOW = 4;

/** Connections on loan and callers that wait, beside what the database itself counts. */
export function poolSeries(readings: readonly LiveReading[], ghost: readonly LiveReading[], ghostName: string, names: PoolNames): Series {
  const lines = POOL.map(([key, color]): Line => ({ name: names[key], color, ghost: false, values: readings.map(({ pool }) => pool?.[key] ?? null) }));
  return withGhost(readings, lines, ghost, ghostName, ({ pool }) => pool?.inUse ?? 0);
}

export type PoolNames = Readonly<Record<keyof PoolReading, string>>;
const POOL: readonly (readonly [keyof PoolReading, string])[] = [
  ['inUse', 'var(--uh-kind-lease)'],
  ['waiting', 'var(--uh-kind-operation)'],
  ['sessions', 'var(--uh-kind-socket)'],
  ['inTransaction', 'var(--uh-kind-timer)'],
];

/** Half of the answers, and all but one in a hundred, came within so many ms. */
export function latencySeries(readings: readonly LiveReading[]): Series {
  const line = (name: 'p50' | 'p99', color: string): Line => ({ name, color, ghost: false, values: readings.map(({ latency }) => latency?.[name] ?? null) });
  return { seconds: readings.map(({ atMs }) => atMs / 1000), lines: [line('p50', 'var(--uh-heap)'), line('p99', 'var(--uh-status-server)')] };
}

/** Puts both runs on one time axis. Where only one of them has a reading the other has none. */
function withGhost(
  readings: readonly LiveReading[],
  lines: readonly Line[],
  ghost: readonly LiveReading[],
  ghostName: string,
  value: (reading: LiveReading) => number,
): Series {
  if (ghost.length === 0) return { seconds: readings.map(({ atMs }) => atMs / 1000), lines };
  const times = [...new Set([...readings, ...ghost].map(({ atMs }) => atMs))].sort((a, b) => a - b);
  const own = new Map(readings.map((reading, index) => [reading.atMs, index]));
  const old = new Map(ghost.map((reading) => [reading.atMs, value(reading)]));
  return {
    seconds: times.map((atMs) => atMs / 1000),
    lines: [
      { name: ghostName, color: 'var(--uh-ghost)', ghost: true, values: times.map((atMs) => old.get(atMs) ?? null) },
      ...lines.map((line) => ({ ...line, values: times.map((atMs) => line.values[own.get(atMs) ?? -1] ?? null) })),
    ],
  };
}
