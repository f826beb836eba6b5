import { URL } from './url.ts';
import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import { Buffer } from '../node/buffer.ts';
import { codedError, errnoName, invalidArgType } from './errors.ts';
import { validateHeaderName, validateHeaderValue } from './http-headers.ts';
import { Agent, globalAgent } from './http-agent.ts';
import { IncomingMessage } from './http-incoming.ts';
import { OutgoingMessage, rawHeaders } from './http-response.ts';
import type { HttpSocket } from './http-socket.ts';
import { nextTick } from './tick-queue.ts';
import { entries, sys } from './sys.ts';
import { startInternalTimer } from './timers.ts';

const { stringify, parse } = JSON;
const requests = new Map<number, any>();

export function ClientRequest(this: any, input: any, options: any, callback?: (res: any) => void): void {
  (OutgoingMessage as any).call(this);
  const url = typeof input === 'string' ? new URL(input) : input instanceof URL ? input : undefined;
  const merged = { ...(url && { host: url.hostname, port: url.port, path: url.pathname + url.search, protocol: url.protocol }), ...(url ? options : input) };
  if (merged.protocol !== undefined && merged.protocol !== 'http:')
    throw codedError(TypeError, 'ERR_INVALID_PROTOCOL', `Protocol "${merged.protocol}" not supported. Expected "http:"`);
  this.method = String(merged.method ?? 'GET').toUpperCase();
  this.path = merged.path ?? '/';
  this.host = merged.hostname ?? merged.host ?? 'localhost';
  this.port = Number(merged.port || 80);
  this.protocol = 'http:';
  this.agent = merged.agent === false ? new Agent() : (merged.agent ?? globalAgent);
  this.reusedSocket = false;
  this.finished = false;
  this.aborted = false;
  this._destroyed = false;
  this._sent = undefined;
  this._chunks = [];
  this.setHeader('Host', this.port === 80 ? this.host : `${this.host}:${this.port}`);
  for (const [name, value] of Object.entries(merged.headers ?? {})) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    this.setHeader(name, value);
  }
  if (!this.hasHeader('connection')) this.setHeader('Connection', this.agent.keepAlive ? 'keep-alive' : 'close');
  const done = url ? callback : typeof options === 'function' ? options : callback;
  if (done) this.once('response', done);
  if (merged.timeout) this.setTimeout(merged.timeout);
  const { signal } = merged;
  if (signal) {
    const onAbort = () =>
      this.destroy(Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' }));
    if (signal.aborted) nextTick(onAbort);
    else {
      signal.addEventListener('abort', onAbort, { once: true });
      this.once('close', () => signal.removeEventListener('abort', onAbort));
    }
  }
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

const methods: Record<string, any> = {
  headersSent: false,
  write(chunk: unknown, encoding?: unknown, callback?: unknown) {
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array))
      throw invalidArgType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
    if (this.finished) {
      nextTick(() => this.emit('error', codedError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end')));
      return false;
    }
    this._chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? encoding : undefined));
    if (typeof done === 'function') nextTick(done as never);
    return true;
  },
  end(chunk?: unknown, encoding?: unknown, callback?: unknown) {
    const done = typeof chunk === 'function' ? chunk : typeof encoding === 'function' ? encoding : callback;
    if (this.finished) return this;
    if (chunk != null && typeof chunk !== 'function') this.write(chunk, encoding);
    this.finished = true;
    if (typeof done === 'function') this.once('finish', done);
    nextTick(() => {
      if (!this._destroyed) this.agent.addRequest(this);
    });
    return this;
  },
  _start(socket: HttpSocket, release: () => void) {
    if (this._destroyed) return release();
    this.socket = socket;
    this._release = release;
    sys.netRef(socket.handle, true);
    this.emit('socket', socket);
    const body = Buffer.concat(this._chunks);
    this._chunks = [];
    if (body.length > 0 && !this.hasHeader('content-length') && !this.hasHeader('transfer-encoding')) this.setHeader('Content-Length', body.length);
    const headers = rawHeaders(this);
    this.headersSent = true;
    const streaming = body.length > 0;
    const id = sys.httpRequest(socket.handle, stringify({ method: this.method, url: this.path, headers, ...(streaming && { streaming }) }));
    if (id < 0) return this.destroy(Object.assign(new Error(`write ${errnoName(id)}`), { code: errnoName(id), errno: id, syscall: 'write' }));
    this._sent = id;
    requests.set(id, this);
    if (streaming) {
      sys.httpRequestWrite(id, body);
      sys.httpRequestEnd(id);
    }
    nextTick(() => this.emit('finish'));
  },
  setTimeout(ms: number, listener?: () => void) {
    if (listener) this.once('timeout', listener);
    this._timer?.close();
    this._timer = ms > 0 ? startInternalTimer(() => this.emit('timeout'), ms) : undefined;
    return this;
  },
  setNoDelay() {},
  setSocketKeepAlive() {},
  flushHeaders() {},
  abort() {
    this.aborted = true;
    this.destroy();
  },
  destroy(error?: Error) {
    if (this._destroyed) return this;
    this._destroyed = true;
    this._timer?.close();
    if (this._sent !== undefined) {
      requests.delete(this._sent);
      sys.httpRequestAbort(this._sent);
    }
    const failure = error ?? (this.res === undefined ? Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }) : undefined);
    if (this.res !== undefined && !this.res.complete) this.res.destroy(error ?? Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    nextTick(() => {
      if (failure && this.res === undefined) this.emit('error', failure);
      this.emit('close');
    });
    return this;
  },
};
for (const [name, value] of Object.entries(methods)) Object.defineProperty(ClientRequest.prototype, name, { value, writable: true, configurable: true });
for (const [name, get] of Object.entries({
  connection(this: any) {
    return this.socket;
  },
  writable(this: any) {
    return !this.finished;
  },
  writableEnded(this: any) {
    return this.finished;
  },
}))
  Object.defineProperty(ClientRequest.prototype, name, { get, configurable: true });
