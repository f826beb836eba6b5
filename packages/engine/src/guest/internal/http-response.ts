import { Buffer } from '../node/buffer.ts';
import EventEmitter from '../node/events.ts';
import { Writable } from '../node/stream.ts';
import { codedError, invalidArgType } from './errors.ts';
import { STATUS_CODES, utcDate, validateHeaderName, validateHeaderValue } from './http-headers.ts';
import { lazyState } from './lazy-state.ts';
import { nextTick } from './tick-queue.ts';
import { sys } from './sys.ts';

const { stringify } = JSON;
/** Body text up to this length leaves with its head in one crossing. */
const INLINE_CHARACTERS = 256 * 1024;

/** OutgoingMessage: what ServerResponse and ClientRequest inherit from, so that instanceof checks hold. */
export function OutgoingMessage(this: any): void {
  (EventEmitter as any).init.call(this);
  this._names = { __proto__: null };
  this._values = { __proto__: null };
}
Object.setPrototypeOf(OutgoingMessage.prototype, Writable.prototype);
Object.setPrototypeOf(OutgoingMessage, Writable);
lazyState(OutgoingMessage.prototype, '_writableState', function () {
  Writable.call(this, { decodeStrings: false, emitClose: false, autoDestroy: false });
});

const headerMethods: Record<string, any> = {
  setHeader(name: string, value: unknown) {
    if (this.headersSent) throw codedError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot set headers after they are sent to the client');
    validateHeaderName(name);
    validateHeaderValue(name, value);
    const key = name.toLowerCase();
    this._names[key] = name;
    this._values[key] = value;
    return this;
  },
  setHeaders(headers: Iterable<[string, unknown]>) {
    for (const [name, value] of headers) this.setHeader(name, value);
    return this;
  },
  appendHeader(name: string, value: unknown) {
    const existing = this.getHeader(name);
    return this.setHeader(name, existing === undefined ? value : [existing, value].flat());
  },
  getHeader(name: string) {
    return this._values[name.toLowerCase()];
  },
  hasHeader(name: string) {
    return name.toLowerCase() in this._values;
  },
  removeHeader(name: string) {
    if (this.headersSent) throw codedError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot remove headers after they are sent to the client');
    delete this._names[name.toLowerCase()];
    delete this._values[name.toLowerCase()];
  },
  getHeaderNames() {
    return Object.keys(this._values);
  },
  getRawHeaderNames() {
    return Object.values(this._names);
  },
  getHeaders() {
    return { __proto__: null, ...this._values };
  },
};
for (const [name, value] of Object.entries(headerMethods))
  Object.defineProperty(OutgoingMessage.prototype, name, { value, writable: true, configurable: true });

/** name, value, name, value; lists become repeated names. */
export function rawHeaders(message: any): string[] {
  const raw: string[] = [];
  for (const key in message._values) {
    const value = message._values[key];
    const name = message._names[key];
    if (Array.isArray(value)) for (const each of value) raw.push(name, String(each));
    else raw.push(name, typeof value === 'string' ? value : String(value));
  }
  return raw;
}

export function ServerResponse(this: any, req: any): void {
  (OutgoingMessage as any).call(this);
  this.req = req;
  this.socket = req.socket;
  this._id = req._id ?? 0;
  this.statusCode = 200;
  this.statusMessage = undefined;
  this.sendDate = true;
  this.shouldKeepAlive = true;
  this.headersSent = false;
  this.finished = false;
  this.writableFinished = false;
  this._destroyed = false;
  this._closed = false;
  this._streaming = false;
  this._noBody = req.method === 'HEAD';
  this._waiting = undefined;
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);

function bodyBytes(chunk: unknown, encoding?: string): Uint8Array {
  if (typeof chunk === 'string') return Buffer.from(chunk, encoding);
  if (chunk instanceof Uint8Array) return chunk;
  throw invalidArgType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
}

