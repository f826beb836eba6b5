import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** What went over the connections that one side has open. Two sides that count the same have nothing in flight between them. */
export interface TrafficCount {
  readonly open: number;
  readonly read: number;
  readonly written: number;
}

/** Counts over sockets, from when they are connected until they are closed. */
export class Traffic {
  readonly #sockets = new Set<Socket>();

  add(socket: Socket): void {
    if (socket.connecting) socket.once('connect', () => this.#sockets.add(socket));
    else this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  count(): TrafficCount {
    let read = 0;
    let written = 0;
    for (const { bytesRead, bytesWritten } of this.#sockets) {
      read += bytesRead;
      written += bytesWritten;
    }
    return { open: this.#sockets.size, read, written };
  }
}

/** All connections of this process. */
export function trafficOfProcess(): Traffic {
  const traffic = new Traffic();
  // The channel of clients tells of a socket before it connects, and then `connecting` is not set yet.
  subscribe('net.client.socket', (message) => {
    const { socket } = message as { socket: Socket };
    socket.once('connect', () => traffic.add(socket));
  });
  subscribe('net.server.socket', (message) => traffic.add((message as { socket: Socket }).socket));
  return traffic;
}
