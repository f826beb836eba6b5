import { HttpParseError } from './http-parse-error.ts';

/** Start line and headers of one message. */
export interface MessageHead {
  /** '1.1', '1.0', '0.9'. */
  readonly version: string;
  /** Of a request; '' in a response. */
  readonly method: string;
  readonly url: string;
  /** Of a response; 0 in a request. */
  readonly status: number;
  readonly reason: string;
  /** name, value, name, value. */
  readonly headers: readonly string[];
  readonly body: BodyLength;
  /** Whether the sender keeps the connection open after this message. */
  readonly keepAlive: boolean;
  /** It asks to go on with another protocol (or answers so). */
  readonly upgrade: boolean;
}

export type BodyLength =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly bytes: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'until-close' };

const METHODS = new Set(
  'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE'.split(
    ' ',
  ),
);
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** @throws {HttpParseError} as soon as what has arrived cannot become a request line any more. */
export function assertMethodStart(text: string): void {
  const space = text.indexOf(' ');
  const method = space < 0 ? text : text.slice(0, space);
  let read = 0;
  for (const known of METHODS) {
    if (space < 0 ? known.startsWith(method) : known === method) return;
    while (known.startsWith(method.slice(0, read + 1)) && read < method.length) read++;
  }
  const error = new HttpParseError('HPE_INVALID_METHOD', 'Invalid method encountered');
  error.bytesParsed = read;
  throw error;
}

export interface StartLine {
  readonly version: string;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly reason: string;
}

export function parseRequestLine(line: string, endsWithCrlf: boolean): StartLine {
  assertMethodStart(line);
  const [, method = '', target = '', protocol = ''] = /^(\S*) *([^ ]*) *(.*)$/s.exec(line) ?? [];
  if (!/^(?:\/|\*$|[A-Za-z][A-Za-z0-9+.-]*:\/\/)/.test(target) && method !== 'CONNECT')
    throw new HttpParseError('HPE_INVALID_URL', 'Invalid characters in url');
  if (!/^[\x21-\x7e\x80-\xff]*$/.test(target)) throw new HttpParseError('HPE_INVALID_URL', 'Invalid char in url path');
  if (protocol === '') return { version: '0.9', method, url: target, status: 0, reason: '' };
  return { version: parseVersion(protocol, endsWithCrlf, 'Expected HTTP/, RTSP/ or ICE/'), method, url: target, status: 0, reason: '' };
}

export function parseStatusLine(line: string, endsWithCrlf: boolean): StartLine {
  const [protocol = '', code = ''] = line.split(' ', 2);
  const version = parseVersion(protocol, true, 'Expected HTTP/, RTSP/ or ICE/');
  if (!/^\d{3}$/.test(code)) throw new HttpParseError('HPE_INVALID_STATUS', 'Invalid status code');
  if (!endsWithCrlf) throw new HttpParseError('HPE_CR_EXPECTED', 'Missing expected CR after response line');
  return { version, method: '', url: '', status: Number(code), reason: line.slice(protocol.length + code.length + 2) };
}

function parseVersion(protocol: string, endsWithCrlf: boolean, expected: string): string {
  if (!protocol.startsWith('HTTP/')) throw new HttpParseError('HPE_INVALID_CONSTANT', expected);
  const version = protocol.slice(5);
  if (version !== '1.1' && version !== '1.0' && version !== '0.9' && version !== '2.0') throw new HttpParseError('HPE_INVALID_VERSION', 'Invalid HTTP version');
  if (!endsWithCrlf) throw new HttpParseError('HPE_INVALID_VERSION', 'Expected CRLF after version');
  return version;
}

/** One `Name: value` line. */
export function parseHeaderLine(line: string, endsWithCrlf: boolean, lenient = false): [name: string, value: string] {
  if (line.startsWith(' ') || line.startsWith('\t')) throw new HttpParseError('HPE_INVALID_HEADER_TOKEN', 'Unexpected whitespace after header value');
  const colon = line.indexOf(':');
  const name = colon < 0 ? '' : line.slice(0, colon);
  if (!TOKEN.test(name)) throw new HttpParseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header token');
  const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '');
  if (value.includes('\r')) throw new HttpParseError('HPE_LF_EXPECTED', 'Missing expected LF after header value');
  if (!lenient && !VALUE.test(value)) throw new HttpParseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header value char');
  if (!endsWithCrlf) throw new HttpParseError('HPE_CR_EXPECTED', 'Missing expected CR after header value');
  return [name, value];
}

/** What the headers read so far say about body and connection; each header is judged as it arrives. */
export class Framing {
  #length: number | undefined;
  #codings: string | undefined;
  #connection = '';
  #upgrade = false;

  add(name: string, value: string): void {
    switch (name.toLowerCase()) {
      case 'content-length':
        if (!/^\d+$/.test(value)) throw new HttpParseError('HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length');
        if (this.#length !== undefined) throw new HttpParseError('HPE_UNEXPECTED_CONTENT_LENGTH', 'Duplicate Content-Length');
        if (this.#codings !== undefined) throw new HttpParseError('HPE_UNEXPECTED_CONTENT_LENGTH', "Content-Length can't be present with Transfer-Encoding");
        this.#length = Number(value);
        break;
      case 'transfer-encoding':
        if (this.#length !== undefined) throw new HttpParseError('HPE_INVALID_TRANSFER_ENCODING', "Transfer-Encoding can't be present with Content-Length");
        this.#codings = this.#codings === undefined ? value : `${this.#codings}, ${value}`;
        break;
      case 'connection':
        this.#connection += `,${value.toLowerCase()}`;
        break;
      case 'upgrade':
        this.#upgrade = true;
    }
  }

  /** Why the body of this request cannot be read. */
  get refusal(): HttpParseError | undefined {
    return this.#codings === undefined || this.#chunked ? undefined : invalidCoding();
  }

  requestBody(): BodyLength {
    if (this.#codings === undefined) return this.#length === undefined || this.#length === 0 ? { kind: 'none' } : { kind: 'fixed', bytes: this.#length };
    if (!this.#chunked && /(?:^|[\s,])chunked(?:[\s,]|$)/i.test(this.#codings)) throw invalidCoding();
    return { kind: 'chunked' };
  }

  responseBody(status: number, toHead: boolean): BodyLength {
    if (toHead || status < 200 || status === 204 || status === 304) return { kind: 'none' };
    if (this.#codings !== undefined) return { kind: this.#chunked ? 'chunked' : 'until-close' };
    if (this.#length === undefined) return { kind: 'until-close' };
    return this.#length === 0 ? { kind: 'none' } : { kind: 'fixed', bytes: this.#length };
  }

  get upgrade(): boolean {
    return this.#upgrade && /(?:^|,)\s*upgrade\s*(?:,|$)/.test(this.#connection);
  }

  keepAlive(version: string): boolean {
    const tokens = this.#connection.split(',').map((token) => token.trim());
    return version === '1.1' ? !tokens.includes('close') : tokens.includes('keep-alive');
  }

  get #chunked(): boolean {
    return /(?:^|,)\s*chunked\s*$/i.test(this.#codings ?? '');
  }
}

function invalidCoding(): HttpParseError {
  return new HttpParseError('HPE_INVALID_TRANSFER_ENCODING', 'Request has invalid `Transfer-Encoding`');
}
