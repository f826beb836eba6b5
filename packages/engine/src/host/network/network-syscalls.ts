import type { HttpSyscalls, NetSyscalls } from '../../abi/syscalls.ts';
import type { HandleTable } from '../handle-table.ts';
import type { NetworkProcess } from './endpoint.ts';
import { createHttpSyscalls } from './http-syscalls.ts';
import { createNetSyscalls } from './net-syscalls.ts';
import type { Network } from './network.ts';

/** Network and HTTP calls of one process. @param onProgress told of every response: the process is not stalled. */
export function createNetworkSyscalls(network: Network, process: NetworkProcess, handles: HandleTable, onProgress: () => void): NetSyscalls & HttpSyscalls {
  return { ...createNetSyscalls(network, process, handles), ...createHttpSyscalls(network, process, onProgress) };
}
