import { ERRNO } from '../../abi/errno.ts';
import type { HttpSyscalls } from '../../abi/syscalls.ts';
import type { Exchange } from './connection.ts';
import type { NetworkProcess } from './endpoint.ts';
import { GuestHttpClient } from './guest-http-client.ts';
import { readRequest, readResponse } from './message-text.ts';
import { isChunked } from './http-serializer.ts';
import { beginPieces, countHead, endBytes, pieceBytes, requestBytes, textBytes } from './message-size.ts';
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
      countHead(exchange, record, size, bytes?.length ?? textBytes(record.body));
      if (!refuse(exchange, size)) exchange.client.complete(record, bytes);
    },
    httpHead(message, more = false) {
      const { record, size } = readResponse(message, false);
      const exchange = network.exchange(record.id);
      if (exchange === undefined) return;
      countHead(exchange, record, size, 0);
      beginPieces(exchange, record);
      if (record.status < 200) exchange.client.interim(record);
      else if (!refuse(exchange, size)) exchange.client.head(record, more);
    },
    httpWrite(id, bytes, more = false) {
      const exchange = network.exchange(id);
      if (exchange === undefined) return 1;
      exchange.connection.carried.toClient += pieceBytes(bytes.length, exchange.chunked);
      return exchange.client.body(bytes, more) ? 1 : 0;
    },
    httpEnd(id, trailers = '') {
      onProgress();
      const exchange = network.exchange(id);
      if (exchange === undefined) return;
      exchange.connection.carried.toClient += endBytes(trailers, exchange.chunked);
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
      connection.carried.toServer += requestBytes(size, record.body);
      const refusal = connection.serverSpeaks === 'messages' ? refusalOf(size, connection.listener.limits) : undefined;
      const [exchange] = network.send(connection, [{ record, client, refusal }]);
      if (exchange === undefined) return -ERRNO.EPROTO;
      client.id = exchange.id;
      if (streaming) exchange.chunkedRequest = isChunked(record.headers);
      return exchange.id;
    },
    httpRequestWrite(id, bytes) {
      const exchange = network.exchange(id);
      if (exchange === undefined) return 1;
      exchange.connection.carried.toServer += pieceBytes(bytes.length, exchange.chunkedRequest);
      return exchange.body?.push(bytes) === false ? 0 : 1;
    },
    httpRequestEnd(id, trailers = '') {
      const exchange = network.exchange(id);
      if (exchange === undefined) return;
      exchange.connection.carried.toServer += endBytes(trailers, exchange.chunkedRequest);
      exchange.body?.end(trailers);
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
