import { useEffect, useRef, useState } from 'preact/hooks';
import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import type { LiveReading } from '../protocol.ts';
import { saveFile } from '../save-file.ts';
import type { Session } from '../session.ts';
import { createChart, type LiveChart } from './chart.ts';
import { toCsv, toPicture } from './export-charts.ts';
import { handleSeries, heapSeries, latencySeries, poolSeries, type Series, statusSeries } from './series.ts';
import 'uplot/dist/uPlot.min.css';

type View = 'leak' | 'traffic' | 'pool';
type ChartKind = 'handles' | 'heap' | 'statuses' | 'latency' | 'pool';
const SHOWN: Readonly<Record<View, readonly ChartKind[]>> = { leak: ['handles', 'heap'], traffic: ['statuses', 'latency'], pool: ['pool', 'latency'] };
const UNITS: Readonly<Record<ChartKind, string>> = { handles: '', heap: 'MB', statuses: '/s', latency: 'ms', pool: '' };

/** Two charts at a time: what is open and what is retained, or how requests are answered. */
export function Charts({ session, strings }: { session: Session; strings: WorkspaceStrings }) {
  const [view, setView] = useState<View>('leak');
  const [paused, setPaused] = useState<readonly LiveReading[] | undefined>();
  const readings = paused ?? session.readings.value;
  const text = strings.charts;
  const views: readonly View[] = session.lab.manifest.services?.postgres === undefined ? ['leak', 'traffic'] : ['leak', 'traffic', 'pool'];

  function savePicture() {
    const charts = SHOWN[view].flatMap((kind) => {
      const canvas = session.pictures.get(text[kind])?.();
      return canvas === undefined ? [] : [{ title: text[kind], canvas }];
    });
    toPicture(charts, getComputedStyle(document.documentElement)).then(
      (picture) => saveFile(`${session.lab.slug}-${view}.png`, picture),
      (error: unknown) => reportError(error),
    );
  }

  return (
    <>
      <div class="uh-panel-bar uh-charts-bar">
        <fieldset class="uh-segments" aria-label={text.view}>
          {views.map((each) => (
            <button key={each} type="button" aria-pressed={view === each} onClick={() => setView(each)}>
              {each === 'pool' ? text.poolView : text[each]}
            </button>
          ))}
        </fieldset>
        <span class="uh-toolbar-end">
          <button
            type="button"
            class="uh-button uh-button-small"
            aria-pressed={paused !== undefined}
            onClick={() => setPaused(paused ? undefined : session.readings.value)}
          >
            {paused ? text.resume : text.pause}
          </button>
          <button
            type="button"
            class="uh-button uh-button-small"
            title={text.csvTitle}
            disabled={readings.length === 0}
            onClick={() => saveFile(`${session.lab.slug}.csv`, new Blob([toCsv(readings)], { type: 'text/csv' }))}
          >
            {text.csv}
          </button>
          <button type="button" class="uh-button uh-button-small" title={text.pngTitle} disabled={readings.length === 0} onClick={savePicture}>
            {text.png}
          </button>
        </span>
      </div>
      {SHOWN[view].map((kind) => (
        <Chart
          key={kind}
          session={session}
          strings={strings}
          kind={kind}
          readings={readings}
          onCreated={(chart) => {
            if (chart === undefined) session.pictures.delete(text[kind]);
            else session.pictures.set(text[kind], chart.canvas);
          }}
        />
      ))}
      <Answers session={session} strings={strings} />
      <ReadingsTable session={session} strings={strings} />
    </>
  );
}

interface ChartProps {
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly kind: ChartKind;
  readonly readings: readonly LiveReading[];
  readonly onCreated: (chart: LiveChart | undefined) => void;
}

function seriesOf(kind: ChartKind, readings: readonly LiveReading[], ghost: readonly LiveReading[], { before, poolLines }: WorkspaceStrings['charts']): Series {
  if (kind === 'pool') return poolSeries(readings, ghost, before, poolLines);
  if (kind === 'handles') return handleSeries(readings, ghost, before);
  if (kind === 'heap') return heapSeries(readings, ghost, before);
  return kind === 'statuses' ? statusSeries(readings) : latencySeries(readings);
}

function Chart({ session, strings, kind, readings, onCreated }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const title = strings.charts[kind];
  const { openFiles, memoryBytes } = session.lab.manifest.limits;
  const series = seriesOf(kind, readings, session.ghost.value, strings.charts);
  const chart = useRef<LiveChart | undefined>(undefined);

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const limits: Partial<Record<ChartKind, { value: number; text: string }>> = {
      handles: { value: openFiles, text: fill(strings.charts.limit, { count: openFiles }) },
      heap: { value: memoryBytes / MB, text: fill(strings.charts.limit, { count: `${memoryBytes / MB} MB` }) },
    };
    const limit = limits[kind];
    const created = createChart(element, { unit: UNITS[kind], syncKey: 'desk', ...(limit && { limit }) });
    chart.current = created;
    onCreated(created);
    return () => {
      onCreated(undefined);
      created.destroy();
      chart.current = undefined;
    };
  }, [kind, openFiles, memoryBytes]);

  useEffect(() => {
    chart.current?.draw(
      series,
      session.markers.value.map(({ atMs, kind: marker }) => ({ seconds: atMs / 1000, text: strings.markers[marker] })),
    );
  });

  const last = series.lines
    .filter((line) => !line.ghost)
    .map((line) => `${line.name} ${format(line.values.findLast((value) => value !== null) ?? 0, kind)}`)
    .join(', ');
  return (
    <div class="uh-chart" aria-label={`${title}: ${readings.length === 0 ? strings.charts.empty : last}`} role="img" title={strings.charts.zoom}>
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

const MB = 2 ** 20;

function format(value: number | null | undefined, kind: ChartKind): string {
  if (value === null || value === undefined) return '';
  if (kind === 'handles' || kind === 'pool') return String(value);
  return kind === 'heap' ? `${value.toFixed(2)} MB` : `${value.toFixed(1)} ${UNITS[kind]}`;
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
