import type { AddressInfo } from 'node:net';

/** Where clients on this computer reach a server. */
export interface Reachable {
  readonly host: string;
  readonly port: number;
}

/** Undefined for a server that listens on a pipe, or on nothing. */
export function reachableAt(address: AddressInfo | string | null): Reachable | undefined {
  if (typeof address !== 'object' || address === null) return undefined;
  const everywhere = address.address === '::' || address.address === '0.0.0.0';
  return { host: everywhere ? '127.0.0.1' : address.address, port: address.port };
}
