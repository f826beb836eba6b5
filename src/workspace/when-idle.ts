/** The first moment without work is often a breath between two steps of what the reader waits for, ms. */
const FIRST_MS = 700;
/** At the latest after it, ms. */
const WITHIN_MS = 3000;

/** Resolves a while later, when the page has nothing to do that the reader waits for. */
export async function whenIdle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, FIRST_MS));
  // Safari has no idle callback.
  if (typeof requestIdleCallback === 'function') await new Promise((resolve) => requestIdleCallback(resolve, { timeout: WITHIN_MS }));
}