Object.defineProperty(ClientRequest.prototype, 'destroyed', {
  configurable: true,
  get(this: any) {
    return this._destroyed;
  },
  set(this: any, value: boolean) {
    this._destroyed = value;
  },
});

entries.onHttpResponse = (json) => {
  const record = parse(json) as HttpResponseRecord;
  const request = requests.get(record.id);
  if (request === undefined) return;
  const res = new (IncomingMessage as any)(request.socket);
  request.res = res;
  res.req = request;
  res.statusCode = record.status;
  res.statusMessage = record.message;
  res.rawHeaders = record.headers;
  res._streaming = true;
  // An unread response holds its connection: nothing moves until somebody reads.
  res._held = record.body === undefined || record.body === '' ? [] : [Buffer.from(record.body)];
  res._ended = false;
  res._resume = () => {
    while (res._held.length > 0) if (!res.push(res._held.shift())) return;
    if (res._ended && !res.complete) {
      res.complete = true;
      res.push(null);
    }
  };
  res._piece = (bytes: ArrayBuffer) => {
    res._held.push(Buffer.from(bytes));
    if (res._started) res._resume();
  };
  const read = res._read;
  res._read = function () {
    res._started = true;
    read.call(res);
  };
  res._onDestroy = () => request.destroy();
  res.once('end', () => {
    request._timer?.close();
    requests.delete(record.id);
    request._release();
    nextTick(() => request.emit('close'));
  });
  if (!request.emit('response', res)) res.resume();
};
entries.onHttpResponseBody = (id, bytes) => requests.get(id)?.res?._piece(bytes);
entries.onHttpResponseEnd = (id) => {
  const res = requests.get(id)?.res;
  if (res === undefined) return;
  res._ended = true;
  if (res._started) res._resume();
};
entries.onHttpResponseError = (id, code) => {
  const request = requests.get(id);
  if (request === undefined) return;
  requests.delete(id);
  request._sent = undefined;
  request.destroy(Object.assign(new Error(request.res === undefined ? 'socket hang up' : 'aborted'), { code }));
};
