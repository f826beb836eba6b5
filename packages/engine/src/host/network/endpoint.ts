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
