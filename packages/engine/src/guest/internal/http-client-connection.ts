import { abortError } from './errors.ts';
import { transportOf } from './http-bridge.ts';
import { kErrored } from './http-outgoing-state.ts';
import type { ConnectionCallback, ConnectionOptions } from './http-agent.ts';
import type { ClientRequest } from './http-client-request.ts';
import type { HttpSocket } from './http-socket.ts';
import type { AbortSignalShape } from './net-socket-options.ts';

export type CreateConnection = (options: ConnectionOptions, done: ConnectionCallback) => HttpSocket | undefined;

/** A connection for one request without an agent, made by the program's own function: returned, or handed to a callback. */
export function connectAlone(create: CreateConnection, options: ConnectionOptions, done: ConnectionCallback): void {
  let settled = false;
  const onCreated: ConnectionCallback = (error, socket) => {
    if (settled) return;
    settled = true;
    if (error || socket) done(error, socket);
  };
  try {
    const made = create({ ...options, path: options.socketPath }, onCreated);
    if (made) onCreated(null, made);
  } catch (error) {
    onCreated(error as Error);
  }
}

/** Returns what lets go of the signal. */
export function destroyOnAbort(request: ClientRequest, signal: AbortSignalShape): (() => void) | undefined {
  const onAbort = () => request.destroy(abortError(signal.reason));
  if (signal.aborted) {
    onAbort();
    return undefined;
  }
  signal.addEventListener('abort', onAbort, { once: true });
  return () => signal.removeEventListener('abort', onAbort);
}

/** A connection that came too late: somebody else may have it. */
export function returnUnused(request: ClientRequest, socket: HttpSocket, error: Error | null): void {
  transportOf(socket, 'client').owner = null;
  if (error || request[kErrored] || !request.agent?.keepAlive) socket.destroy(error);
  else socket.emit('free');
}

/** From now on its connection's timeouts are the request's, too. */
export function listenToTimeouts(request: ClientRequest): void {
  if (request.timeoutCb) return;
  const listener = () => {
    request.emit('timeout');
  };
  request.timeoutCb = listener;
  if (request.socket) request.socket.once('timeout', listener);
  else request.on('socket', (socket: HttpSocket) => socket.once('timeout', listener));
}

/** Runs something with the request's socket, now or as soon as it is connected. */
export function whenConnected(request: ClientRequest, run: (socket: HttpSocket) => void): void {
  const runConnected = (socket: HttpSocket) => {
    if (socket.connecting) socket.once('connect', () => run(socket));
    else run(socket);
  };
  if (request.socket) runConnected(request.socket);
  else request.once('socket', runConnected);
}
