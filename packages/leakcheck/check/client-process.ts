// A process that sends requests: where the server runs in the test's own process, its clients must not be on the same heap.
import type { LeakRequest } from './request.ts';
import { type SendOptions, sendAll } from './send.ts';

/** What the client's process is asked, batch by batch. */
export interface Order {
  readonly requests: readonly LeakRequest[];
  readonly options: SendOptions;
}

process.on('message', async ({ requests, options }: Order) => {
  // Whoever asked may be gone by the time it is answered: a test that ran out of time.
  process.send?.(await sendAll(requests, options), undefined, undefined, () => undefined);
});
process.on('disconnect', () => process.exit());
