// Preloaded beside the agent: tells the parent where the program listens, whatever chose the port.
import diagnosticsChannel from 'node:diagnostics_channel';
import type { Server } from 'node:net';
import { type Reachable, reachableAt } from './reachable.ts';

/** Message: a server of the program listens. */
export interface Listening {
  readonly listening: Reachable;
}

diagnosticsChannel.subscribe('tracing:net.server.listen:asyncEnd', (message) => {
  const listening = reachableAt((message as { server: Server }).server.address());
  if (listening !== undefined) process.send?.({ listening } satisfies Listening, undefined, undefined, () => undefined);
});
// A test that was killed must leave no server behind.
process.once('disconnect', () => process.exit());
