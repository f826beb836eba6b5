import type { RequestSpec, ResponseRecord, SendOptions } from '../src/sandbox.ts';
import { openLane, sendRequest } from './node-requests.ts';
import { WALL_CLOCK } from './request-clock.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
/** A request that nobody answered in its full time is not waited for as long when it is sent again. */
const HOPELESS_MS = 15;
/** ... and the first time no longer than this: no lab's service has a longer timeout of its own for an answer. */
const LONGEST_MS = 3_000;

/** Sends requests over loopback, `concurrency` at a time. @param hopeless of this server: requests that got no answer before */
export async function sendRequests(
  port: number,
  requests: readonly RequestSpec[],
  { concurrency = 1, timeoutMs = DEFAULT_TIMEOUT_MS, signal }: SendOptions,
  hopeless: Set<string>,
): Promise<ResponseRecord[]> {
  const records: (ResponseRecord | undefined)[] = new Array(requests.length);
  let next = 0;
  const runLane = async () => {
    const lane = openLane();
    while (next < requests.length && !signal?.aborted) {
      const index = next++;
      const spec = requests[index] as RequestSpec;
      const key = JSON.stringify(spec);
      const patience = hopeless.has(key) ? HOPELESS_MS : Math.min(timeoutMs, LONGEST_MS);
      const record = await sendRequest(lane, port, spec, patience, WALL_CLOCK);
      if (record.kind === 'timeout') hopeless.add(key);
      records[index] = record;
    }
    lane.destroy();
  };
  await Promise.all(Array.from({ length: concurrency }, runLane));
  return Array.from(records, (record) => record ?? { kind: 'timeout', ms: timeoutMs });
}
