import { ERRNO } from '../../abi/errno.ts';
import type { HttpSyscalls } from '../../abi/syscalls.ts';
import type { NetworkProcess } from './endpoint.ts';
import { GuestHttpClient } from './guest-http-client.ts';
import { readRequest, readResponse } from './message-text.ts';
import type { Network } from './network.ts';
import { RawHttpClient } from './raw-http-client.ts';
import { takeOver } from './take-over.ts';

/** HTTP messages of one process. */
export function createHttpSyscalls(network: Network, process: NetworkProcess, onProgress: () => void): HttpSyscalls {
  return {
    httpRespond(message, bytes) {
      onProgress();
      const response = readResponse(message, bytes === undefined);
      const exchange = network.exchange(response.id);
      if (exchange === undefined) return;
      network.responded(exchange);
      exchange.client.complete(response, bytes);
    },
    httpHead(message) {
      const response = readResponse(message, false);
      const client = network.exchange(response.id)?.client;
      if (response.status < 200) client?.interim(response);
      else client?.head(response);
    },
    httpWrite: (id, bytes) => (network.exchange(id)?.client.body(bytes) === false ? 0 : 1),
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
      const [exchange] = network.send(connection, [{ record: readRequest(message, streaming), client }]);
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
    httpRequestAbort(id) {
      const connection = network.exchange(id)?.connection;
      if (connection?.client) network.close(connection, connection.client, false);
    },
  };
}
