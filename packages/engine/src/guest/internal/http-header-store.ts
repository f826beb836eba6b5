import { Stream } from '../node/stream.ts';
import { codedError, type CodedError, invalidArgType } from './errors.ts';
import { type HeaderFields, type HeadRecord, kSpecial } from './http-head-record.ts';
import { headerKey, type HeaderValue, SPECIAL, validateHeaderName, validateHeaderValue } from './http-headers.ts';
import { assertString } from './validate.ts';

// Symbols, because programs and frameworks put properties of any name on responses.
export const kOutHeaders: unique symbol = Symbol('kOutHeaders');
/** Status line and headers, once writeHead has decided them. */
export const kHead: unique symbol = Symbol('head');

/** The headers of a message that is being written. Node's is a legacy Stream: it writes, but is no Writable. */
export class HeaderStore extends Stream {
  declare sendDate: boolean;
  declare _removedConnection: boolean;
  declare _removedContLen: boolean;
  declare _removedTE: boolean;
  declare [kSpecial]: number;
  declare [kOutHeaders]: HeaderFields | null;
  declare [kHead]: HeadRecord | null;

  setHeader(name: string, value: HeaderValue): this {
    if (this[kHead] !== null) throw headersSent('set');
    const key = headerKey(name);
    validateHeaderValue(name, value);
    const special = SPECIAL[key];
    if (special !== undefined) this[kSpecial] |= special;
    (this[kOutHeaders] ??= { __proto__: null } as unknown as HeaderFields)[key] = [name, value];
    return this;
  }

  setHeaders(headers: Iterable<[string, HeaderValue]> & { keys?: unknown; get?: unknown }): this {
    if (this[kHead] !== null) throw headersSent('set');
    if (!headers || Array.isArray(headers) || typeof headers.keys !== 'function' || typeof headers.get !== 'function')
      throw invalidArgType('headers', 'an instance of Headers or Map', headers);
    const cookies: string[] = [];
    for (const [name, value] of headers) {
      if (name === 'set-cookie') cookies.push(...([value].flat() as string[]));
      else this.setHeader(name, value);
    }
    if (cookies.length > 0) this.setHeader('set-cookie', cookies);
    return this;
  }

  appendHeader(name: string, value: HeaderValue): this {
    if (this[kHead] !== null) throw headersSent('append');
    validateHeaderName(name);
    validateHeaderValue(name, value);
    const existing = this[kOutHeaders]?.[name.toLowerCase()];
    if (existing === undefined) return this.setHeader(name, value);
    existing[1] = [existing[1], value].flat() as string[];
    return this;
  }

  getHeader(name: string): HeaderValue | undefined {
    assertString(name, 'name');
    return this[kOutHeaders]?.[name.toLowerCase()]?.[1];
  }

  hasHeader(name: string): boolean {
    assertString(name, 'name');
    return this[kOutHeaders]?.[name.toLowerCase()] !== undefined;
  }

  removeHeader(name: string): void {
    assertString(name, 'name');
    if (this[kHead] !== null) throw headersSent('remove');
    const key = name.toLowerCase();
    if (SPECIAL[key] !== undefined) this[kSpecial] |= 2;
    if (key === 'connection') this._removedConnection = true;
    else if (key === 'content-length') this._removedContLen = true;
    else if (key === 'transfer-encoding') this._removedTE = true;
    else if (key === 'date') this.sendDate = false;
    if (this[kOutHeaders] !== null) delete this[kOutHeaders][key];
  }

  getHeaderNames(): string[] {
    return Object.keys(this[kOutHeaders] ?? {});
  }

  getRawHeaderNames(): string[] {
    return Object.values(this[kOutHeaders] ?? {}).map(([name]) => name);
  }

  getHeaders(): Record<string, HeaderValue> {
    const headers = Object.create(null) as Record<string, HeaderValue>;
    const fields = this[kOutHeaders];
    for (const key in fields) headers[key] = (fields[key] as [string, HeaderValue])[1];
    return headers;
  }

  get headersSent(): boolean {
    return this[kHead] !== null;
  }
}

function headersSent(verb: string): CodedError {
  return codedError(Error, 'ERR_HTTP_HEADERS_SENT', `Cannot ${verb} headers after they are sent to the client`);
}

export function assertHeadNotSent(message: HeaderStore): void {
  if (message[kHead] !== null) throw headersSent('write');
}
