import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../i18n/locale.ts';
import { fill, workspaceStrings } from '../../i18n/workspace.ts';
import type { LeakReport } from './leak-run.ts';
import './live-leak.css';

interface LiveLeakProps {
  readonly locale: Locale;
  /** The still picture: what readers without JavaScript or with reduced motion see. */
  readonly children?: ComponentChildren;
}

type Point = { readonly requests: number; readonly open: number };
type State = { readonly kind: 'still' } | { readonly kind: 'running'; readonly points: readonly Point[] } | { readonly kind: 'failed'; readonly message: string };

/** It has told its story by then; a tab that is left open should not work for ever. */
const MAX_REQUESTS = 600;
const WIDTH = 560;
const HEIGHT = 260;
const PAD = { left: 40, right: 14, top: 14, bottom: 26 };

/** The leak, live: the real service in a worker, its open descriptors drawn as they climb. Runs only while it is seen. */
export function LiveLeak({ locale, children }: LiveLeakProps) {
  const strings = workspaceStrings(locale).live;
  const root = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<State>({ kind: 'still' });
  const [wanted, setWanted] = useState(false);
  const [seen, setSeen] = useState(false);

  useEffect(() => setWanted(!matchMedia('(prefers-reduced-motion: reduce)').matches), []);
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    let inView = false;
    const update = () => setSeen(inView && !document.hidden);
    const observer = new IntersectionObserver(([entry]) => {
      inView = entry?.isIntersecting ?? false;
      update();
    }, { threshold: 0.2 });
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
      <div class="uh-live-frame">
        {state.kind === 'running' ? <Picture points={state.points} label={strings.label} /> : children}
      </div>
      <p class="uh-live-line">
        <span class="uh-number">{state.kind === 'running' ? countText(state.points, strings.count) : state.kind === 'failed' ? fill(strings.failed, { message: state.message }) : strings.caption}</span>
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

function Picture({ points, label }: { points: readonly Point[]; label: string }) {
  const last = points.at(-1) ?? { requests: 0, open: 0 };
  const xMax = Math.max(60, last.requests);
  const yMax = Math.max(60, Math.ceil((last.open * 1.1) / 20) * 20);
  const x = (requests: number) => PAD.left + (requests / xMax) * (WIDTH - PAD.left - PAD.right);
  const y = (open: number) => HEIGHT - PAD.bottom - (open / yMax) * (HEIGHT - PAD.top - PAD.bottom);
  const path = points.map(({ requests, open }, index) => `${index === 0 ? 'M' : 'L'}${x(requests).toFixed(1)} ${y(open).toFixed(1)}`).join('');
  const ticks = [0, yMax / 2, yMax];
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {ticks.map((value) => (
        <g key={value}>
          <line x1={PAD.left} x2={WIDTH - PAD.right} y1={y(value)} y2={y(value)} stroke="var(--uh-grid)" />
          <text x={PAD.left - 6} y={y(value) + 4} text-anchor="end">{value}</text>
        </g>
      ))}
      <text x={WIDTH - PAD.right} y={HEIGHT - 8} text-anchor="end">{last.requests}</text>
      <path d={path} fill="none" stroke="var(--uh-kind-fd)" stroke-width="2.5" stroke-linejoin="round" />
      <circle cx={x(last.requests)} cy={y(last.open)} r="4" fill="var(--uh-kind-fd)" />
    </svg>
  );
}
