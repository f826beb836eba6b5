import { assertInteger } from './validate.ts';
import { invalidArgValue, unavailable } from './errors.ts';
import type { BlockList } from './net-block-list.ts';
import type { OnRead } from './net-handle.ts';

export interface SocketOptions {
  allowHalfOpen?: boolean | undefined;
  signal?: AbortSignalShape | undefined;
  fd?: number | undefined;
  handle?: unknown;
  onread?: OnRead | null | undefined;
  highWaterMark?: number | undefined;
  readableHighWaterMark?: number | undefined;
  writableHighWaterMark?: number | undefined;
  readable?: boolean | undefined;
  writable?: boolean | undefined;
  noDelay?: unknown;
  keepAlive?: unknown;
  keepAliveInitialDelay?: number | undefined;
  blockList?: BlockList | undefined;
}

export interface AbortSignalShape {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: string, listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: string, listener: () => void): void;
}

export interface ConnectOptions extends SocketOptions {
  port?: number | string | undefined;
  host?: string | undefined;
  path?: string | null | undefined;
  timeout?: number | undefined;
  localAddress?: string | undefined;
  localPort?: number | undefined;
  family?: number | string | undefined;
  hints?: number | undefined;
  lookup?: unknown;
  autoSelectFamily?: boolean | undefined;
  autoSelectFamilyAttemptTimeout?: number | undefined;
}

export type ConnectArgs =
  | readonly [options: ConnectOptions, listener?: () => void]
  | readonly [port: number | string, ...rest: (string | (() => void) | undefined)[]];

/** Of ms as a program gives them: whole seconds, none below zero. */
export function keepAliveSeconds(ms: number | undefined): number {
  return Math.max(0, Math.trunc((ms ?? 0) / 1000) || 0);
}

/** What can be destroyed by a signal. */
interface Destroyable {
  destroy(error: Error): unknown;
  once(event: 'close', listener: () => void): unknown;
}

export function destroyOnAbort(socket: Destroyable, signal: AbortSignalShape): void {
  const onAbort = () => {
    socket.destroy(Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' }));
  };
  if (signal.aborted) onAbort();
  else {
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', onAbort));
  }
}

/** @throws for what a socket cannot be made of. */
export function checkSocketOptions(options: SocketOptions): void {
  for (const mode of ['objectMode', 'readableObjectMode', 'writableObjectMode'])
    if ((options as Record<string, unknown>)[mode]) throw invalidArgValue(`options.${mode}`, true, 'is not supported');
  if (options.fd === undefined) return;
  assertInteger(options.fd, 'options.fd', 0);
  throw unavailable('new net.Socket({ fd })');
}

/** The forms of connect(): options; port and host; a path. */
export function normalizeConnect(args: ConnectArgs): { options: ConnectOptions; listener: (() => void) | undefined } {
  const [first] = args;
  const listener = args.findLast((each) => typeof each === 'function') as (() => void) | undefined;
  if (typeof first === 'object' && first !== null) return { options: first, listener };
  if (typeof first === 'string' && !/^\s*\d+\s*$/.test(first)) return { options: { path: first }, listener };
  return { options: { port: first as number, host: typeof args[1] === 'string' ? args[1] : undefined }, listener };
}
