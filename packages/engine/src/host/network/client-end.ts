import type { Connection } from './connection.ts';
import { InboundQueue } from './inbound-queue.ts';
import { socketReceiver } from './socket-receiver.ts';

/** How a process that speaks messages learns that the server is gone: after the body that it has yet to read. */
export function endClient(connection: Connection): void {
  const { client, clientReads, bodyUnderWay } = connection;
  if (client === undefined || connection.endPending) return;
  if (bodyUnderWay) {
    connection.endPending = true;
    clientReads?.end();
  } else client.process.deliver('onSocket', client.handle, 'end', '');
}

export function resetClient(connection: Connection): void {
  const { client, clientReads } = connection;
  if (client === undefined) return;
  connection.bodyUnderWay = false;
  clientReads?.discard();
  client.process.deliver('onSocket', client.handle, 'error', 'ECONNRESET');
}

/** The client's process has all of a body that there is. */
export function bodyDone(connection: Connection): void {
  connection.bodyUnderWay = false;
  if (!connection.endPending) return;
  connection.endPending = false;
  endClient(connection);
}

/** A client that spoke messages goes on in bytes (upgrade, CONNECT). It asks for them once it is a plain socket. */
export function speakBytes(connection: Connection): void {
  const { client, server } = connection;
  if (client === undefined) return;
  connection.clientSpeaks = 'bytes';
  connection.clientReads = new InboundQueue(
    socketReceiver(client, () => server.process.deliver('onSocket', server.handle, 'drain', '')),
    false,
  );
  connection.toClient = connection.clientReads;
}
