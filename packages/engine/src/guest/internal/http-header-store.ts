import { Stream } from '../node/stream.ts';
import { codedError, type CodedError, invalidArgType } from './errors.ts';
import { FIELD_PLACES, type HeaderFields, type HeadRecord, kSpecial } from './http-head-record.ts';
import { commonKey, headerKey, type HeaderValue, SPECIAL, validateHeaderName, validateHeaderValue } from './http-headers.ts';
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
    const fields = this[kOutHeaders];
    if (fields === null) {
      this[kOutHeaders] = [key, name, value];
      return this;
    }
    const at = indexOfHeader(fields, key);
    if (at < 0) fields.push(key, name, value);
    else {
      fields[at + 1] = name;
      fields[at + 2] = value;
    }
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
    const fields = this[kOutHeaders];
    const at = indexOfHeader(fields, name);
    if (fields === null || at < 0) return this.setHeader(name, value);
    fields[at + 2] = [fields[at + 2] as HeaderValue, value].flat() as string[];
    return this;
  }

  getHeader(name: string): HeaderValue | undefined {
    if (typeof name !== 'string') assertString(name, 'name');
    const fields = this[kOutHeaders];
    return fields === null ? undefined : valueAt(fields, indexOfHeader(fields, name));
  }

  hasHeader(name: string): boolean {
    if (typeof name !== 'string') assertString(name, 'name');
    return indexOfHeader(this[kOutHeaders], name) >= 0;
  }

  removeHeader(name: string): void {
    assertString(name, 'name');
    if (this[kHead] !== null) throw headersSent('remove');
    const key = name.toLowerCase();
    const special = SPECIAL[key];
    if (special === 1) {
      this[kSpecial] &= ~1;
      this._removedContLen = true;
    } else if (special !== undefined) this[kSpecial] |= 2;
    if (key === 'connection') this._removedConnection = true;
    else if (key === 'transfer-encoding') this._removedTE = true;
    else if (key === 'date') this.sendDate = false;
    const fields = this[kOutHeaders];
    const at = indexOfHeader(fields, key);
    if (fields !== null && at >= 0) fields.splice(at, FIELD_PLACES);
  }

  getHeaderNames(): string[] {
    return (this[kOutHeaders] ?? []).filter((_, at) => at % FIELD_PLACES === 0) as string[];
  }

  getRawHeaderNames(): string[] {
    return (this[kOutHeaders] ?? []).filter((_, at) => at % FIELD_PLACES === 1) as string[];
  }

  getHeaders(): Record<string, HeaderValue> {
    const headers = Object.create(null) as Record<string, HeaderValue>;
    const fields = this[kOutHeaders] ?? [];
    for (let at = 0; at < fields.length; at += FIELD_PLACES) headers[fields[at] as string] = fields[at + 2] as HeaderValue;
    return headers;
  }

  get headersSent(): boolean {
    return this[kHead] !== null;
  }
}

/** Place of a header's key in the fields; -1 when it is not set. */
function indexOfHeader(fields: HeaderFields | null, name: string): number {
  if (fields === null) return -1;
  const key = commonKey(name) ?? name.toLowerCase();
  for (let at = 0; at < fields.length; at += FIELD_PLACES) if (fields[at] === key) return at;
  return -1;
}

function valueAt(fields: HeaderFields, at: number): HeaderValue | undefined {
  return at < 0 ? undefined : fields[at + 2];
}

function headersSent(verb: string): CodedError {
  return codedError(Error, 'ERR_HTTP_HEADERS_SENT', `Cannot ${verb} headers after they are sent to the client`);
}

export function assertHeadNotSent(message: HeaderStore): void {
  if (message[kHead] !== null) throw headersSent('write');
}
