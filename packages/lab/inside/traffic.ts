import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** What went over the connections that one side has open. Two sides that count the same, and connect to nobody, have nothing in flight between them. */
export interface TrafficCount {
  /** Connections that this side has asked for, and that were neither made nor refused yet. */
  readonly connecting: number;
  readonly open: number;
  readonly read: number;
  readonly written: number;
}

/** Counts over sockets, from when they are connected until they are closed. */
export class Traffic {
  readonly #sockets = new Set<Socket>();

  add(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  count(): TrafficCount {
    const count = { connecting: 0, open: 0, read: 0, written: 0 };
    for (const { connecting, bytesRead, bytesWritten } of this.#sockets) {
      // What it is asked to write meanwhile is not sent yet.
      if (connecting) {
        count.connecting++;
        continue;
      }
      count.open++;
      count.read += bytesRead;
      count.written += bytesWritten;
    }
    return count;
  }
}

/** Of a process: what it counts, and whose connections it took. */
export interface ProcessTraffic {
  count(): TrafficCount;
  /** Ports that others connected from since this was asked last; each twice, for the other side may not know yet that it is connected. */
  accepted(): readonly number[];
}

/** All connections of this process. */
export function trafficOfProcess(): ProcessTraffic {
  const traffic = new Traffic();
  let told: readonly number[] = [];
  let accepted: number[] = [];
  // The channel of clients tells of a socket before it connects, and then `connecting` is not set yet.
  subscribe('net.client.socket', (message) => {
    const { socket } = message as { socket: Socket };
    socket.once('connect', () => traffic.add(socket));
  });
  subscribe('net.server.socket', (message) => {
    const { socket } = message as { socket: Socket };
    traffic.add(socket);
    if (socket.remotePort !== undefined) accepted.push(socket.remotePort);
  });
  return {
    count: () => traffic.count(),
    accepted() {
      const ports = [...told, ...accepted];
      told = accepted;
      accepted = [];
      return ports;
    },
  };
}
