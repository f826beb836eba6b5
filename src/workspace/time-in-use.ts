/** How long a pause may be that still counts: reading, thinking. Longer ones are somebody who left, ms. */
const PAUSE_MS = 120_000;
const TICK_MS = 10_000;
const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/**
 * Counts the time in which the page is seen and used: not in a hidden tab, and not beyond two minutes after the last key or
 * movement of the pointer. Reports it every ten seconds.
 * @param onUse told how much more, ms
 * @returns stops the counting
 */
export function countTimeInUse(onUse: (ms: number) => void): () => void {
  let lastSignAt = performance.now();
  const sign = () => {
    lastSignAt = performance.now();
  };
  const timer = setInterval(() => {
    if (!document.hidden && performance.now() - lastSignAt < PAUSE_MS) onUse(TICK_MS);
  }, TICK_MS);
  for (const name of SIGNS_OF_LIFE) addEventListener(name, sign, { passive: true });
  return () => {
    clearInterval(timer);
    for (const name of SIGNS_OF_LIFE) removeEventListener(name, sign);
  };
}
