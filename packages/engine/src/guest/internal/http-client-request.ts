import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import { Buffer } from '../node/buffer.ts';
import { currentContext } from './async-context.ts';
import { abortError, errnoName, unavailable } from './errors.ts';
import type { Agent, Destination } from './http-agent.ts';
import { checkRequest, normalizeRequest, type RequestArgs, type RequestOptions } from './http-client-options.ts';
import { createHead, type GivenHeaders } from './http-head-record.ts';
import { kHead, kOutHeaders } from './http-header-store.ts';
import { type HeaderValue, joinHeaders, rawHeader } from './http-headers.ts';
import { IncomingMessage, kBody, kPull, kStreaming, setVersion } from './http-incoming.ts';
import { type Chunk, kErrored, OutgoingMessage } from './http-outgoing.ts';
import type { HttpSocket, HttpSocketOwner } from './http-socket.ts';
import { connectionReset, parseError } from './net-error.ts';
import { runFor } from './net-registry.ts';
import { entries, sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';

const { parse } = JSON;

/** Methods whose requests usually have no body. */
const BODILESS = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);
const HIGH_WATER_MARK = 65_536;

/** By exchange. */
const underWay = new Map<number, ClientRequest>();

type Part =
  | { readonly kind: 'whole'; readonly body: Chunk; readonly encoding: string | undefined }
  | { readonly kind: 'head' | 'end' }
  | { readonly kind: 'piece'; readonly bytes: Uint8Array };

/** http.ClientRequest. */
export class ClientRequest extends OutgoingMessage implements HttpSocketOwner, Destination {
  readonly context = currentContext();
  readonly agent: Agent;
  readonly method: string;
  path: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: string = 'http:';
  readonly localAddress: string | undefined = undefined;
  readonly family: number | undefined = undefined;
  timeout: number | undefined;
  reusedSocket = false;
  /** By this the stream functions tell a response from a request in a server. */
  upgradeOrConnect = false;
  aborted = false;
  res: IncomingMessage | null = null;
  maxHeadersCount: number | null = null;
  joinDuplicateHeaders: boolean;
  /** What was written before there was a connection. */
  #parts: Part[] = [];
  #partBytes = 0;
  #exchange = 0;
  #ended = false;
  /** Told of its connection's timeouts: somebody asked for one on the request or the agent. */
  #timed: boolean;
  #releaseSignal: (() => void) | undefined;

  constructor(...args: RequestArgs) {
    super();
    const { options, listener } = normalizeRequest(args);
    const { agent, method, path, host, port } = checkRequest(options);
    this.agent = agent as Agent;
    this.method = method;
    this.path = path;
    this.host = host;
    this.port = port;
    this.timeout = options.timeout;
    this.#timed = options.timeout !== undefined || Boolean(this.agent.options.timeout);
    this.joinDuplicateHeaders = options.joinDuplicateHeaders ?? false;
    this.useChunkedEncodingByDefault = !BODILESS.has(method);
    this.shouldKeepAlive = this.agent.keepAlive || Number.isFinite(this.agent.maxSockets);
    this._last = !this.shouldKeepAlive;
    if (options.setDefaultHeaders === false) {
      this._removedConnection = true;
      this._removedContLen = true;
      this._removedTE = true;
    }
    if (options.signal) this.#destroyOn(options.signal);
    if (listener) this.once('response', listener);
    this.#setHeaders(options);
    this.agent.addRequest(this, { host, port, localAddress: options.localAddress, family: options.family });
  }