const methods: Record<string, any> = {
  writeHead(status: number, message?: unknown, headers?: any) {
    if (this.headersSent) throw codedError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
    if (!(status >= 100 && status <= 999)) throw codedError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${status}`);
    this.statusCode = status | 0;
    const given = typeof message === 'string' ? headers : message;
    if (typeof message === 'string') this.statusMessage = message;
    if (Array.isArray(given)) for (let i = 0; i < given.length; i += 2) this.setHeader(given[i], given[i + 1]);
    else if (given) for (const name of Object.keys(given)) this.setHeader(name, given[name]);
    this._headWritten = true;
    this.headersSent = true;
    return this;
  },
  flushHeaders() {
    this._startStreaming();
  },
  /** Everything Node adds to a response on its own. */
  _record(body: string | undefined) {
    const { statusCode } = this;
    if (statusCode === 204 || statusCode === 304 || (statusCode >= 100 && statusCode < 200)) this._noBody = true;
    const headers = rawHeaders(this);
    if (this.sendDate && !('date' in this._values)) headers.push('Date', utcDate());
    if (!('connection' in this._values)) headers.push('Connection', 'keep-alive', 'Keep-Alive', 'timeout=5');
    this.statusMessage ??= STATUS_CODES[statusCode] ?? 'unknown';
    this.headersSent = true;
    return { id: this._id, status: statusCode, message: this.statusMessage, headers, ...(body !== undefined && { body: this._noBody ? '' : body }) };
  },
  _startStreaming() {
    if (this._streaming) return;
    this._streaming = true;
    const record = this._record(undefined);
    if (!this._noBody && !('content-length' in this._values) && !('transfer-encoding' in this._values)) record.headers.push('Transfer-Encoding', 'chunked');
    sys.httpHead(stringify(record));
  },
  write(chunk: unknown, encoding?: unknown, callback?: unknown) {
    const done = typeof encoding === 'function' ? encoding : callback;
    if (this.finished) {
      const error = codedError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
      nextTick(() => {
        if (typeof done === 'function') done(error);
        this.emit('error', error);
      });
      return false;
    }
    if (chunk === null) throw codedError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    const bytes = bodyBytes(chunk, typeof encoding === 'string' ? encoding : undefined);
    if (this._destroyed) return false;
    this._startStreaming();
    if (typeof done === 'function') nextTick(done as never);
    if (this._noBody || bytes.length === 0) return true;
    if (sys.httpWrite(this._id, bytes) !== 0) return true;
    this._needDrain = true;
    return false;
  },
  end(chunk?: unknown, encoding?: unknown, callback?: unknown) {
    const done = typeof chunk === 'function' ? chunk : typeof encoding === 'function' ? encoding : callback;
    const body = typeof chunk === 'function' ? undefined : chunk;
    if (this.finished) {
      if (typeof done === 'function') {
        const error = this.writableFinished
          ? codedError(Error, 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished')
          : body != null
            ? codedError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end')
            : undefined;
        nextTick(done as never, error);
      }
      return this;
    }
    if (typeof done === 'function') this.once('finish', done);
    if (this._destroyed) {
      this.finished = true;
      return this;
    }
    if (
      !this._streaming &&
      (body == null ||
        (typeof body === 'string' && body.length <= INLINE_CHARACTERS && (typeof encoding !== 'string' || encoding === 'utf8' || encoding === 'utf-8')))
    ) {
      const text = body == null ? '' : (body as string);
      if (!('content-length' in this._values) && !('transfer-encoding' in this._values) && this.statusCode !== 204 && this.statusCode !== 304) {
        this._names['content-length'] = 'Content-Length';
        this._values['content-length'] = Buffer.byteLength(text);
      }
      this.finished = true;
      sys.httpRespond(stringify(this._record(text)));
    } else {
      if (body != null) {
        const bytes = bodyBytes(body, typeof encoding === 'string' ? encoding : undefined);
        if (!this._streaming && !('content-length' in this._values) && !('transfer-encoding' in this._values)) this.setLength(bytes.length);
        this.write(bytes);
      }
      this.finished = true;
      this._startStreaming();
      sys.httpEnd(this._id);
    }
    nextTick(finishResponse as never, this);
    return this;
  },
  setLength(length: number) {
    this._names['content-length'] = 'Content-Length';
    this._values['content-length'] = length;
  },
  destroy(error?: Error) {
    if (this._destroyed) return this;
    this._destroyed = true;
    if (!this.finished) sys.httpAbort(this._id);
    nextTick(() => {
      if (error) this.emit('error', error);
      closeResponse(this);
    });
    return this;
  },
  setTimeout(ms: number, listener?: () => void) {
    this.socket.setTimeout(ms, listener);
    return this;
  },
  writeContinue() {},
  writeProcessing() {},
  writeEarlyHints() {},
  addTrailers() {
    throw codedError(Error, 'ERR_UNSUPPORTED', 'HTTP trailers is not available in the embedded engine');
  },
  assignSocket(socket: unknown) {
    this.socket = socket;
  },
  cork() {},
  uncork() {},
  _implicitHeader() {
    this.writeHead(this.statusCode);
  },
};
for (const [name, value] of Object.entries(methods)) Object.defineProperty(ServerResponse.prototype, name, { value, writable: true, configurable: true });

const getters: Record<string, (this: any) => unknown> = {
  connection() {
    return this.socket;
  },
  writable() {
    return !this.finished && !this._destroyed;
  },
  writableEnded() {
    return this.finished;
  },
  writableLength() {
    return 0;
  },
  writableHighWaterMark() {
    return 16_384;
  },
  writableNeedDrain() {
    return this._needDrain === true;
  },
  writableCorked() {
    return 0;
  },
  writableObjectMode() {
    return false;
  },
  errored() {
    return null;
  },
  closed() {
    return this._closed;
  },
};
for (const [name, get] of Object.entries(getters)) Object.defineProperty(ServerResponse.prototype, name, { get, configurable: true });
// Writable has this as a getter only.
Object.defineProperty(ServerResponse.prototype, 'writableFinished', { value: false, writable: true, configurable: true });
Object.defineProperty(ServerResponse.prototype, 'destroyed', {
  configurable: true,
  get(this: any) {
    return this._destroyed;
  },
  set(this: any, value: boolean) {
    this._destroyed = value;
  },
});

function finishResponse(res: any): void {
  res.writableFinished = true;
  if (res._events.prefinish !== undefined) res.emit('prefinish');
  res.emit('finish');
  res._done?.(res);
  closeResponse(res);
}

/** Emits 'close' once, after 'finish' or when the client went away. */
export function closeResponse(res: any): void {
  if (res._closed) return;
  res._closed = true;
  res._destroyed = true;
  res.emit('close');
}
