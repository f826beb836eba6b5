import { useEffect, useRef } from 'preact/hooks';
import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import type { Session } from '../session.ts';
import { createChart } from './chart.ts';
import { handleSeries, heapSeries } from './series.ts';
import 'uplot/dist/uPlot.min.css';

/** The two charts that are always there while a server runs: what is open, and what is retained. */
export function Charts({ session, strings }: { session: Session; strings: WorkspaceStrings }) {
  const { limits } = session.lab.manifest;
  return (
    <>
      <Chart
        session={session}
        strings={strings}
        title={strings.charts.handles}
        kind="handles"
        limit={limits.openFiles}
        limitText={fill(strings.charts.limit, { count: limits.openFiles })}
      />
      <Chart
        session={session}
        strings={strings}
        title={strings.charts.heap}
        kind="heap"
        limit={limits.memoryBytes / 2 ** 20}
        limitText={fill(strings.charts.limit, { count: `${limits.memoryBytes / 2 ** 20} MB` })}
      />
      <Answers session={session} strings={strings} />
      <ReadingsTable session={session} strings={strings} />
    </>
  );
}

interface ChartProps {
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly title: string;
  readonly kind: 'handles' | 'heap';
  readonly limit: number;
  readonly limitText: string;
}

function Chart({ session, strings, title, kind, limit, limitText }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const readings = session.readings.value;
  const series =
    kind === 'handles' ? handleSeries(readings, session.ghost.value, strings.charts.before) : heapSeries(readings, session.ghost.value, strings.charts.before);
  const chart = useRef<ReturnType<typeof createChart> | undefined>(undefined);

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const created = createChart(element, { unit: kind === 'heap' ? 'MB' : '', limit, limitText });
    chart.current = created;
    return () => {
      created.destroy();
      chart.current = undefined;
    };
  }, [kind, limit, limitText]);

  useEffect(() => {
    chart.current?.draw(
      series,
      session.markers.value.map(({ atMs, kind: marker }) => ({ seconds: atMs / 1000, text: strings.markers[marker] })),
    );
  });

  const last = series.lines
    .filter((line) => !line.ghost)
    .map((line) => `${line.name} ${line.values.findLast((value) => value !== null) ?? 0}`)
    .join(', ');
  return (
    <div class="uh-chart" aria-label={`${title}: ${last || strings.charts.empty}`} role="img">
      <div class="uh-caption" aria-hidden="true">
        <span>{title}</span>
        <span class="uh-legend">
          {series.lines.map((line) => (
            <span key={line.name} class="uh-number">
              <i style={{ background: line.color, opacity: line.ghost ? 0.7 : 1 }} /> {line.name}
              {line.ghost
                ? ''
                : ` ${format(
                    line.values.findLast((value) => value !== null),
                    kind,
                  )}`}
            </span>
          ))}
        </span>
      </div>
      <div class="uh-plot" ref={holder} />
      {readings.length === 0 && (
        <p class="uh-chart-empty" aria-hidden="true">
          {strings.charts.empty}
        </p>
      )}
    </div>
  );
}

function format(value: number | null | undefined, kind: 'handles' | 'heap'): string {
  if (value === null || value === undefined) return '';
  return kind === 'heap' ? `${value.toFixed(2)} MB` : String(value);
}

/** How requests were answered, in figures: a green wall of 200 beside a climbing line is the story. */
function Answers({ session, strings }: { session: Session; strings: WorkspaceStrings }) {
  const answers = Object.entries(session.readings.value.at(-1)?.answers ?? {});
  return (
    <p class="uh-answers uh-number">
      {strings.charts.answers}
      {answers.length === 0
        ? ' 0'
        : answers.map(([status, count]) => (
            <span key={status}>
              {' '}
              <b>{status === '0' ? strings.charts.noAnswer : status}</b> ×{count}
            </span>
          ))}
    </p>
  );
}

const ROWS = 12;

/** The charts as a table, for those who cannot see them: evenly picked readings. */
function ReadingsTable({ session, strings }: { session: Session; strings: WorkspaceStrings }) {
  const readings = session.readings.value;
  const step = Math.max(1, Math.ceil(readings.length / ROWS));
  const rows = readings.filter((_, index) => index % step === 0 || index === readings.length - 1);
  const kinds = [...new Set(['fd', 'socket', ...readings.flatMap(({ handles }) => Object.keys(handles))])];
  return (
    <details class="uh-proof">
      <summary>{strings.charts.asTable}</summary>
      <table class="uh-table" aria-label={strings.panels.charts}>
        <thead>
          <tr>
            <th scope="col" class="uh-number">
              {strings.charts.seconds}
            </th>
            {kinds.map((kind) => (
              <th key={kind} scope="col" class="uh-number">
                {kind}
              </th>
            ))}
            <th scope="col" class="uh-number">
              {strings.checks.heapBytes}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.atMs}>
              <th scope="row" class="uh-number">
                {(row.atMs / 1000).toFixed(1)}
              </th>
              {kinds.map((kind) => (
                <td key={kind} class="uh-number">
                  {row.handles[kind] ?? 0}
                </td>
              ))}
              <td class="uh-number">{row.heapBytes.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
