import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import { currentContext } from './async-context.ts';
import type { Agent } from './http-agent.ts';
import { failOwner, transportOf } from './http-bridge.ts';
import { checkRequest, normalizeRequest, type RequestArgs } from './http-client-options.ts';
import type { ResponseReceiver } from './http-exchanges.ts';
import { createHead } from './http-head-record.ts';
import { kHead, kOutHeaders } from './http-header-store.ts';
import { type CreateConnection, connectAlone, destroyOnAbort, listenToTimeouts, returnUnused, whenConnected } from './http-client-connection.ts';
import { createResponse, handOver, isLast, tellInterim, tellResponseTimeout } from './http-client-response.ts';
import { uniqueHeaderNames } from './http-headers.ts';
import { limitResponses } from './http-limits.ts';
import { type IncomingMessage, kBody, kPull, kStreaming } from './http-incoming.ts';
import { OutgoingMessage } from './http-outgoing.ts';
import { type Chunk, kErrored, kUniqueHeaders } from './http-outgoing-state.ts';
import { setRequestHeaders } from './http-request-headers.ts';
import { RequestSender } from './http-request-sender.ts';
import type { HttpSocket, HttpSocketOwner } from './http-socket.ts';
import { assertDuration, connectionReset, parseError } from './net-error.ts';
import { sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';

const BODILESS = /^(?:GET|HEAD|DELETE|OPTIONS|TRACE|CONNECT)$/;

/** http.ClientRequest. */
export class ClientRequest extends OutgoingMessage implements HttpSocketOwner, ResponseReceiver {
  readonly context = currentContext();
  agent: Agent | undefined;
  readonly method: string;
  path: string;
  readonly host: string;
  readonly protocol: string;
  timeout: number | undefined;
  /** The listener that brings its connection's timeouts here; there once somebody has asked for one. */
  timeoutCb: (() => void) | null = null;
  reusedSocket = false;
  /** By this the stream functions tell a response from a request in a server. */
  upgradeOrConnect = false;
  aborted = false;
  res: IncomingMessage | null = null;
  maxHeadersCount: number | null = null;
  joinDuplicateHeaders: boolean;
  readonly maxHeaderSize: number | undefined;
  readonly insecureHTTPParser: boolean | undefined;
  readonly #sender = new RequestSender(this, () => `${this.method} ${this.path}\r\n${this[kHead]?.lines ?? ''}`);
  /** What carries its messages: its socket, or what stands behind that. */
  #transport: HttpSocket | undefined;
  #ended = false;
  #releaseSignal: (() => void) | undefined;

  constructor(...args: RequestArgs) {
    super();
    const { options, listener } = normalizeRequest(args);
    const { agent, protocol, method, path, host, port } = checkRequest(options);
    this.agent = agent;
    this.protocol = protocol;
    this.method = method;
    this.path = path;
    this.host = host;
    this.timeout = options.timeout;
    this.maxHeaderSize = options.maxHeaderSize;
    this.insecureHTTPParser = options.insecureHTTPParser;
    this[kUniqueHeaders] = uniqueHeaderNames(options.uniqueHeaders);
    this.joinDuplicateHeaders = options.joinDuplicateHeaders ?? false;
    this.useChunkedEncodingByDefault = !BODILESS.test(method);
    this.shouldKeepAlive = agent !== undefined && (agent.keepAlive || Number.isFinite(agent.maxSockets));
    this._last = !this.shouldKeepAlive;
    if (options.signal) this.#releaseSignal = destroyOnAbort(this, options.signal);
    if (listener) this.once('response', listener);
    setRequestHeaders(this, options, port);
    const { signal: _, ...connection } = { ...options, host, port, path: null };
    if (agent) agent.addRequest(this, connection);
    else connectAlone(options.createConnection as CreateConnection, connection, (error, socket) => this.onSocket(socket, error));
  }

  override _implicitHeader(): void {
    const head = createHead(this, this[kOutHeaders], undefined);
    this[kHead] = head;
    this._last = head.last;
  }

  override startLine(): string {
    return `${this.method} ${this.path} HTTP/1.1`;
  }

  /** There is a connection for it, or there is none to be had. Agents of any maker call it. */
  onSocket(socket: HttpSocket | undefined, error?: Error | null): void {
    // Before anybody listens for what it brings: the request is on its way first.
    nextTick(() => this.#onSocket(socket, error ?? null));
    if (socket !== undefined && !error) {
      const transport = transportOf(socket, 'client');
      transport.owner = this;
      socket._httpMessage = this;
    }
  }

  #onSocket(socket: HttpSocket | undefined, error: Error | null): void {
    if (this.destroyed || error || socket === undefined) {
      const reason = error ?? this[kErrored] ?? (this.aborted ? undefined : connectionReset('socket hang up'));
      if (socket !== undefined && !socket.destroyed) returnUnused(this, socket, error);
      this.#fail(reason);
      return;
    }
    if (this.#transport !== undefined) return;
    const transport = transportOf(socket, 'client');
    this.#transport = transport;
    limitResponses(transport.handle, this);
    this.socket = socket;
    if (this.timeout !== undefined || this.agent?.options?.timeout) listenToTimeouts(this);
    if (transport === socket) socket.on('error', failOwner);
    this.emit('socket', socket);
    this.#sender.start(transport);
    if (!transport.connecting) this.socketDrained();
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
    return this.#transport === undefined || this.#transport.connecting;
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
    this.#sender.send({ kind: 'end', trailers: this._trailer });
  }

  receive(record: HttpResponseRecord): void {
    const { socket } = this;
    const transport = this.#transport;
    if (socket === null || transport === undefined || transport.destroyed || this.res !== null) return;
    transport.touch();
    if (record.upgraded !== undefined) {
      this.#sender.stop();
      if (handOver(this, record, transport)) {
        this.destroyed = true;
        this.#close();
      } else transport.destroy();
      return;
    }
    if (record.status < 200) return tellInterim(this, record);
    const res = createResponse(this, socket, record);
    this.res = res;
    if (this.shouldKeepAlive && isLast(record)) this.shouldKeepAlive = false;
    if (record.body === undefined) {
      res[kStreaming] = true;
      res[kPull] = () => sys.netPause(transport.handle, false);
    } else res[kBody] = record.body;
    // First, so that the connection is free again before the program hears of the end.
    res.on('end', () => this.#responseEnded());
    socket.on('timeout', tellResponseTimeout);
    if (this.aborted || !this.emit('response', res)) res._dump();
    if (record.body !== undefined) res.arrived();
  }

  receiveBody(bytes: ArrayBuffer): void {
    this.#transport?.touch();
    this.res?.receive(bytes);
  }

  receiveEnd(trailers: string): void {
    this.res?.receiveEnd(trailers);
  }

  #responseEnded(): void {
    this.#ended = true;
    this.#sender.stop();
    this.socket?.removeListener('timeout', tellResponseTimeout);
    if (!this.shouldKeepAlive) this.#transport?.destroySoon();
    else if (this.writableFinished && !this.aborted) this.#release();
  }

  override beforeFinish(): void {
    if (this.shouldKeepAlive && this.#ended && !this.destroyed) nextTick(() => this.#release());
  }

  /** Gives the connection back to the agent, after the program's own listeners for the end. */
  #release(): void {
    const { socket, res } = this;
    const transport = this.#transport;
    if (socket === null || transport?.owner !== this) return;
    transport.owner = null;
    socket.removeListener('error', failOwner);
    if (this.timeoutCb) {
      socket.setTimeout(0);
      socket.removeListener('timeout', this.timeoutCb);
      this.timeoutCb = null;
    }
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
    this.#transport?.destroy(error);
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
    listenToTimeouts(this);
    assertDuration(ms, 'msecs');
    if (listener) this.once('timeout', listener);
    whenConnected(this, (socket) => socket.setTimeout(ms));
    return this;
  }

  setNoDelay(enable?: boolean): void {
    whenConnected(this, (socket) => socket.setNoDelay(enable));
  }
  setSocketKeepAlive(enable?: boolean, ms?: number): void {
    whenConnected(this, (socket) => socket.setKeepAlive(enable, ms));
  }
  clearTimeout(listener?: () => void): void {
    this.setTimeout(0, listener);
  }

  socketDrained(): void {
    this.drained();
  }

  socketEnded(): void {
    if (this.res === null) this.#failSocket(connectionReset('socket hang up'));
    this.#transport?.destroySoon();
  }

  socketFailed(error: Error): void {
    this.#failSocket(error);
  }

  #failSocket(error: Error): void {
    if (this.#transport?._hadError) return;
    if (this.#transport) this.#transport._hadError = true;
    this.emit('error', error);
  }

  parseFailed(text: string): void {
    this.#failSocket(parseError(text));
    this.#transport?.destroy();
  }

  /** Its own listeners on the socket do that. */
  socketTimedOut(): boolean {
    return false;
  }

  socketClosed(): void {
    const { res } = this;
    this.#sender.stop();
    this.destroyed = true;
    this.socket?.removeListener('timeout', tellResponseTimeout);
    if (res === null) {
      const transport = this.#transport;
      if (transport !== undefined && !transport._hadError) {
        transport._hadError = true;
        this.emit('error', connectionReset('socket hang up'));
      }
      this.#close();
      return;
    }
    if (!res.complete) res.destroy(connectionReset('aborted'));
    this.#close();
  }
}
