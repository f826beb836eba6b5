import type { Entries } from '../../abi/entries.ts';
import type { Primitive } from '../../vm/values.ts';
import type { DescriptorTable } from '../files/descriptors.ts';

/** A process as the network sees it. */
export interface NetworkProcess {
  readonly pid: number;
  /** Sockets and servers take descriptor numbers. */
  readonly descriptors: Pick<DescriptorTable, 'openSocket' | 'closeSocket'>;
  /** Queues a call of a guest entry point for the process's next turn. */
  readonly deliver: (entry: keyof Entries, ...args: Primitive[]) => void;
}

/** Loopback names that resolve without a resolver. */
const LOOPBACK = new Set(['', 'localhost', '127.0.0.1', '::1', '::', '0.0.0.0', '[::1]', 'ip6-localhost']);

export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host) || host.startsWith('127.');
}

/** Of an address, not a name. */
export const isIPv4 = (host: string) => /^\d+\.\d/.test(host);
const isIPv6 = (host: string) => host.includes(':');
/** `::` takes IPv4, too. */
const isAny = (host: string) => host === '' || host === '::';

/** Whether two servers cannot have the same port. */
export function overlap(one: string, other: string): boolean {
  if (isAny(one) || isAny(other) || one === other) return true;
  return isIPv6(one) === isIPv6(other) && (one === '0.0.0.0' || other === '0.0.0.0');
}

/** Whether a server that listens on `listening` is there for who connects to `host`, a loopback name or address. */
export function serves(listening: string, host: string): boolean {
  if (isAny(listening) || listening === host || !host.match(/^[\d:]/) || isAny(host)) return true;
  if (host === '0.0.0.0') return !isIPv6(listening);
  return isIPv6(listening) === isIPv6(host) && (listening === '0.0.0.0' || (host === '127.0.0.1' && listening === 'localhost'));
}

/** The client's address as the server sees it. */
export function addressSeen(listener: { readonly host: string; readonly port: number }, host: string): string {
  if (listener.port < 0) return '';
  if (isIPv6(host) && !isAny(host)) return '::1';
  return isAny(listener.host) ? '::ffff:127.0.0.1' : '127.0.0.1';
}
