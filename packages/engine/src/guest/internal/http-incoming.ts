import { Buffer } from '../node/buffer.ts';
import { Readable } from '../node/stream.ts';
import { AbortController, type AbortSignal } from './abort.ts';
import { emitterOnly } from './emitter-only.ts';
import { addHeader, joinHeaders, listHeaders } from './http-headers.ts';
import type { HttpSocket } from './http-socket.ts';
import { lazyState } from './lazy-state.ts';
import { nextTick } from './tick-queue.ts';

/** What readable-stream keeps of a stream, as far as it matters here. */
interface ReadableState {
  ended: boolean;
  resumeScheduled: boolean;
}

/** The whole body, when it came with the head. */
export const kBody: unique symbol = Symbol('body');
/** The body arrives over time. */
export const kStreaming: unique symbol = Symbol('streaming');
/** Asks for the next piece. */
export const kPull: unique symbol = Symbol('pull');
const kHeaders: unique symbol = Symbol('kHeaders');
const kTrailers: unique symbol = Symbol('kTrailers');
const kAbort: unique symbol = Symbol('kAbortController');

const { hasOwn } = Object;

/** A request in a server, or a response in a client. Its stream is built when somebody touches it. */
export class IncomingMessage extends emitterOnly(Readable) {
  declare socket: HttpSocket | null;
  declare rawHeaders: readonly string[];
  declare rawTrailers: string[];
  declare [kTrailers]: Record<string, string | string[]> | undefined;
  declare method: string | null;
  declare url: string;
  declare statusCode: number | null;
  declare statusMessage: string | null;
  declare httpVersion: string;
  declare httpVersionMajor: number;
  declare httpVersionMinor: number;
  declare _readableState: ReadableState;
  declare complete: boolean;
  declare aborted: boolean;
  declare upgrade: boolean | null;
  declare joinDuplicateHeaders: boolean;
  declare _consuming: boolean;
  declare _dumped: boolean;
  declare [kBody]: Uint8Array | string | undefined;
  declare [kStreaming]: boolean;
  declare [kPull]: (() => void) | undefined;
  declare [kHeaders]: Record<string, string | string[]> | undefined;
  declare [kAbort]: AbortController | undefined;

  constructor(socket: HttpSocket | null) {
    super();
    this.socket = socket;
  }

  get connection(): HttpSocket | null {
    return this.socket;
  }
  set connection(socket: HttpSocket | null) {
    this.socket = socket;
  }
  get client(): HttpSocket | null {
    return this.socket;
  }
  get headers(): Record<string, string | string[]> {
    return (this[kHeaders] ??= joinHeaders(this.rawHeaders, this.joinDuplicateHeaders));
  }
  set headers(value: Record<string, string | string[]>) {
    this[kHeaders] = value;
  }
  get headersDistinct(): Record<string, string[]> {
    return listHeaders(this.rawHeaders);
  }
  get trailers(): Record<string, string | string[]> {
    return (this[kTrailers] ??= joinHeaders(this.rawTrailers, this.joinDuplicateHeaders));
  }
  set trailers(value: Record<string, string | string[]>) {
    this[kTrailers] = value;
  }
  get trailersDistinct(): Record<string, string[]> {
    return listHeaders(this.rawTrailers);
  }
  /** Aborted when the connection ends before the message was read. */
  get signal(): AbortSignal {
    if (this[kAbort] === undefined) {
      const controller = new AbortController();
      this[kAbort] = controller;
      if (this.aborted || this.socket?.destroyed) controller.abort();
    }
    return this[kAbort].signal;
  }

  setTimeout(ms: number, listener?: () => void): this {
    if (listener) this.on('timeout', listener);
    this.socket?.setTimeout(ms);
    return this;
  }

  override _read(): void {
    this._consuming = true;
    if (this[kStreaming]) this[kPull]?.();
    else if (this.complete) pushWhole(this);
  }

  /** The message is complete: what came whole can be read. Not before, so that it is no quicker than bytes from a socket. */
  arrived(): void {
    this.complete = true;
    if (hasOwn(this, '_readableState')) pushWhole(this);
  }

  /** A piece of a body that arrives over time. */
  receive(bytes: ArrayBuffer): void {
    if (this.destroyed) this[kPull]?.();
    else this.push(Buffer.from(bytes));
  }

  /** The body is complete. @param trailers `Name: value` lines. */
  receiveEnd(trailers = ''): void {
    if (trailers !== '') {
      this[kTrailers] = undefined;
      this.rawTrailers = trailers
        .split('\r\n')
        .slice(0, -1)
        .flatMap((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
    }
    this[kStreaming] = false;
    this.complete = true;
    if (!this._readableState.ended) this.push(null);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.readableEnded || !this.complete) {
      this.aborted = true;
      this.emit('aborted');
      this[kAbort]?.abort();
    }
    const { socket } = this;
    if (socket && !socket.destroyed && this.aborted) {
      socket.destroy(error);
      nextTick(() => nextTick(() => tellDestroyed(this, error, done)));
    } else nextTick(() => tellDestroyed(this, error, done));
  }

  _addHeaderLine(field: string, value: string, into: Record<string, unknown>): void {
    addHeader(into, field, value, this.joinDuplicateHeaders);
  }

  /** Reads the rest away, for nobody. */
  _dump(): void {
    if (this._dumped) return;
    this.removeAllListeners('data');
    this.resume();
    this._dumped = true;
  }
}

Object.assign(IncomingMessage.prototype, {
  rawHeaders: Object.freeze([]),
  method: null,
  url: '',
  statusCode: null,
  statusMessage: null,
  httpVersion: '1.1',
  httpVersionMajor: 1,
  httpVersionMinor: 1,
  complete: false,
  aborted: false,
  upgrade: false,
  joinDuplicateHeaders: false,
  _consuming: false,
  _dumped: false,
  [kBody]: undefined,
  [kStreaming]: false,
  [kPull]: undefined,
  [kHeaders]: undefined,
  [kTrailers]: undefined,
  rawTrailers: Object.freeze([]),
  [kAbort]: undefined,
});

lazyState(IncomingMessage.prototype, '_readableState', (message) => {
  Readable.call(message, { highWaterMark: message.socket?.readableHighWaterMark ?? 65_536 });
  if (!message._dumped) return;
  // Answered and forgotten before anybody looked: it has been read to its end.
  Object.assign(message._readableState, { ended: true, endEmitted: true, destroyed: true, closed: true, closeEmitted: true });
});

/** @param version other than 1.1. */
export function setVersion(message: IncomingMessage, version: string): void {
  const [major, minor] = version.split('.');
  message.httpVersion = version;
  message.httpVersionMajor = Number(major);
  message.httpVersionMinor = Number(minor);
}

function pushWhole(message: IncomingMessage): void {
  const body = message[kBody];
  if (message._readableState.ended || message.destroyed) return;
  message[kBody] = undefined;
  if (body !== undefined && body.length > 0) message.push(typeof body === 'string' ? Buffer.from(body) : body);
  message.push(null);
}

/** Forgets the body of a request that was answered without a look at it. */
export function dumpRequest(message: IncomingMessage): void {
  if (hasOwn(message, '_readableState') || message[kStreaming]) {
    if (!message._consuming && !message._readableState.resumeScheduled) message._dump();
    return;
  }
  message[kBody] = undefined;
  message._dumped = true;
  message.complete = true;
}

/** An error is only raised where somebody listens: a server does not crash because a client left. */
function tellDestroyed(message: IncomingMessage, error: Error | null | undefined, done: (error?: Error | null) => void): void {
  if (message.listenerCount('error') === 0) done();
  else done(error);
}
