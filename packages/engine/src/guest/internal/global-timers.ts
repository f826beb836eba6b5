import { clearTimer, setInterval, setTimeout } from './timers.ts';

export { setInterval, setTimeout };

export function clearTimeout(timer?: unknown): void {
  clearTimer(timer);
}

export function clearInterval(timer?: unknown): void {
  clearTimer(timer);
}