  #setHeaders(options: RequestOptions): void {
    const { headers } = options;
    if (Array.isArray(headers)) {
      this[kHead] = createHead(this, null, headers as GivenHeaders);
      return;
    }
    if (headers) for (const [name, value] of Object.entries(headers as Record<string, HeaderValue>)) this.setHeader(name, value);
    const setHost = options.setHost ?? options.setDefaultHeaders !== false;
    if (setHost && !this.hasHeader('host')) {
      const name = this.host.includes(':') && !this.host.startsWith('[') ? `[${this.host}]` : this.host;
      this.setHeader('Host', this.port === this.agent.defaultPort ? name : `${name}:${this.port}`);
    }
    if (options.auth && !this.hasHeader('authorization')) this.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
    if (this.hasHeader('expect')) {
      this._implicitHeader();
      this.startHead();
    }
  }

  #destroyOn(signal: NonNullable<RequestOptions['signal']>): void {
    const onAbort = () => this.destroy(abortError(signal.reason));
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    this.#releaseSignal = () => signal.removeEventListener('abort', onAbort);
  }

  override _implicitHeader(): void {
    const head = createHead(this, this[kOutHeaders], undefined);
    this[kHead] = head;
    this._last = head.last;
  }

  override startLine(): string {
    return `${this.method} ${this.path} HTTP/1.1`;
  }

  /** The agent has a connection for it. */
  assign(socket: HttpSocket): void {
    socket.owner = this;
    socket._httpMessage = this;
    nextTick(() => this.#onSocket(socket));
  }

  #onSocket(socket: HttpSocket): void {
    if (this.destroyed) {
      const error = this[kErrored] ?? (this.aborted ? undefined : connectionReset('socket hang up'));
      if (socket.destroyed) return this.#fail(error);
      // Never used: somebody else may have it.
      socket.owner = null;
      if (this[kErrored] || !this.agent.keepAlive) socket.destroy();
      else socket.emit('free');
      this.#fail(error);
      return;
    }
    this.socket = socket;
    if (this.timeout !== undefined && socket.timeout !== this.timeout) socket.setTimeout(this.timeout);
    this.emit('socket', socket);
    const parts = this.#parts;
    this.#parts = [];
    this.#partBytes = 0;
    for (const part of parts) this.#send(part);
    if (!socket.connecting) this.socketDrained();
  }

  #fail(error: Error | undefined): void {
    this.destroyed = true;
    if (error) this.emit('error', error);
    this.#close();
  }

  #close(): void {
    if (this._closed) return;
    this._closed = true;
    this.#releaseSignal?.();
    this.emit('close');
  }

  override get unconnected(): boolean {
    return this.socket === null || this.socket.connecting;
  }

  override sendWhole(body: Chunk, encoding: string | undefined): void {
    this.#send({ kind: 'whole', body, encoding });
  }
  override sendHead(): void {
    this.#send({ kind: 'head' });
  }
  override sendPiece(bytes: Uint8Array): boolean {
    return this.#send({ kind: 'piece', bytes });
  }
  override sendEnd(): void {
    this.#send({ kind: 'end' });
  }

  /** Returns false when the writer should wait. */
  #send(part: Part): boolean {
    const { socket } = this;
    if (socket === null) {
      this.#parts.push(part);
      if (part.kind === 'piece') this.#partBytes += part.bytes.length;
      return this.#partBytes < HIGH_WATER_MARK;
    }
    if (socket.destroyed || socket.handle === 0) return false;
    socket.touch();
    switch (part.kind) {
      case 'whole':
        this.#start(part.body, part.encoding);
        return true;
      case 'head':
        this.#start(undefined, undefined);
        return true;
      case 'piece':
        return sys.httpRequestWrite(this.#exchange, part.bytes) !== 0;
      case 'end':
        sys.httpRequestEnd(this.#exchange);
        return true;
    }
  }

  /** Sends the head, with the whole body when it is there. */
  #start(body: Chunk | undefined, encoding: string | undefined): void {
    const { socket } = this;
    if (socket === null) return;
    const text = typeof body === 'string' && (encoding === undefined || /^utf-?8$/i.test(encoding)) ? body : undefined;
    const bytes = body === undefined || text !== undefined ? undefined : typeof body === 'string' ? Buffer.from(body, encoding) : body;
    const streaming = body === undefined || bytes !== undefined;
    const id = sys.httpRequest(socket.handle, `${this.method} ${this.path}\r\n${this[kHead]?.lines ?? ''}\r\n${text ?? ''}`, streaming);
    if (id < 0) {
      // The other side has closed: its end is on its way to the socket.
      if (errnoName(id) !== 'ECONNRESET') socket.destroy();
      return;
    }
    this.#exchange = id;
    underWay.set(id, this);
    if (bytes === undefined) return;
    sys.httpRequestWrite(id, bytes);
    sys.httpRequestEnd(id);
  }

  /** From the host: an interim answer, the head of the response, or all of it. */
  receive(record: HttpResponseRecord): void {
    const { socket } = this;
    if (socket === null || socket.destroyed || this.res !== null) return;
    socket.touch();
    if (record.status < 200) {
      if (record.status === 101) throw unavailable('An HTTP upgrade');
      if (record.status === 100) this.emit('continue');
      this.emit('information', {
        statusCode: record.status,
        statusMessage: record.message,
        httpVersion: '1.1',
        httpVersionMajor: 1,
        httpVersionMinor: 1,
        headers: joinHeaders(record.headers, false),
        rawHeaders: record.headers,
      });
      return;
    }
    const res = new IncomingMessage(socket);
    res.statusCode = record.status;
    res.statusMessage = record.message;
    res.rawHeaders = record.headers;
    if (record.version !== undefined) setVersion(res, record.version);
    res.joinDuplicateHeaders = this.joinDuplicateHeaders;
    (res as unknown as { req: ClientRequest }).req = this;
    this.res = res;
    if (this.shouldKeepAlive && /\bclose\b/i.test(rawHeader(record.headers, 'connection') ?? (record.version === undefined ? '' : 'close')))
      this.shouldKeepAlive = false;
    if (record.body === undefined) {
      res[kStreaming] = true;
      res[kPull] = () => sys.netPause(socket.handle, false);
    } else res[kBody] = record.body;
    // First, so that the connection is free again before the program hears of the end.
    res.on('end', () => this.#responseEnded());
    if (this.aborted || !this.emit('response', res)) res._dump();
    if (record.body !== undefined) res.arrived();
  }

  receiveBody(bytes: ArrayBuffer): void {
    this.socket?.touch();
    this.res?.receive(bytes);
  }

  receiveEnd(): void {
    this.res?.receiveEnd();
  }

  #responseEnded(): void {
    this.#ended = true;
    underWay.delete(this.#exchange);
    if (!this.shouldKeepAlive) this.socket?.destroySoon();
    else if (this.writableFinished && !this.aborted) this.#release();
  }

  override beforeFinish(): void {
    if (this.shouldKeepAlive && this.#ended && !this.destroyed) nextTick(() => this.#release());
  }

  /** Gives the connection back to the agent, after the program's own listeners for the end. */
  #release(): void {
    const { socket, res } = this;
    if (socket === null || socket.owner !== this) return;
    socket.owner = null;
    this.destroyed = true;
    // What the program still does with the response must not touch a connection that is somebody else's.
    if (res !== null) res.socket = null;
    nextTick(() => {
      this.#close();
      socket.emit('free');
    });
  }

  override destroy(error?: Error | null): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.res?._dump();
    this[kErrored] = error;
    this.socket?.destroy(error);
    return this;
  }

  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    nextTick(() => this.emit('abort'));
    this.destroy();
  }

  override setTimeout(ms: number, listener?: () => void): this {
    if (this.#ended) return this;
    this.#timed = true;
    if (listener) this.once('timeout', listener);
    if (this.socket) this.socket.setTimeout(ms);
    else this.once('socket', (socket: HttpSocket) => socket.setTimeout(ms));
    return this;
  }

  setNoDelay(): void {}
  setSocketKeepAlive(): void {}
  clearTimeout(listener?: () => void): void {
    this.setTimeout(0, listener);
  }

  socketDrained(): void {
    this.drained();
  }

  socketEnded(): void {
    if (this.res === null) this.#failSocket(connectionReset('socket hang up'));
    this.socket?.destroy();
  }

  socketFailed(error: Error): void {
    this.#failSocket(error);
  }

  #failSocket(error: Error): void {
    const socket = this.socket;
    if (socket !== null) {
      if (socket._hadError) return;
      socket._hadError = true;
    }
    this.emit('error', error);
  }

  /** What came back is no HTTP. */
  parseFailed(text: string): void {
    const { socket } = this;
    this.#failSocket(parseError(text));
    socket?.destroy();
  }

  socketTimedOut(): boolean {
    this.res?.emit('timeout');
    if (!this.#timed) return false;
    this.#timed = false;
    return this.emit('timeout');
  }

  socketClosed(): void {
    const { res } = this;
    underWay.delete(this.#exchange);
    this.destroyed = true;
    if (res === null) {
      const socket = this.socket;
      if (socket !== null && !socket._hadError) {
        socket._hadError = true;
        this.emit('error', connectionReset('socket hang up'));
      }
      this.#close();
      return;
    }
    if (!res.complete) res.destroy(connectionReset('aborted'));
    this.#close();
  }
}

entries.onHttpResponse = (json) => {
  const record = parse(json) as HttpResponseRecord;
  runFor(underWay.get(record.id), (request) => request.receive(record));
};
entries.onHttpResponseBody = (id, bytes) => runFor(underWay.get(id), (request) => request.receiveBody(bytes));
entries.onHttpResponseEnd = (id) => runFor(underWay.get(id), (request) => request.receiveEnd());
entries.onHttpResponseError = (id, text) => runFor(underWay.get(id), (request) => request.parseFailed(text));
