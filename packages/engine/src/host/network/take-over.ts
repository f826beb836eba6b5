import type { Connection } from './connection.ts';
import { InboundQueue } from './inbound-queue.ts';
import type { Network } from './network.ts';
import { RawHttpClient } from './raw-http-client.ts';
import { RawHttpServer } from './raw-http-server.ts';
import { socketReceiver } from './socket-receiver.ts';

/** An HTTP server goes on in bytes (upgrade, CONNECT). Returns what has come already. */
export function takeOver(network: Network, connection: Connection): Uint8Array {
  const { server, client, toServer } = connection;
  const [exchange] = connection.exchanges.values();
  const reads = new InboundQueue(
    socketReceiver(server, () => client?.process.deliver('onSocket', client.handle, 'drain', '')),
    false,
  );
  connection.serverReads = reads;
  connection.serverSpeaks = 'bytes';
  connection.toServer = reads;
  if (toServer instanceof RawHttpClient && connection.clientSpeaks === 'bytes') {
    network.dropExchanges(connection);
    return toServer.release();
  }
  // The client waits for a message: what the server writes now is read as one.
  const bridge = new RawHttpServer(network, connection);
  connection.toClient = bridge;
  if (exchange === undefined) return new Uint8Array();
  const early = exchange.body instanceof InboundQueue ? exchange.body.takeAll() : new Uint8Array();
  if (exchange.body) exchange.body = { push: (bytes) => reads.push(bytes), end: () => undefined, reset: () => undefined };
  bridge.expect(exchange);
  return early;
}
