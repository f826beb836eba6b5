import { ERRNO } from '../../abi/errno.ts';
import type { HttpRequestRecord, HttpResponseRecord, HttpSyscalls, NetSyscalls } from '../../abi/syscalls.ts';
import type { HandleTable } from '../handle-table.ts';
import type { NetworkProcess } from './endpoint.ts';
import { type ExchangeClient, finish, pushBody, resume } from './http-exchange.ts';
import type { Connection, Network, SocketEnd } from './network.ts';

/** Bytes that may wait for a paused reader before the writer is told to wait. */
const WINDOW_BYTES = 64 * 1024;

/** Network and HTTP calls of one process. @param onProgress told of every response: the process is not stalled. */
export function createNetworkSyscalls(network: Network, process: NetworkProcess, handles: HandleTable, onProgress: () => void): NetSyscalls & HttpSyscalls {
  const { deliver } = process;

  return {
    netListen: (port, host, protocol, stack) => network.listen(process, port, host, protocol, stack),
    netPort: (handle) => network.portOf(handle),
    netClose: (server) => network.stopListening(server),
    netConnect(port, host, stack) {
      const connection = network.connect(port, host, process, stack);
      if (typeof connection === 'number') return connection;
      return connection.client?.handle ?? -ERRNO.ECONNREFUSED;
    },
    netWrite(socket, bytes) {
      const connection = network.connection(socket);
      const peer = peerOf(connection, socket);
      if (peer === undefined) return -ERRNO.EPIPE;
      // HTTP crosses as messages here: bytes for an HTTP server would vanish, so they are refused by name.
      if (connection?.listener.protocol === 'http') return -ERRNO.EPROTO;
      if (!peer.paused) {
        peer.process.deliver('onSocket', peer.handle, 'data', bytes);
        return 1;
      }
      peer.held.push(bytes);
      peer.heldBytes += bytes.length;
      return peer.heldBytes < WINDOW_BYTES ? 1 : 0;
    },
    netEnd(socket) {
      const connection = network.connection(socket);
      const own = ownEnd(connection, socket);
      const peer = peerOf(connection, socket);
      if (connection === undefined || own === undefined || own.ended) return;
      own.ended = true;
      if (peer === undefined || peer.ended) network.close(connection, 'FIN');
      else if (peer.held.length > 0) peer.endHeld = true;
      else peer.process.deliver('onSocket', peer.handle, 'end', '');
    },
    netDestroy(socket, reset) {
      const connection = network.connection(socket);
      if (connection !== undefined) network.close(connection, reset ? 'RST' : 'FIN');
    },
    netPause(socket, paused) {
      const connection = network.connection(socket);
      const own = ownEnd(connection, socket);
      if (own === undefined || connection === undefined) return;
      own.paused = paused;
      if (paused) return;
      const waited = own.heldBytes >= WINDOW_BYTES;
      for (const bytes of own.held.splice(0)) deliver('onSocket', socket, 'data', bytes);
      own.heldBytes = 0;
      if (own.endHeld) deliver('onSocket', socket, 'end', '');
      const peer = peerOf(connection, socket);
      if (waited && peer) peer.process.deliver('onSocket', peer.handle, 'drain', '');
      for (const [id, exchange] of connection.exchanges) {
        if (exchange.paused && resume(exchange)) connection.server.process.deliver('onHttpDrain', id);
        if (exchange.state === 'done') network.settle(id);
      }
    },
    netRef(handle, refd) {
      const found = handles.get(handle);
      if (found) found.refd = refd;
    },

    httpRespond(json) {
      onProgress();
      network.respond(JSON.parse(json) as HttpResponseRecord);
    },
    httpHead(json) {
      const record = JSON.parse(json) as HttpResponseRecord;
      const found = network.exchange(record.id);
      if (found === undefined) return;
      found.exchange.state = 'streaming';
      found.exchange.client.head(record);
    },
    httpWrite(id, bytes) {
      const found = network.exchange(id);
      return found === undefined ? 1 : pushBody(found.exchange, bytes);
    },
    httpEnd(id) {
      onProgress();
      const found = network.exchange(id);
      if (found === undefined) return;
      finish(found.exchange);
      if (found.exchange.state === 'done') network.settle(id);
    },
    httpAbort(id) {
      const found = network.exchange(id);
      if (found !== undefined) network.close(found.connection, 'RST');
    },
    httpRequest(socket, json) {
      const connection = network.connection(socket);
      if (connection === undefined) return -ERRNO.EPIPE;
      // A server that speaks bytes cannot be sent a message: that codec is not in this engine yet.
      if (connection.listener.protocol !== 'http') return -ERRNO.EPROTO;
      const client = createGuestClient(deliver);
      const [id = -ERRNO.EPROTO] = network.send(connection, [{ record: JSON.parse(json) as HttpRequestRecord, client }]);
      client.id = id;
      return id;
    },
    httpRequestWrite(id, bytes) {
      network.exchange(id)?.connection.server.process.deliver('onHttpBody', id, bytes);
      return 1;
    },
    httpRequestEnd(id) {
      network.exchange(id)?.connection.server.process.deliver('onHttpBodyEnd', id);
    },
    httpRequestAbort(id) {
      const found = network.exchange(id);
      if (found !== undefined) network.close(found.connection, 'FIN');
    },
  };
}

/** A response that goes to a request made inside a guest. */
function createGuestClient(deliver: NetworkProcess['deliver']): ExchangeClient & { id: number } {
  return {
    id: 0,
    head(response) {
      deliver('onHttpResponse', JSON.stringify({ ...response, id: this.id }));
    },
    body(bytes) {
      deliver('onHttpResponseBody', this.id, bytes);
    },
    end() {
      deliver('onHttpResponseEnd', this.id);
    },
    error(code) {
      deliver('onHttpResponseError', this.id, code);
    },
  };
}

function ownEnd(connection: Connection | undefined, handle: number): SocketEnd | undefined {
  return connection?.server.handle === handle ? connection.server : connection?.client;
}

function peerOf(connection: Connection | undefined, handle: number): SocketEnd | undefined {
  return connection?.server.handle === handle ? connection.client : connection?.server;
}
