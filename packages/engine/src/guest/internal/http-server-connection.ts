import { CELL } from '../../abi/entries.ts';
import type { HttpRequestRecord } from '../../abi/syscalls.ts';
import { type ContextFrame, currentContext, pushRequest, requests, setContext } from './async-context.ts';
import { completeLater } from './completions.ts';
import { codedError } from './errors.ts';
import { Fifo } from './fifo.ts';
import { dumpRequest, type IncomingMessage, kBody, kPull, kStreaming, setVersion } from './http-incoming.ts';
import { closeResponse, kExchange, kOwner, type ResponseOwner, type ServerResponse } from './http-response.ts';
import type { Server } from './http-server.ts';
import type { HttpSocket, HttpSocketOwner } from './http-socket.ts';
import { IdleTimer, MessageClock } from './http-server-clocks.ts';
import { answering, connections } from './http-server-registry.ts';
import { type Ahead, abandon, announceRequest, handOverUpgrade, isEmpty, refuseClient, tellTimeout } from './http-server-special.ts';
import { parseError } from './net-error.ts';
import { cell, sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';

/** Turns of the loop that the next request of a client waits for work that the one before left behind. */
const MAX_SETTLING_TURNS = 64;

/** The server's side of one connection: its requests are answered one after another. */
export class ServerConnection implements HttpSocketOwner, ResponseOwner {
  /** What programs see. */
  readonly socket: HttpSocket;
  /** What carries the messages: the same, but for streams of a program's own. */
  readonly #transport: HttpSocket;
  readonly #server: Server;
  #waiting = new Fifo<HttpRequestRecord>();
  /** Requests that handlers have seen while the one before was unanswered; there once a client has pipelined. */
  #ahead: Fifo<Ahead> | undefined;
  /** The request whose body is arriving, or came last. */
  #incoming: IncomingMessage | undefined;
  #request: IncomingMessage | undefined;
  #response: ServerResponse | undefined;
  /** Where requests are attributed: the context of the one that is being answered. */
  #requestContext: ContextFrame | undefined;
  #exchange = 0;
  #requestCount = 0;
  #served = false;
  #settlingTurns = 0;
  readonly #idleTimer = new IdleTimer(() => this.#closeIdle());
  readonly #clock = new MessageClock();

  constructor(server: Server, transport: HttpSocket) {
    this.#server = server;
    this.#transport = transport;
    this.socket = transport.face;
    transport.owner = this;
    if (server.timeout > 0) transport.setTimeout(server.timeout);
    connections.set(transport.handle, this);
  }

  get context(): ContextFrame | undefined {
    return this.#requestContext ?? this.#server.context;
  }

  get keepAliveLines(): string {
    return this.#server.keepAliveLines;
  }

  get uniqueHeaders(): ReadonlySet<string> | undefined {
    return this.#server.uniqueHeaders;
  }

  get rejectsBody(): boolean {
    return this.#server.rejectNonStandardBodyWrites;
  }
  /** Waiting for its next request, having answered one. */
  get idle(): boolean {
    return this.#served && this.#free;
  }

  get #free(): boolean {
    return this.#response === undefined && this.#waiting.length === 0;
  }

  /** Requests of one batch: all are noted before the first handler runs, which may throw. */
  receive(records: readonly HttpRequestRecord[]): void {
    if (this.#transport.destroyed) return;
    const first = this.#free ? records[0] : undefined;
    for (const record of records) if (record !== first) this.#waiting.push(record);
    if (first !== undefined) this.#serve(first);
    else this.#serveAhead();
  }

  /** Requests that came in bytes are looked at as soon as those before have come in full, answered or not. */
  #serveAhead(): void {
    while (this.#response !== undefined && this.#waiting.first?.ahead && !this.#incoming?.[kStreaming] && !this.#transport.destroyed) {
      const record = this.#waiting.shift();
      if (record !== undefined) this.#serve(record);
    }
  }

  #serve(record: HttpRequestRecord): void {
    if (!requests.areAttributed) {
      this.#answer(record);
      return;
    }
    const before = currentContext();
    this.#requestContext = pushRequest(record.method, record.url);
    try {
      this.#answer(record);
    } finally {
      setContext(before);
    }
  }

  #answer(record: HttpRequestRecord): void {
    const { socket } = this;
    const server = this.#server;
    const req = new server.IncomingMessage(socket);
    req.method = record.method;
    req.url = record.url;
    req.rawHeaders = record.headers;
    if (record.body !== undefined) req[kBody] = record.body;
    if (record.version !== undefined) setVersion(req, record.version);
    if (record.upgrade && handOverUpgrade(server, this.#transport, record, req, () => this.#forget())) return;
    if (record.streaming) {
      const { handle } = this.#transport;
      req[kStreaming] = true;
      req[kPull] = () => sys.netPause(handle, false);
      if (this.#clock.completeHead()) this.#server.limitConnections();
    } else this.#clock.stop();
    if (server.optimizeEmptyRequests && isEmpty(record)) req._dumped = true;
    if (server.joinDuplicateHeaders) req.joinDuplicateHeaders = true;
    const res = new server.ServerResponse(req);
    res[kExchange] = record.id;
    res[kOwner] = this;
    if (record.close) res.shouldKeepAlive = false;
    this.#served = true;
    this.#incoming = req;
    if (this.#response === undefined) {
      res.socket = socket;
      this.#request = req;
      this.#response = res;
      this.#exchange = record.id;
      socket._httpMessage = res;
    } else (this.#ahead ??= new Fifo()).push({ req, res, exchange: record.id });
    if (socket.timeout) this.#transport.touch();
    answering.set(record.id, this);
    try {
      if (record.noHost && server.requireHostHeader) res.writeHead(400, ['Connection', 'close']).end();
      else announceRequest(server, socket, req, res, ++this.#requestCount);
    } finally {
      // What came whole is complete once the handler has returned for the first time, as in Node.
      if (!record.streaming) req.arrived();
    }
  }

  headBegun(): void {
    this.#clock.begin(this.#request !== undefined);
    this.#server.limitConnections();
  }

  /** Whether a message is under way; one that takes too long fails. */
  checkTime(): boolean {
    if (this.#clock.isLate(this.#server)) {
      this.socketFailed(codedError(Error, 'ERR_HTTP_REQUEST_TIMEOUT', 'Request timeout'));
      return false;
    }
    return this.#clock.isRunning;
  }

  /** A piece of the body of the request that is being answered. */
  receiveBody(bytes: ArrayBuffer): void {
    if (this.socket.timeout) this.#transport.touch();
    this.#incoming?.receive(bytes);
  }

  receiveBodyEnd(trailers: string): void {
    this.#clock.stop();
    this.#incoming?.receiveEnd(trailers);
    if (this.#request === this.#incoming && this.#response?.writableFinished) this.#next();
    else this.#serveAhead();
  }

  /** Called before the program's 'finish' listeners. */
  responseFinished(res: ServerResponse): void {
    const req = this.#request;
    if (res !== this.#response || req === undefined) return;
    if (this.socket.timeout) this.#transport.touch();
    dumpRequest(req);
    res.socket = null;
    this.socket._httpMessage = null;
    // Without listeners nobody can tell when it closes.
    if (res._events?.['close'] === undefined && res._events?.['finish'] === undefined) closeResponse(res);
    else nextTick(closeResponse, res);
    if (res._last) this.#transport.destroySoon();
    else if (!req[kStreaming]) this.#next();
  }

  /** This request is done with: on to the one that waits, or to being idle. */
  #next(): void {
    answering.delete(this.#exchange);
    this.#request = undefined;
    this.#response = undefined;
    this.#requestContext = undefined;
    const ahead = this.#ahead?.shift();
    if (ahead !== undefined) this.#goOnWith(ahead);
    else if (this.#waiting.length > 0) completeLater(this.#serveNext);
    else this.#beginIdle();
  }

  /** What its handler has written already leaves now. */
  #goOnWith({ req, res, exchange }: Ahead): void {
    this.#request = req;
    this.#response = res;
    this.#exchange = exchange;
    this.socket._httpMessage = res;
    res.assignSocket(this.socket);
    nextTick(() => {
      if (!this.#transport.destroyed) res.drained();
    });
  }

  /**
   * A client sends its next request after it has the response: by then a real loop has run what was left behind
   * (a file being closed, an immediate). Without this, a batch would pile up what each request leaves open for a moment.
   */
  readonly #serveNext = (): void => {
    if (this.#transport.destroyed) return;
    const busy = (cell[CELL.completions] as number) > 0 || (cell[CELL.immediates] as number) > 0;
    if (busy && this.#settlingTurns++ < MAX_SETTLING_TURNS) {
      completeLater(this.#serveNext);
      return;
    }
    this.#settlingTurns = 0;
    // A new request is nobody's continuation.
    setContext(this.context);
    const record = this.#waiting.shift();
    if (record !== undefined) this.#serve(record);
  };

  #beginIdle(): void {
    const { keepAliveTimeout, keepAliveTimeoutBuffer } = this.#server;
    if (keepAliveTimeout > 0) this.#idleTimer.start(keepAliveTimeout + keepAliveTimeoutBuffer);
  }

  #closeIdle(): void {
    if (this.idle) this.socket.destroy();
  }

  drained(): void {
    this.#response?.drained();
  }

  socketDrained(): void {}

  /** A client that ends has gone, unless the server is told that it still reads. */
  socketEnded(): void {
    const last = this.#ahead?.last?.res ?? this.#response;
    if (!this.#server.httpAllowHalfOpen || last === undefined) this.socket.destroy();
    else last._last = true;
  }

  parseFailed(text: string): void {
    this.socketFailed(parseError(text));
  }

  socketFailed(error: Error & { code?: string }): void {
    const { socket } = this;
    if (this.#transport._hadError) return;
    this.#transport._hadError = true;
    if (this.#server.emit('clientError', error, socket)) return;
    if (!socket.destroyed && !(this.#response?._headerSent ?? false)) refuseClient(socket, error.code ?? '');
    socket.destroy(error);
  }

  socketTimedOut(): boolean {
    return tellTimeout(this.#server, this.socket, this.#request, this.#response);
  }

  socketClosed(): void {
    const req = this.#request;
    const res = this.#response;
    const open = req !== undefined && res !== undefined ? [{ req, res, exchange: this.#exchange }] : [];
    for (let next = this.#ahead?.shift(); next !== undefined; next = this.#ahead?.shift()) open.push(next);
    this.#forget();
    abandon(open);
  }

  /** It serves no more. */
  #forget(): void {
    connections.delete(this.#transport.handle);
    answering.delete(this.#exchange);
    this.#waiting = new Fifo();
    this.#request = undefined;
    this.#response = undefined;
    this.#idleTimer.close();
    this.#server.removeConnection(this);
  }
}
