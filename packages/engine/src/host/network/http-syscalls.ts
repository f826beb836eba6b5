import { ERRNO } from '../../abi/errno.ts';
import type { HttpSyscalls } from '../../abi/syscalls.ts';
import type { Exchange } from './connection.ts';
import type { NetworkProcess } from './endpoint.ts';
import { GuestHttpClient } from './guest-http-client.ts';
import { readRequest, readResponse } from './message-text.ts';
import type { Network } from './network.ts';
import { type MessageSize, refusalOf } from './parser-limits.ts';
import { RawHttpClient } from './raw-http-client.ts';
import { takeOver } from './take-over.ts';

/** HTTP messages of one process. */
export function createHttpSyscalls(network: Network, process: NetworkProcess, onProgress: () => void): HttpSyscalls {
  return {
    httpRespond(message, bytes) {
      onProgress();
      const { record, size } = readResponse(message, bytes === undefined);
      const exchange = network.exchange(record.id);
      if (exchange === undefined) return;
      network.responded(exchange);
      if (!refuse(exchange, size)) exchange.client.complete(record, bytes);
    },
    httpHead(message, more = false) {
      const { record, size } = readResponse(message, false);
      const exchange = network.exchange(record.id);
      if (exchange === undefined) return;
      if (record.status < 200) exchange.client.interim(record);
      else if (!refuse(exchange, size)) exchange.client.head(record, more);
    },
    httpWrite: (id, bytes, more = false) => (network.exchange(id)?.client.body(bytes, more) === false ? 0 : 1),
    httpEnd(id, trailers = '') {
      onProgress();
      const exchange = network.exchange(id);
      if (exchange === undefined) return;
      network.responded(exchange);
      exchange.client.end(trailers);
    },
    httpAbort(id) {
      const connection = network.exchange(id)?.connection;
      if (connection !== undefined) network.close(connection, connection.server, true);
    },
    httpRequest(socket, message, streaming) {
      const connection = network.connection(socket);
      if (connection === undefined) return -ERRNO.EPIPE;
      // Over a connection that the server has closed: the client learns it from its socket.
      if (!connection.server.open) return -ERRNO.ECONNRESET;
      const client = new GuestHttpClient(connection, process);
      const { record, size } = readRequest(message, streaming);
      const refusal = connection.serverSpeaks === 'messages' ? refusalOf(size, connection.listener.limits) : undefined;
      const [exchange] = network.send(connection, [{ record, client, refusal }]);
      if (exchange === undefined) return -ERRNO.EPROTO;
      client.id = exchange.id;
      return exchange.id;
    },
    httpRequestWrite: (id, bytes) => (network.exchange(id)?.body?.push(bytes) === false ? 0 : 1),
    httpRequestEnd(id, trailers = '') {
      network.exchange(id)?.body?.end(trailers);
    },
    httpUpgrade(socket, taken) {
      const connection = network.connection(socket);
      if (connection === undefined) return -ERRNO.EBADF;
      if (taken) return new Uint8Array(takeOver(network, connection)).buffer;
      if (connection.toServer instanceof RawHttpClient) connection.toServer.goOn();
      return 0;
    },
    httpPair: (protocol) => network.pair(process, protocol),
    httpLimits: (handle, maxHeadBytes, lenient) => network.limit(handle, { maxHeadBytes, lenient }),
    httpRequestAbort(id) {
      const connection = network.exchange(id)?.connection;
      if (connection?.client) network.close(connection, connection.client, false);
    },
  };
}

/** A response that its client could not read from bytes is none without them either. */
function refuse({ client, connection }: Exchange, size: MessageSize): boolean {
  const refusal = client instanceof GuestHttpClient ? refusalOf(size, connection.limits) : undefined;
  if (refusal !== undefined) client.error(refusal);
  return refusal !== undefined;
}
