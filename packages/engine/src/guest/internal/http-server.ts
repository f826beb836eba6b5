import type { HttpRequestRecord } from '../../abi/syscalls.ts';
import EventEmitter from '../node/events.ts';
import { codedError, errnoName } from './errors.ts';
import { HttpSocket } from './http-socket.ts';
import { IncomingMessage } from './http-incoming.ts';
import { closeResponse, ServerResponse } from './http-response.ts';
import { nextTick } from './tick-queue.ts';
import { entries, sys } from './sys.ts';
import { netHandles, onSocketEvent } from './net-registry.ts';

const { parse } = JSON;

/** Requests of one connection wait here: HTTP/1.1 answers them one after another. */
interface ServerConnection {
  readonly socket: HttpSocket;
  readonly server: Server;
  readonly waiting: HttpRequestRecord[];
  current: { req: any; res: any } | undefined;
}

const connections = new Map<number, ServerConnection>();
const servers = new Map<number, Server>();
const open = new Map<number, { req: any; res: any }>();

export class Server extends (EventEmitter as unknown as new () => any) {
  listening = false;
  timeout = 0;
  keepAliveTimeout = 5000;
  headersTimeout = 60_000;
  requestTimeout = 300_000;
  maxHeadersCount = null;
  maxRequestsPerSocket = 0;
  #handle = 0;
  #port = 0;
  #sockets = new Set<ServerConnection>();

  constructor(options?: object | ((req: any, res: any) => void), listener?: (req: any, res: any) => void) {
    super();
    const handler = typeof options === 'function' ? (options as (req: any, res: any) => void) : listener;
    if (options && typeof options === 'object') Object.assign(this, options);
    if (handler) this.on('request', handler);
  }

  listen(...args: any[]): this {
    const callback = args.findLast((each) => typeof each === 'function');
    const options = typeof args[0] === 'object' && args[0] !== null ? args[0] : { port: args[0], host: typeof args[1] === 'string' ? args[1] : undefined };
    if (callback) this.once('listening', callback);
    if (this.#handle !== 0) throw codedError(Error, 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
    const port = Number(options.port ?? 0) || 0;
    const host = options.host ?? '::';
    const result = sys.netListen(port, host, 'http', new Error().stack ?? '');
    if (result < 0) {
      nextTick(() => {
        const code = errnoName(result);
        const text =
          code === 'EADDRINUSE'
            ? 'address already in use'
            : code === 'EMFILE'
              ? 'too many open files'
              : code === 'EADDRNOTAVAIL'
                ? 'address not available'
                : code;
        this.emit(
          'error',
          Object.assign(new Error(`listen ${code}: ${text} ${host}:${port}`), { code, errno: result, syscall: 'listen', address: host, port }),
        );
      });
      return this;
    }
    this.#handle = result;
    this.#port = sys.netPort(result);
    this.listening = true;
    servers.set(result, this);
    netHandles.set(result, {
      event: () => {
        netHandles.delete(result);
        servers.delete(result);
        this.emit('close');
      },
      listening: () => {
        if (this.listening) this.emit('listening');
      },
    });
    return this;
  }

  address(): object | null {
    return this.#handle === 0 ? null : { address: '::', family: 'IPv6', port: this.#port };
  }

  close(callback?: (error?: Error) => void): this {
    if (this.#handle === 0) {
      if (callback) nextTick(callback as never, codedError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.'));
      return this;
    }
    if (callback) this.once('close', callback);
    const handle = this.#handle;
    this.#handle = 0;
    this.listening = false;
    sys.netClose(handle);
    return this;
  }

  closeAllConnections(): void {
    for (const { socket } of [...this.#sockets]) socket.destroy();
  }

  closeIdleConnections(): void {
    for (const { socket, current } of [...this.#sockets]) if (current === undefined) socket.destroy();
  }

  getConnections(callback: (error: null, count: number) => void): void {
    nextTick(callback as never, null, this.#sockets.size);
  }

  setTimeout(ms: number, listener?: () => void): this {
    this.timeout = ms;
    if (listener) this.on('timeout', listener);
    return this;
  }

  ref(): this {
    if (this.#handle !== 0) sys.netRef(this.#handle, true);
    return this;
  }

  unref(): this {
    if (this.#handle !== 0) sys.netRef(this.#handle, false);
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => this.close(() => resolve()));
  }

  connect(handle: number): ServerConnection {
    const connection: ServerConnection = { socket: new HttpSocket(handle), server: this, waiting: [], current: undefined };
    connections.set(handle, connection);
    this.#sockets.add(connection);
    netHandles.set(handle, {
      event: (event) => {
        if (event !== 'close') return;
        netHandles.delete(handle);
        connections.delete(handle);
        connection.waiting.length = 0;
        this.#sockets.delete(connection);
        connection.socket.closed();
      },
    });
    if (this._events.connection !== undefined) this.emit('connection', connection.socket);
    return connection;
  }
}

entries.onHttpRequest = (json) => {
  const records = parse(json) as HttpRequestRecord[];
  for (const record of records) {
    const server = servers.get(record.server);
    if (server === undefined) continue;
    const connection = connections.get(record.socket) ?? server.connect(record.socket);
    if (connection.current === undefined) serve(connection, record);
    else connection.waiting.push(record);
  }
};

function serve(connection: ServerConnection, record: HttpRequestRecord): void {
  const req = new (IncomingMessage as any)(connection.socket);
  req._id = record.id;
  req.method = record.method;
  req.url = record.url;
  req.rawHeaders = record.headers;
  req._body = record.body;
  if (record.streaming) {
    req._streaming = true;
    req._onDestroy = () => connection.socket.destroy();
  }
  const res = new (ServerResponse as any)(req);
  req.res = res;
  const exchange = { req, res };
  connection.current = exchange;
  open.set(record.id, exchange);
  res._done = () => {
    open.delete(record.id);
    connection.current = undefined;
    if (!record.streaming) req.complete = true;
    const next = connection.waiting.shift();
    // In a callback of its own, so that an exception in the next handler is not this request's.
    if (next !== undefined) nextTick(serve as never, connection, next);
  };
  connection.server.emit('request', req, res);
}

entries.onHttpBody = (id, bytes) => open.get(id)?.req._piece(bytes);
entries.onHttpBodyEnd = (id) => open.get(id)?.req._pieceEnd();
entries.onHttpDrain = (id) => {
  const res = open.get(id)?.res;
  if (res === undefined) return;
  res._needDrain = false;
  res.emit('drain');
};

/** The client hung up before the response was complete. */
entries.onHttpAbort = (id) => {
  const exchange = open.get(id);
  if (exchange === undefined) return;
  open.delete(id);
  const { req, res } = exchange;
  req.socket.destroyed = true;
  res._destroyed = true;
  if (!req.complete || !res.finished) {
    req.aborted = true;
    req.emit('aborted');
    const error = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    // Node only raises it when somebody listens: a server does not crash because a client left.
    if (req.listenerCount('error') > 0) req.destroy(error);
    else if (!req.destroyed) {
      req.on('error', ignore);
      req.destroy(error);
    }
  }
  closeResponse(res);
};

function ignore(): void {}

entries.onListening = (handle) => netHandles.get(handle)?.listening?.();
entries.onSocket = onSocketEvent;
