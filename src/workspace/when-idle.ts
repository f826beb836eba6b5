/** The first moment without work is often a breath between two steps of what the reader waits for, ms. */
const FIRST_MS = 700;
/** At the latest after it, ms. */
const WITHIN_MS = 3000;

/** Resolves a while later, when the page has nothing to do that the reader waits for. */
export async function whenIdle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, FIRST_MS));
  await idleMoment();
}

/** Goes on with work, step by step, for as long as the page has nothing else to do. @returns what the work came to */
export async function stepWhenIdle<T>(work: Iterator<unknown, T>): Promise<T> {
  for (;;) {
    const leftMs = await idleMoment();
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (leftMs() > 0);
  }
}

/** @returns what tells how long the moment lasts yet, ms */
function idleMoment(): Promise<() => number> {
  return new Promise((resolve) => {
    // Safari has no idle callback.
    if (typeof requestIdleCallback === 'function') requestIdleCallback((deadline) => resolve(() => deadline.timeRemaining()), { timeout: WITHIN_MS });
    else setTimeout(() => resolve(() => 0));
  });
}
