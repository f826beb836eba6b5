/** At the latest, ms. */
const WITHIN_MS = 3000;

/** Resolves when the page has nothing to do that the reader waits for. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle callback.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: WITHIN_MS });
    else setTimeout(resolve, WITHIN_MS / 2);
  });
}
