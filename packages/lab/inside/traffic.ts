import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** What went over the connections that one side has open. Two sides with the same digest, and that connect to nobody, have nothing in flight between them. */
export interface TrafficCount {
  /** Connections that this side has asked for, and that were neither made nor refused yet. */
  readonly connecting: number;
  /**
   * Of each open connection's ports and bytes, the same from either end. Sums of bytes would not do: one that is on its
   * way and one whose end is on its way, with a request each, make nothing together.
   */
  readonly digest: number;
}

/** Which end of a connection a socket is: who asked for it, or who took it. */
type End = 'client' | 'server';

/** Counts over sockets, from when they are connected until they are closed. */
export class Traffic {
  readonly #sockets = new Map<Socket, End>();

  add(socket: Socket, end: End): void {
    this.#sockets.set(socket, end);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  count(): TrafficCount {
    const count = { connecting: 0, digest: 0 };
    for (const [socket, end] of this.#sockets) {
      // What it is asked to write meanwhile is not sent yet.
      if (socket.connecting) count.connecting++;
      else
        count.digest +=
          end === 'client'
            ? digestOf(socket.localPort, socket.remotePort, socket.bytesWritten, socket.bytesRead)
            : digestOf(socket.remotePort, socket.localPort, socket.bytesRead, socket.bytesWritten);
    }
    return count;
  }
}

/** 32 bits that any change of any number changes throughout, by the finalizer of MurmurHash3. */
function digestOf(...numbers: readonly (number | undefined)[]): number {
  let hash = 0;
  for (const number of numbers) {
    hash = Math.imul(hash ^ (number ?? -1), 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
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
    socket.once('connect', () => traffic.add(socket, 'client'));
  });
  subscribe('net.server.socket', (message) => {
    const { socket } = message as { socket: Socket };
    traffic.add(socket, 'server');
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
