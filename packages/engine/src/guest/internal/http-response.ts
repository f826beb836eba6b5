import { Buffer } from '../node/buffer.ts';
import { codedError, invalidArgValue } from './errors.ts';
import { inspect } from './inspect.ts';
import { createHead, type GivenHeaders, type HeadRecord, pairsOf } from './http-head-record.ts';
import { assertHeadNotSent, kHead, kOutHeaders } from './http-header-store.ts';
import { hasInvalidCharacter, type HeaderValue, validateHeaderName, validateHeaderValue } from './http-headers.ts';
import type { IncomingMessage } from './http-incoming.ts';
import { OutgoingMessage } from './http-outgoing.ts';
import type { Chunk, Done } from './http-outgoing-state.ts';
import { flushRaw } from './http-outgoing-raw.ts';
import type { HttpSocket } from './http-socket.ts';
import { STATUS_CODES } from './http-status.ts';
import { sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';
import { assertInteger, assertObject } from './validate.ts';

/** The server's side of the connection that a response goes out on. */
export interface ResponseOwner {
  responseFinished(response: ServerResponse): void;
  readonly keepAliveLines: string;
  readonly rejectsBody: boolean;
  readonly uniqueHeaders: ReadonlySet<string> | undefined;
}

/** Number of the exchange on the host; 0 for a response that no request stands behind. */
export const kExchange: unique symbol = Symbol('exchange');
export const kOwner: unique symbol = Symbol('owner');

export class ServerResponse extends OutgoingMessage {
  declare req: IncomingMessage;
  declare statusCode: number;
  declare statusMessage: string | undefined;
  declare _sent100: boolean;
  declare _expect_continue: boolean;
  declare [kExchange]: number;
  declare [kOwner]: ResponseOwner | undefined;

  constructor(req: IncomingMessage) {
    super();
    this.req = req;
    if (req.method === 'HEAD') this._hasBody = false;
    if (req.httpVersionMinor < 1 || req.httpVersionMajor < 1) {
      this.useChunkedEncodingByDefault = /(?:^|\W)chunked(?:$|\W)/i.test(String(req.headers['te'] ?? ''));
      this.shouldKeepAlive = false;
    }
  }

  /** A response that waits for those before it on its connection. */
  override get unconnected(): boolean {
    return this.socket === null && this[kExchange] !== 0;
  }

  override get rejectsBody(): boolean {
    return this[kOwner]?.rejectsBody ?? false;
  }

  override get uniqueHeaders(): ReadonlySet<string> | undefined {
    return this[kOwner]?.uniqueHeaders;
  }

  override get keepAliveLines(): string {
    return this[kOwner]?.keepAliveLines ?? super.keepAliveLines;
  }

  writeHead(statusCode: number, reason?: string | GivenHeaders | null, given?: GivenHeaders | null): this {
    assertHeadNotSent(this);
    const status = statusCode | 0;
    if (status < 100 || status > 999)
      throw codedError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${typeof statusCode === 'string' ? statusCode : inspect(statusCode)}`);
    let headers = given ?? undefined;
    if (typeof reason === 'string') this.statusMessage = reason;
    else {
      this.statusMessage ||= STATUS_CODES[status] ?? 'unknown';
      headers ??= reason ?? undefined;
    }
    this.statusCode = status;
    if (this[kOutHeaders] !== null && headers !== undefined) {
      mergeHeaders(this, headers);
      headers = undefined;
    }
    if (this.statusMessage !== STATUS_CODES[status] && hasInvalidCharacter(this.statusMessage as string))
      throw codedError(TypeError, 'ERR_INVALID_CHAR', 'Invalid character in statusMessage');
    if (status < 200 || status === 204 || status === 304) this._hasBody = false;
    if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
    const head = createHead(this, this[kOutHeaders], headers);
    this[kHead] = head;
    if (head.last) this._last = true;
    return this;
  }

  writeHeader(statusCode: number, reason?: string | GivenHeaders | null, given?: GivenHeaders | null): this {
    return this.writeHead(statusCode, reason, given);
  }

  override _implicitHeader(): void {
    this.writeHead(this.statusCode);
  }

  override startLine(): string {
    return `HTTP/1.1 ${this[kHead]?.status ?? ''}`;
  }

  override sendWhole(body: Chunk, encoding: string | undefined): void {
    if (this[kExchange] === 0) super.sendWhole(body, encoding);
    else if (typeof body === 'string' && (encoding === undefined || encoding === 'utf8' || encoding === 'utf-8')) sys.httpRespond(`${headText(this)}${body}`);
    else sys.httpRespond(headText(this), typeof body === 'string' ? Buffer.from(body, encoding) : body);
  }

  override sendHead(more: boolean): void {
    if (this[kExchange] === 0) super.sendHead(more);
    else sys.httpHead(headText(this), more);
  }

  override sendPiece(bytes: Uint8Array, more: boolean): boolean {
    return this[kExchange] === 0 ? super.sendPiece(bytes, more) : sys.httpWrite(this[kExchange], bytes, more) !== 0;
  }

  override sendEnd(): void {
    if (this[kExchange] === 0) super.sendEnd();
    else sys.httpEnd(this[kExchange], this._trailer);
  }

  override beforeFinish(): void {
    this[kOwner]?.responseFinished(this);
  }

  assignSocket(socket: HttpSocket): void {
    if (this.socket !== null) throw codedError(Error, 'ERR_HTTP_SOCKET_ASSIGNED', 'ServerResponse has an already assigned socket');
    this.socket = socket;
    flushRaw(this);
    this.emit('socket', socket);
  }

  detachSocket(): void {
    this.socket = null;
  }

  writeContinue(done?: Done): void {
    this.writeInformation(100, undefined, done);
    this._sent100 = true;
  }

  writeProcessing(done?: Done): void {
    this.writeInformation(102, undefined, done);
  }

  writeEarlyHints(hints: Record<string, HeaderValue>, done?: Done): void {
    assertObject(hints, 'hints');
    const { link, ...rest } = hints as Record<string, HeaderValue>;
    if (link === undefined || link === null || link.toString() === '') return;
    assertLinks(link);
    this.writeInformation(103, { Link: Array.isArray(link) ? link.join(', ') : (link as string), ...rest }, done);
  }

  /** An interim response (1xx) before the real one. */
  writeInformation(statusCode: number, headers?: GivenHeaders, done?: Done): void {
    assertHeadNotSent(this);
    assertInteger(statusCode, 'statusCode', 100, 199);
    let lines = '';
    for (const [name, value] of headers === undefined ? [] : pairsOf(headers)) {
      validateHeaderName(name);
      for (const each of [value].flat()) {
        validateHeaderValue(name, each);
        lines += `${name}: ${each}\r\n`;
      }
    }
    sys.httpHead(`${this[kExchange]} ${statusCode} ${STATUS_CODES[statusCode] ?? 'unknown'}\r\n${lines}\r\n`);
    if (done) nextTick(done);
  }
}

Object.assign(ServerResponse.prototype, {
  statusCode: 200,
  statusMessage: undefined,
  sendDate: true,
  _sent100: false,
  _expect_continue: false,
  [kExchange]: 0,
  [kOwner]: undefined,
});

const LINK = /^<[^>]*>(?:\s*;\s*[^;"\s]+(?:="?[^;"\s]*"?)?)*$/;

function assertLinks(links: HeaderValue): void {
  for (const link of [links].flat())
    if (!LINK.test(String(link))) throw invalidArgValue('hints', link, 'must be an array or string of format "</styles.css>; rel=preload; as=style"');
}

/** The head as it leaves, see HttpSyscalls. */
function headText(response: ServerResponse): string {
  const { status, lines } = response[kHead] as HeadRecord;
  return `${response[kExchange]} ${status}\r\n${lines}\r\n`;
}

/** Headers of writeHead over those of setHeader: they replace, but a list may name one header several times. */
function mergeHeaders(response: ServerResponse, given: GivenHeaders): void {
  const pairs = pairsOf(given);
  if (Array.isArray(given)) for (const [name] of pairs) response.removeHeader(name);
  for (const [name, value] of pairs) {
    if (!name) continue;
    if (Array.isArray(given)) response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
}

/** Emits 'close' once, after 'finish' or when the client went away. */
export function closeResponse(response: ServerResponse): void {
  if (response._closed) return;
  response.destroyed = true;
  response._closed = true;
  if (response._events?.['close'] !== undefined) response.emit('close');
}
