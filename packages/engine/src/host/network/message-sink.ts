import { endClient, resetClient } from './client-end.ts';
import type { Connection } from './connection.ts';
import type { ByteSink } from './inbound-queue.ts';
import type { Network } from './network.ts';
import { RawHttpServer } from './raw-http-server.ts';

/** Takes what a server of messages sends past them. */
export function createMessageSink(network: Network, connection: Connection): ByteSink {
  return {
    push(bytes) {
      // A server that answers in its own words: from here on its bytes are read as the response.
      const bridge = new RawHttpServer(network, connection);
      const [exchange] = connection.exchanges.values();
      if (exchange) bridge.expect(exchange);
      connection.toClient = bridge;
      return bridge.push(bytes);
    },
    end: () => endClient(connection),
    reset: () => resetClient(connection),
  };
}
