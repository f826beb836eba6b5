import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import { currentContext } from './async-context.ts';
import { abortError, unavailable } from './errors.ts';
import type { Agent, Destination } from './http-agent.ts';
import { checkRequest, normalizeRequest, type RequestArgs, type RequestOptions } from './http-client-options.ts';
import type { ResponseReceiver } from './http-exchanges.ts';
import { createHead } from './http-head-record.ts';
import { kHead, kOutHeaders } from './http-header-store.ts';
import { joinHeaders, rawHeader } from './http-headers.ts';
import { IncomingMessage, kBody, kPull, kStreaming, setVersion } from './http-incoming.ts';
import { OutgoingMessage } from './http-outgoing.ts';
import { type Chunk, kErrored } from './http-outgoing-state.ts';
import { setRequestHeaders } from './http-request-headers.ts';
import { RequestSender } from './http-request-sender.ts';
import type { HttpSocket, HttpSocketOwner } from './http-socket.ts';
import { connectionReset, parseError } from './net-error.ts';
import { sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';

/** Methods whose requests usually have no body. */
const BODILESS = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

/** http.ClientRequest. */
export class ClientRequest extends OutgoingMessage implements HttpSocketOwner, ResponseReceiver, Destination {
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
  readonly #sender = new RequestSender(this, () => `${this.method} ${this.path}\r\n${this[kHead]?.lines ?? ''}`);
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
    setRequestHeaders(this, options);
    this.agent.addRequest(this, { host, port, localAddress: options.localAddress, family: options.family });
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
    this.#sender.start(socket);
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
    this.#sender.send({ kind: 'whole', body, encoding });
  }
  override sendHead(): void {
    this.#sender.send({ kind: 'head' });
  }
  override sendPiece(bytes: Uint8Array): boolean {
    return this.#sender.send({ kind: 'piece', bytes });
  }
  override sendEnd(): void {
    this.#sender.send({ kind: 'end' });
  }

  receive(record: HttpResponseRecord): void {
    const { socket } = this;
    if (socket === null || socket.destroyed || this.res !== null) return;
    socket.touch();
    if (record.status < 200) {
      this.#receiveInterim(record);
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

  #receiveInterim({ status, message, headers: rawHeaders }: HttpResponseRecord): void {
    if (status === 101) throw unavailable('An HTTP upgrade');
    if (status === 100) this.emit('continue');
    const headers = joinHeaders(rawHeaders, false);
    this.emit('information', { statusCode: status, statusMessage: message, httpVersion: '1.1', httpVersionMajor: 1, httpVersionMinor: 1, headers, rawHeaders });
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
    this.#sender.stop();
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
    this.#sender.stop();
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
