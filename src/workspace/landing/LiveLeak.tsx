import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../i18n/locale.ts';
import { fill, type WorkspaceStrings, workspaceStrings } from '../../i18n/workspace.ts';
import type { LeakReport } from './leak-run.ts';
import './live-leak.css';

interface LiveLeakProps {
  readonly locale: Locale;
  /** The still picture: what readers without JavaScript or with reduced motion see. */
  readonly children?: ComponentChildren;
}

type Point = { readonly requests: number; readonly open: number };
type State =
  | { readonly kind: 'still' }
  | { readonly kind: 'running'; readonly points: readonly Point[] }
  | { readonly kind: 'failed'; readonly message: string };

/** It has told its story by then; a tab that is left open should not work for ever. */
const MAX_REQUESTS = 600;
/** Both axes end here until the line needs more room: it climbs, then steps back. */
const SCALES = [100, 200, 400, 800];

/** The leak, live: the real service in a worker, its open descriptors drawn as they climb. Runs only while it is seen. */
export function LiveLeak({ locale, children }: LiveLeakProps) {
  const strings = workspaceStrings(locale).live;
  const root = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<State>({ kind: 'still' });
  const [wanted, setWanted] = useState(false);
  const [seen, setSeen] = useState(false);

  useEffect(() => setWanted(!matchMedia('(prefers-reduced-motion: reduce)').matches && !savesData()), []);
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    let inView = false;
    const update = () => setSeen(inView && !document.hidden);
    const observer = new IntersectionObserver(
      ([entry]) => {
        inView = entry?.isIntersecting ?? false;
        update();
      },
      { threshold: 0.2 },
    );
    observer.observe(element);
    document.addEventListener('visibilitychange', update);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', update);
    };
  }, []);

  useEffect(() => {
    if (!wanted || !seen) return;
    const worker = new Worker(new URL('./leak-run.ts', import.meta.url), { type: 'module', name: 'live-leak' });
    worker.addEventListener('message', ({ data }: MessageEvent<LeakReport>) => {
      if (data.kind === 'failed') setState({ kind: 'failed', message: data.message });
      else {
        setState((before) => ({ kind: 'running', points: before.kind === 'running' && data.requests > 0 ? [...before.points, data] : [data] }));
        if (data.requests >= MAX_REQUESTS) worker.terminate();
      }
    });
    return () => worker.terminate();
  }, [wanted, seen]);

  return (
    <div class="uh-live" ref={root}>
      <div class="uh-live-frame">{state.kind === 'running' ? <Picture points={state.points} strings={strings} /> : children}</div>
      <p class="uh-live-line">
        <span class="uh-number">
          {state.kind === 'running'
            ? countText(state.points, strings.count)
            : state.kind === 'failed'
              ? fill(strings.failed, { message: state.message })
              : strings.caption}
        </span>
        <button type="button" class="uh-button uh-live-button" onClick={() => setWanted(!wanted)}>
          {wanted ? strings.stop : strings.start}
        </button>
      </p>
    </div>
  );
}

function countText(points: readonly Point[], text: string): string {
  const last = points.at(-1);
  return fill(text, { count: last?.open ?? 0, requests: last?.requests ?? 0 });
}

/** Drawn in the clothes of the still picture (src/styles/leak-picture.css), which the page brings along. */
function Picture({ points, strings }: { points: readonly Point[]; strings: WorkspaceStrings['live'] }) {
  const last = points.at(-1) ?? { requests: 0, open: 0 };
  const top = SCALES.find((scale) => Math.max(last.requests, last.open) <= scale) ?? Math.max(last.requests, last.open);
  const ticks = [0, top / 4, top / 2, (top * 3) / 4, top];
  const climb = points.map(({ requests, open }, index) => `${index === 0 ? 'M' : 'L'}${requests} ${top - open}`).join('');
  return (
    <figure class="leak-picture">
      <div class="leak-head">
        <span class="leak-title">{strings.title}</span>
        <span class="leak-now">
          <b class="uh-number">{last.open}</b> {strings.unit}
        </span>
      </div>
      <div class="leak-chart" role="img" aria-label={strings.label}>
        <div class="leak-scale" aria-hidden="true">
          {ticks.map((tick) => (
            <span key={tick} class="uh-number" style={`top:${100 - (tick / top) * 100}%`}>
              {tick}
            </span>
          ))}
        </div>
        <div class="leak-plot" aria-hidden="true">
          <svg viewBox={`0 0 ${top} ${top}`} preserveAspectRatio="none" focusable="false" aria-hidden="true">
            {ticks.map((tick) => (
              <path key={tick} class="leak-grid" d={`M0 ${top - tick}h${top}`} />
            ))}
            <path class="leak-area" d={`${climb}V${top}H0Z`} />
            <path class="leak-climb" d={climb} />
          </svg>
        </div>
        <div class="leak-requests uh-number" aria-hidden="true">
          <span>0</span>
          <span>{strings.requests}</span>
          <span>{top}</span>
        </div>
      </div>
    </figure>
  );
}

/** Readers who asked their browser to save data do not get 2 MB of engine unasked. */
function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}
