import { invalidArgType, outOfRange } from './errors.ts';
import { captureRejectionSymbol, type EventName } from './event-emitter.ts';
import { failOwner, transportOf } from './http-bridge.ts';
import { uniqueHeaderNames } from './http-headers.ts';
import { defaultLimits, limitParser } from './http-limits.ts';
import { IncomingMessage } from './http-incoming.ts';
import { ServerResponse } from './http-response.ts';
import { ConnectionCheck } from './http-server-clocks.ts';
import { ServerConnection } from './http-server-connection.ts';
import { HttpSocket } from './http-socket.ts';
import { STATUS_CODES } from './http-status.ts';
import { Server as NetServer } from './net-server.ts';
import { assertBoolean, assertFunction, assertInteger } from './validate.ts';

type RequestListener = (req: IncomingMessage, res: ServerResponse) => void;

export interface HttpServerOptions {
  IncomingMessage?: typeof IncomingMessage;
  ServerResponse?: typeof ServerResponse;
  requestTimeout?: number;
  headersTimeout?: number;
  keepAliveTimeout?: number;
  keepAliveTimeoutBuffer?: number;
  connectionsCheckingInterval?: number;
  joinDuplicateHeaders?: boolean;
  maxHeaderSize?: number;
  insecureHTTPParser?: boolean;
  requireHostHeader?: boolean;
  rejectNonStandardBodyWrites?: boolean;
  optimizeEmptyRequests?: boolean;
  shouldUpgradeCallback?: (req: IncomingMessage) => boolean;
  uniqueHeaders?: readonly string[];
  highWaterMark?: number;
  noDelay?: boolean;
  keepAlive?: boolean;
  keepAliveInitialDelay?: number;
}

const TIMEOUTS = ['requestTimeout', 'headersTimeout', 'keepAliveTimeout', 'keepAliveTimeoutBuffer'] as const;

const FLAGS = ['insecureHTTPParser', 'requireHostHeader', 'joinDuplicateHeaders', 'rejectNonStandardBodyWrites', 'optimizeEmptyRequests'] as const;

const DEFAULT_KEEP_ALIVE_LINES = 'Connection: keep-alive\r\nKeep-Alive: timeout=5\r\n';

/** Where a server keeps what looks for late messages. */
export const kConnectionsCheckingInterval: unique symbol = Symbol('http.server.connectionsCheckingInterval');

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
  /** Answers clients that have ended already. */
  httpAllowHalfOpen = false;
  readonly IncomingMessage: typeof IncomingMessage;
  readonly ServerResponse: typeof ServerResponse;
  readonly #open = new Set<ServerConnection>();

  readonly insecureHTTPParser: boolean;
  readonly maxHeaderSize: number;
  readonly optimizeEmptyRequests: boolean;
  readonly uniqueHeaders: ReadonlySet<string> | undefined;
  readonly connectionsCheckingInterval: number;
  readonly shouldUpgradeCallback: (req: IncomingMessage) => boolean;
  readonly rejectNonStandardBodyWrites: boolean;
  readonly requireHostHeader: boolean;
  readonly [kConnectionsCheckingInterval] = new ConnectionCheck(() => this.#checkConnections());

  constructor(options?: HttpServerOptions | RequestListener | null, listener?: RequestListener) {
    const handler = typeof options === 'function' ? options : listener;
    const given = typeof options === 'function' || options === null || options === undefined ? {} : options;
    super({ ...given, noDelay: given.noDelay ?? true, allowHalfOpen: true, pauseOnConnect: false });
    if (typeof given !== 'object' || Array.isArray(given)) throw invalidArgType('options', 'of type object', given);
    for (const name of FLAGS) if (given[name] !== undefined) assertBoolean(given[name], `options.${name}`);
    if (given.maxHeaderSize !== undefined) assertInteger(given.maxHeaderSize, 'maxHeaderSize', 0);
    this.maxHeaderSize = given.maxHeaderSize || defaultLimits.maxHeaderSize;
    this.insecureHTTPParser = given.insecureHTTPParser ?? defaultLimits.insecure;
    this.optimizeEmptyRequests = given.optimizeEmptyRequests ?? false;
    this.uniqueHeaders = uniqueHeaderNames(given.uniqueHeaders);
    for (const name of TIMEOUTS) {
      const value = given[name];
      if (value === undefined) continue;
      assertInteger(value, name, 0);
      this[name] = value;
    }
    if (this.requestTimeout > 0 && this.headersTimeout > 0 && this.headersTimeout > this.requestTimeout) {
      if (given.headersTimeout !== undefined && given.requestTimeout !== undefined)
        throw outOfRange('headersTimeout', '<= requestTimeout', given.headersTimeout);
      this.headersTimeout = Math.min(60_000, this.requestTimeout);
    }
    const interval = given.connectionsCheckingInterval;
    if (interval !== undefined) assertInteger(interval, 'connectionsCheckingInterval', 0);
    this.connectionsCheckingInterval = interval ?? 30_000;
    const decide = given.shouldUpgradeCallback;
    if (decide !== undefined) assertFunction(decide, 'options.shouldUpgradeCallback');
    this.shouldUpgradeCallback = decide ?? (() => this.listenerCount('upgrade') > 0);
    this.requireHostHeader = given.requireHostHeader ?? true;
    this.rejectNonStandardBodyWrites = given.rejectNonStandardBodyWrites ?? false;
    this.on('connection', (socket: HttpSocket) => this.#serve(socket));
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

  override listenedOn(handle: number): void {
    limitParser(handle, this.maxHeaderSize, this.insecureHTTPParser);
    this[kConnectionsCheckingInterval].open();
  }

  override open(handle: number, remotePort: number, remoteAddress: string): void {
    const socket = new HttpSocket(handle, remoteAddress === '' ? undefined : remoteAddress, remotePort);
    socket.server = this;
    this.emit('connection', socket);
  }

  /** A connection of its own, or any stream that a program hands it with emit('connection'). */
  #serve(socket: HttpSocket): void {
    const transport = transportOf(socket, 'server');
    // Its own connections are limited where it listens.
    if (transport !== socket) limitParser(transport.handle, this.maxHeaderSize, this.insecureHTTPParser);
    const connection = new ServerConnection(this, transport);
    if (socket instanceof HttpSocket) socket.on('error', failOwner);
    this.#open.add(connection);
    this.limitConnections();
  }

  /** Looks after connections whose message does not end, as long as there are any. */
  limitConnections(): void {
    if (this.headersTimeout > 0 || this.requestTimeout > 0) this[kConnectionsCheckingInterval].start(this.connectionsCheckingInterval);
  }

  /** Returns whether any message is under way. */
  #checkConnections(): boolean {
    let busy = false;
    for (const connection of [...this.#open]) if (connection.checkTime()) busy = true;
    return busy;
  }

  /** Its socket is closed. */
  removeConnection(connection: ServerConnection): void {
    this.#open.delete(connection);
  }

  override [captureRejectionSymbol](error: Error, event: EventName, ...args: readonly unknown[]): void {
    if (event === 'connection') (args[0] as HttpSocket).destroy(error);
    else if (event === 'request') failResponse(args[1] as ServerResponse);
    else this.emit('error', error);
  }

  override close(callback?: (error?: Error) => void): this {
    this.closeIdleConnections();
    this[kConnectionsCheckingInterval].close();
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

/** The handler of a request rejected, and nobody took it. */
function failResponse(res: ServerResponse): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  res.statusCode = 500;
  res.end(STATUS_CODES[500]);
}

// Bundlers rename one of two classes of a name; programs see it in what they print.
Object.defineProperty(Server, 'name', { value: 'Server' });
