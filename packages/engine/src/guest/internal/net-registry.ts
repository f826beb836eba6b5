import type { Entries } from '../../abi/entries.ts';

/** What a guest object wants to hear about its network handle. */
export interface NetHandle {
  event(event: Parameters<Entries['onSocket']>[1], arg: ArrayBuffer | string): void;
  listening?(): void;
  connection?(socket: number, remotePort: number): void;
}

/** By handle id: servers and sockets of both node:net and node:http. */
export const netHandles = new Map<number, NetHandle>();

export const onSocketEvent: Entries['onSocket'] = (handle, event, arg) => netHandles.get(handle)?.event(event, arg);
