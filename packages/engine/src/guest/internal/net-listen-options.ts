import { LISTEN_SHARING } from '../../abi/syscalls.ts';
import { invalidArgValue, unavailable } from './errors.ts';
import type { AbortSignalShape } from './net-socket-options.ts';

export interface ListenOptions {
  port?: number | string | undefined;
  host?: string | undefined;
  path?: string | undefined;
  fd?: number | undefined;
  readableAll?: boolean;
  writableAll?: boolean;
  signal?: AbortSignalShape | undefined;
  ipv6Only?: boolean;
  reusePort?: boolean;
}

/** The forms of listen(): options; port, host; path; nothing. @throws for what is no address. */
export function normalizeListen(args: readonly unknown[]): ListenOptions {
  const [first, second] = args;
  if (first === undefined || first === null || typeof first === 'function') return { port: 0 };
  if (typeof first === 'object') {
    const options = first as ListenOptions;
    if (typeof options.fd === 'number' && options.fd >= 0) throw unavailable('server.listen({ fd })');
    if ('port' in options && isPortLike(options.port)) return { ...options, path: undefined };
    if (typeof options.path === 'string' && options.path !== '') return options;
    if (!('port' in options) && !('path' in options)) throw invalidArgValue('options', options, 'must have the property "port" or "path"');
    throw invalidArgValue('options', options);
  }
  if (typeof first === 'string' && Number.isNaN(Number(first))) return { path: first };
  if (typeof first !== 'number' && typeof first !== 'string') throw invalidArgValue('options', { port: first });
  return { port: first, host: typeof second === 'string' ? second : undefined };
}

function isPortLike(port: unknown): boolean {
  return port === undefined || port === null || typeof port === 'number' || typeof port === 'string';
}

/** Who else may have its port, as the host is told. */
export function sharingOf({ ipv6Only, reusePort }: ListenOptions): number {
  return (ipv6Only ? LISTEN_SHARING.ipv6Only : 0) | (reusePort ? LISTEN_SHARING.reusePort : 0);
}
