import { Buffer } from '../node/buffer.ts';
import EventEmitter from '../node/events.ts';
import { Readable } from '../node/stream.ts';
import { lazyState } from './lazy-state.ts';

/** Headers that Node joins with ', ' are all but these, of which the first counts. */
const FIRST_ONLY = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
]);

/** A request in a server, or a response in a client. A function for the sake of `Readable`'s own style of inheritance. */
export function IncomingMessage(this: any, socket: any): void {
  (EventEmitter as any).init.call(this);
  this.socket = socket;
  this.rawHeaders = [];
  this._headers = undefined;
  this._body = undefined;
  this._streaming = false;
  this._ending = false;
  this.complete = false;
  this.aborted = false;
  this.method = null;
  this.url = '';
  this.statusCode = null;
  this.statusMessage = null;
  this.upgrade = false;
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

lazyState(IncomingMessage.prototype, '_readableState', function () {
  Readable.call(this, { highWaterMark: 65_536, emitClose: true });
});

const methods: Record<string, any> = {
  httpVersion: '1.1',
  httpVersionMajor: 1,
  httpVersionMinor: 1,
  _read() {
    if (this._body !== undefined) {
      const body = this._body;
      this._body = undefined;
      if (body.length > 0) this.push(Buffer.from(body));
    }
    if (!this._streaming && !this._ending) {
      this._ending = true;
      this.complete = true;
      this.push(null);
    }
    this._resume?.();
  },
  /** A piece of a body that arrives over time. */
  _piece(bytes: ArrayBuffer) {
    if (!this.destroyed && !this.push(Buffer.from(bytes))) this._pause?.();
  },
  _pieceEnd() {
    this.complete = true;
    this._streaming = false;
    this._ending = true;
    if (!this.destroyed) this.push(null);
  },
  _destroy(error: Error | null, done: (error: Error | null) => void) {
    if (!this.complete && !this.aborted) this._onDestroy?.(error);
    done(error);
  },
  setTimeout(ms: number, listener?: () => void) {
    this.socket?.setTimeout(ms, listener);
    return this;
  },
};
for (const [name, value] of Object.entries(methods)) Object.defineProperty(IncomingMessage.prototype, name, { value, writable: true, configurable: true });

Object.defineProperties(IncomingMessage.prototype, {
  connection: {
    configurable: true,
    get(this: any) {
      return this.socket;
    },
  },
  headers: {
    configurable: true,
    get(this: any) {
      this._headers ??= joinHeaders(this.rawHeaders);
      return this._headers;
    },
    set(this: any, value: unknown) {
      this._headers = value;
    },
  },
  headersDistinct: {
    configurable: true,
    get(this: any) {
      const distinct: Record<string, string[]> = { __proto__: null } as never;
      const raw: string[] = this.rawHeaders;
      for (let i = 0; i < raw.length; i += 2) (distinct[(raw[i] as string).toLowerCase()] ??= []).push(raw[i + 1] as string);
      return distinct;
    },
  },
  trailers: { configurable: true, get: () => ({}) },
});

function joinHeaders(raw: readonly string[]): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (let i = 0; i < raw.length; i += 2) {
    const name = (raw[i] as string).toLowerCase();
    const value = raw[i + 1] as string;
    const existing = headers[name];
    if (name === 'set-cookie') {
      if (existing === undefined) headers[name] = [value];
      else (existing as string[]).push(value);
    } else if (existing === undefined) headers[name] = value;
    else if (!FIRST_ONLY.has(name)) headers[name] = `${existing}${name === 'cookie' ? '; ' : ', '}${value}`;
  }
  return headers;
}
