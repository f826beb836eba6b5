import { invalidArgType } from './errors.ts';
import { IncomingMessage } from './http-incoming.ts';
import { ServerResponse } from './http-response.ts';
import { ServerConnection } from './http-server-connection.ts';
import type { HttpSocket } from './http-socket.ts';
import { Server as NetServer } from './net-server.ts';
import { assertInteger } from './validate.ts';

type RequestListener = (req: IncomingMessage, res: ServerResponse) => void;

export interface HttpServerOptions {
  IncomingMessage?: typeof IncomingMessage;
  ServerResponse?: typeof ServerResponse;
  requestTimeout?: number;
  headersTimeout?: number;
  keepAliveTimeout?: number;
  keepAliveTimeoutBuffer?: number;
  joinDuplicateHeaders?: boolean;
  maxHeaderSize?: number;
  allowHalfOpen?: boolean;
}

const TIMEOUTS = ['requestTimeout', 'headersTimeout', 'keepAliveTimeout', 'keepAliveTimeoutBuffer'] as const;

const DEFAULT_KEEP_ALIVE_LINES = 'Connection: keep-alive\r\nKeep-Alive: timeout=5\r\n';

/** http.Server. */
export class Server extends NetServer {
  timeout = 0;
  requestTimeout = 300_000;
  headersTimeout = 60_000;
  keepAliveTimeout = 5_000;
  keepAliveTimeoutBuffer = 1_000;
  maxHeadersCount: number | null = null;
  maxRequestsPerSocket: number | null = 0;
  joinDuplicateHeaders = false;
  readonly IncomingMessage: typeof IncomingMessage;
  readonly ServerResponse: typeof ServerResponse;
  readonly #open = new Set<ServerConnection>();

  constructor(options?: HttpServerOptions | RequestListener | null, listener?: RequestListener) {
    super();
    const handler = typeof options === 'function' ? options : listener;
    const given = typeof options === 'function' || options === null || options === undefined ? {} : options;
    if (typeof given !== 'object') throw invalidArgType('options', 'of type object', given);
    for (const name of TIMEOUTS) {
      const value = given[name];
      if (value === undefined) continue;
      assertInteger(value, name, 0);
      this[name] = value;
    }
    this.joinDuplicateHeaders = given.joinDuplicateHeaders ?? false;
    this.IncomingMessage = given.IncomingMessage ?? IncomingMessage;
    this.ServerResponse = given.ServerResponse ?? ServerResponse;
    if (handler) this.on('request', handler);
  }

  override get protocol(): 'http' {
    return 'http';
  }

  /** The lines that its responses carry on a kept connection. */
  get keepAliveLines(): string {
    const { keepAliveTimeout, maxRequestsPerSocket } = this;
    if (keepAliveTimeout === 5_000 && !maxRequestsPerSocket) return DEFAULT_KEEP_ALIVE_LINES;
    if (!keepAliveTimeout) return 'Connection: keep-alive\r\n';
    return `Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(keepAliveTimeout / 1000)}${(maxRequestsPerSocket ?? 0) > 0 ? `, max=${maxRequestsPerSocket}` : ''}\r\n`;
  }

  override open(handle: number, remotePort: number, remoteAddress: string): void {
    const connection = new ServerConnection(this, handle, remotePort, remoteAddress);
    this.#open.add(connection);
    this.emit('connection', connection.socket);
  }

  /** Its socket is closed. */
  removeConnection(connection: ServerConnection): void {
    this.#open.delete(connection);
  }

  override close(callback?: (error?: Error) => void): this {
    this.closeIdleConnections();
    return super.close(callback);
  }

  closeAllConnections(): void {
    for (const { socket } of this.#open) socket.destroy();
  }

  closeIdleConnections(): void {
    for (const connection of this.#open) if (connection.idle) connection.socket.destroy();
  }

  setTimeout(ms: number | ((socket: HttpSocket) => void), listener?: (socket: HttpSocket) => void): this {
    const handler = typeof ms === 'function' ? ms : listener;
    this.timeout = typeof ms === 'function' ? 0 : ms;
    if (handler) this.on('timeout', handler);
    return this;
  }
}

// Bundlers rename one of two classes of a name; programs see it in what they print.
Object.defineProperty(Server, 'name', { value: 'Server' });
