import { stat } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { internalBinding } from './node-internals.ts';
import { isUnderWay } from './under-way.ts';

/** A process that is never idle is asked no longer than this, ms of real time. */
const LONGEST_NS = 1_000_000_000n;
/** Turns of the loop without an event after which nothing more is to come by itself. */
const QUIET_TURNS = 2;

const { immediateInfo } = internalBinding<{ immediateInfo: Uint32Array }>('timers');
// Taken before anybody moves the clock or watches files.
const soon = setImmediate;
const hrtime = process.hrtime.bigint;
const { nodeTiming } = performance as unknown as { nodeTiming: { uvMetricsInfo: { events: number } } };

/** Waits behind everything that the thread pool has to do: it has one thread here (UV_THREADPOOL_SIZE), and a queue. */
const threadPoolDrained = () => new Promise<void>((resolve) => stat('/', () => resolve()));
const turn = () => new Promise<void>((resolve) => soon(resolve));

let asked: Promise<boolean> | undefined;

/**
 * Resolves when the loop has nothing left to do but wait for time or for others; with false when it always has.
 * @param isDue whether a timer waits for its turn
 */
export function whenIdle(isDue: () => boolean): Promise<boolean> {
  // Two that look at once would each take the other's turns for work. A question that arrives is an event, and so begins the look anew.
  asked ??= watchLoop(isDue).finally(() => {
    asked = undefined;
  });
  return asked;
}

async function watchLoop(isDue: () => boolean): Promise<boolean> {
  const startedNs = hrtime();
  for (let quiet = 0; quiet < QUIET_TURNS; ) {
    if (hrtime() - startedNs > LONGEST_NS) return false;
    if (quiet === 0) {
      await threadPoolDrained();
      // Its own event is counted by then.
      await turn();
    }
    const { events } = nodeTiming.uvMetricsInfo;
    await turn();
    // Others' immediates count; the one that asks has been taken off already.
    const isBusy = isDue() || (immediateInfo[0] ?? 0) > 0 || process.getActiveResourcesInfo().some(isUnderWay);
    quiet = isBusy || nodeTiming.uvMetricsInfo.events !== events ? 0 : quiet + 1;
  }
  return true;
}
