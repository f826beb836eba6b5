import { useRef } from 'preact/hooks';
import { keepSetting, readSetting } from './kept-setting.ts';

const KEY = 'unhandled:lower-height';
const MIN = 20;
const MAX = 75;
const STEP = 4;

function saved(): number {
  const value = Number(readSetting(KEY));
  return value >= MIN && value <= MAX ? value : 46;
}

/** Between code and panels: pointer and arrow keys move it, the browser remembers it. */
export function Splitter({ label }: { label: string }) {
  const bar = useRef<HTMLDivElement>(null);
  function set(percent: number, keep: boolean) {
    const value = Math.round(Math.min(MAX, Math.max(MIN, percent)));
    bar.current?.setAttribute('aria-valuenow', String(value));
    bar.current?.parentElement?.style.setProperty('--uh-lower', `${value}%`);
    if (keep) keepSetting(KEY, String(value));
  }
  function onKeyDown(event: KeyboardEvent) {
    const now = Number(bar.current?.getAttribute('aria-valuenow'));
    const next = { ArrowUp: now + STEP, ArrowDown: now - STEP, Home: MAX, End: MIN }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next, true);
  }
  function onPointerMove(event: PointerEvent) {
    const element = bar.current;
    const box = element?.parentElement?.getBoundingClientRect();
    if (!element?.hasPointerCapture(event.pointerId) || box === undefined) return;
    set(((box.bottom - event.clientY) / box.height) * 100, false);
  }
  return (
    <div
      class="uh-splitter"
      ref={(element) => {
        bar.current = element;
        if (element) set(saved(), false);
      }}
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuemin={MIN}
      aria-valuemax={MAX}
      aria-valuenow={saved()}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => bar.current?.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => set(Number(bar.current?.getAttribute('aria-valuenow')), true)}
    />
  );
}
