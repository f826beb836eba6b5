import { ERRNO } from '../../abi/errno.ts';
import { LISTEN_SHARING, type NetSyscalls } from '../../abi/syscalls.ts';
import type { HandleTable } from '../handle-table.ts';
import { type Connection, endOf, isClientOpen, type SocketEnd } from './connection.ts';
import type { NetworkProcess } from './endpoint.ts';
import { InboundQueue, WINDOW_BYTES } from './inbound-queue.ts';
import type { Network } from './network.ts';

/** Byte streams of one process. */
export function createNetSyscalls(network: Network, process: NetworkProcess, handles: HandleTable): NetSyscalls {
  function find(handle: number): { connection: Connection; end: SocketEnd } | undefined {
    const connection = network.connection(handle);
    const end = connection && endOf(connection, handle);
    return connection && end && { connection, end };
  }

  return {
    netListen: (port, host, protocol, stack, sharing = 0) =>
      network.listen(process, port, host, protocol, stack, {
        ipv6Only: (sharing & LISTEN_SHARING.ipv6Only) !== 0,
        reusePort: (sharing & LISTEN_SHARING.reusePort) !== 0,
      }),
    netPort: (handle) => network.portOf(handle),
    netClose: (server) => network.stopListening(server),
    netConnect(port, host, stack) {
      const connection = network.connect(port, host, process, stack);
      return typeof connection === 'number' ? connection : (connection.client?.handle ?? -ERRNO.ECONNREFUSED);
    },
    netWrite(socket, bytes) {
      const found = find(socket);
      if (found === undefined || found.end.finSent || found.end.brokenPipe) return -ERRNO.EPIPE;
      const { connection, end } = found;
      const fromServer = end === connection.server;
      connection.carried[fromServer ? 'toClient' : 'toServer'] += bytes.length;
      if (fromServer ? isClientOpen(connection) : connection.server.open) {
        return (fromServer ? connection.toClient : connection.toServer).push(bytes) ? 1 : 0;
      }
      // The first write after the peer has gone is answered by a reset, those after it fail at once.
      end.brokenPipe = true;
      process.deliver('onSocket', socket, 'error', 'ECONNRESET');
      // What fits into the kernel's buffers has been written; the rest waits, and fails with them.
      return bytes.length > WINDOW_BYTES ? 0 : 1;
    },
    netEnd(socket) {
      const found = find(socket);
      if (found === undefined || found.end.finSent) return;
      const { connection, end } = found;
      end.finSent = true;
      if (end === connection.server) {
        if (isClientOpen(connection)) connection.toClient.end();
      } else if (connection.server.open) connection.toServer.end();
    },
    netDestroy(socket, reset) {
      const found = find(socket);
      if (found !== undefined) network.close(found.connection, found.end, reset);
    },
    netPause(socket, paused) {
      const found = find(socket);
      if (found === undefined) return;
      const reads = readsOf(found.connection, found.end);
      if (paused) reads?.revoke();
      else reads?.grant();
    },
    netBytes(handle, written) {
      const found = find(handle);
      if (found === undefined) return 0;
      const { toServer, toClient } = found.connection.carried;
      return (found.end === found.connection.server) === written ? toClient : toServer;
    },
    netRef(handle, refd) {
      const found = handles.get(handle);
      if (found) found.refd = refd;
    },
  };
}

/** What an end is receiving now: an HTTP server's is the body of the request that it is answering. */
function readsOf(connection: Connection, end: SocketEnd): InboundQueue | undefined {
  if (end === connection.client) return connection.clientReads;
  if (connection.serverSpeaks === 'bytes') return connection.serverReads;
  for (const { body, received } of connection.exchanges.values()) if (!received) return body instanceof InboundQueue ? body : undefined;
  return undefined;
}
