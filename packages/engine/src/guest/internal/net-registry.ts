import type { Entries } from '../../abi/entries.ts';
import { type ContextFrame, setContext } from './async-context.ts';
import { entries, sys } from './sys.ts';

type SocketEvent = Parameters<Entries['onSocket']>[1];

/** A guest object that wants to hear about its network handle. */
export interface NetHandleOwner {
  /** The asynchronous context that its events belong to: where it was made. */
  readonly context: ContextFrame | undefined;
  socketEvent?(event: SocketEvent, arg: ArrayBuffer | string): void;
  accept?(socket: number, remotePort: number, remoteAddress: string): void;
}

/** By handle id: servers and sockets of both node:net and node:http. */
export const netHandles = new Map<number, NetHandleOwner>();

/** Runs what the host delivers in the context of the object that it is for. */
export function runFor<Owner extends { readonly context: ContextFrame | undefined }>(owner: Owner | undefined, run: (owner: Owner) => void): void {
  if (owner === undefined) return;
  if (owner.context === undefined) {
    run(owner);
    return;
  }
  setContext(owner.context);
  try {
    run(owner);
  } finally {
    setContext(undefined);
  }
}

entries.onSocket = (handle, event, arg) => runFor(netHandles.get(handle), (owner) => owner.socketEvent?.(event, arg));

entries.onConnection = (server, socket, remotePort, remoteAddress) => {
  const owner = netHandles.get(server);
  // Closed since: what nobody accepted any more is reset, as a kernel does.
  if (owner?.accept === undefined) sys.netDestroy(socket, true);
  else runFor(owner, () => owner.accept?.(socket, remotePort, remoteAddress));
};
