export interface SocketOptions {
  allowHalfOpen?: boolean | undefined;
  signal?: AbortSignalShape | undefined;
  fd?: number | undefined;
  onread?: unknown;
  highWaterMark?: number | undefined;
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
}

export type ConnectArgs =
  | readonly [options: ConnectOptions, listener?: () => void]
  | readonly [port: number | string, ...rest: (string | (() => void) | undefined)[]];

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

/** The forms of connect(): options; port and host; a path. */
export function normalizeConnect(args: ConnectArgs): { options: ConnectOptions; listener: (() => void) | undefined } {
  const [first] = args;
  const listener = args.findLast((each) => typeof each === 'function') as (() => void) | undefined;
  if (typeof first === 'object' && first !== null) return { options: first, listener };
  if (typeof first === 'string' && !/^\s*\d+\s*$/.test(first)) return { options: { path: first }, listener };
  return { options: { port: first as number, host: typeof args[1] === 'string' ? args[1] : undefined }, listener };
}
