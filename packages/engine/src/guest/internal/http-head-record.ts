import { codedError, invalidArgValue } from './errors.ts';
import { dateLine, type HeaderValue, validateHeaderName, validateHeaderValue } from './http-headers.ts';

/** Headers set with setHeader, {@link FIELD_PLACES} places each: lower-case name, name as given, value. Flat, because there is one list per response. */
export type HeaderFields = HeaderValue[];
export const FIELD_PLACES = 3;
/** Headers as writeHead and request options take them. */
export type GivenHeaders = Record<string, HeaderValue> | readonly (HeaderValue | readonly [string, HeaderValue])[];

/** A message's head as it leaves, once that is decided. */
export interface HeadRecord {
  /** `<status> <message>` of a response, as it was when the head was decided. */
  readonly status: string;
  /** `Name: value` lines, each ended by CRLF. */
  readonly lines: string;
  readonly chunked: boolean;
  /** The connection ends after this message. */
  readonly last: boolean;
}

/** What a message adds to its headers on its own depends on this. Read from the message itself: there is one per request. */
export interface HeadSource {
  readonly sendDate: boolean;
  readonly shouldKeepAlive: boolean;
  readonly useChunkedEncodingByDefault: boolean;
  readonly maxRequestsOnConnectionReached: boolean;
  readonly _hasBody: boolean;
  /** Headers that removeHeader() took away are not added again. */
  readonly _removedConnection: boolean;
  readonly _removedContLen: boolean;
  readonly _removedTE: boolean;
  /** A client with an agent sends keep-alive even without a body. */
  readonly agent?: unknown;
  /** Of a response. */
  readonly statusCode?: number;
  readonly statusMessage?: string | undefined;
  /** The Connection and Keep-Alive lines of a kept connection. */
  readonly keepAliveLines: string;
  /** Names whose values go out in one line. */
  readonly uniqueHeaders: ReadonlySet<string> | undefined;
  /** Known when the whole body is at hand. */
  readonly [kContentLength]: number | undefined;
  readonly [kSpecial]: number;
}

/** Length of the whole body, when end() has it before the head is decided. */
export const kContentLength: unique symbol = Symbol('content length');
/** Which of its headers are special: 1 Content-Length, 2 others, or 2 because one of those was taken away. */
export const kSpecial: unique symbol = Symbol('special headers');

/** What the message's own headers say, gathered while their lines are written. */
interface Seen {
  lines: string;
  connection: 'none' | 'close' | 'other';
  contentLength: boolean;
  transferEncoding: boolean;
  chunked: boolean;
  date: boolean;
  trailer: boolean;
  keepAlive: boolean;
}

// One for all: heads are decided one at a time, and this is done for every message.
const seen: Seen = {
  lines: '',
  connection: 'none',
  contentLength: false,
  transferEncoding: false,
  chunked: false,
  date: false,
  trailer: false,
  keepAlive: false,
};

function reset(): void {
  seen.lines = '';
  seen.connection = 'none';
  seen.contentLength = seen.transferEncoding = seen.chunked = seen.date = seen.trailer = seen.keepAlive = false;
}

/** Decides the headers of a message, in the order in which Node sends them. */
export function createHead(source: HeadSource, fields: HeaderFields | null, given: GivenHeaders | undefined): HeadRecord {
  if (given === undefined && isPlain(source)) return createPlainHead(source, fields);
  reset();
  if (given !== undefined) addGiven(source, given);
  else
    for (let at = 0; fields !== null && at < fields.length; at += FIELD_PLACES)
      add(source, fields[at] as string, fields[at + 1] as string, fields[at + 2] as HeaderValue);
  if (source.sendDate && !seen.date) seen.lines += dateLine();
  let chunked = seen.chunked;
  let keepAlive = source.shouldKeepAlive || seen.connection === 'other';
  if (chunked && (source.statusCode === 204 || source.statusCode === 304)) {
    // No body may follow: whoever asked for chunks may expect one, so the connection ends.
    chunked = false;
    keepAlive = false;
  }
  let last = !keepAlive || seen.connection === 'close';
  if (seen.connection === 'none' && !source._removedConnection && !addConnection(source, keepAlive)) last = true;
  if (!seen.contentLength && !seen.transferEncoding) {
    if (!source._hasBody) chunked = false;
    else if (!source.useChunkedEncodingByDefault) last = true;
    else if (!seen.trailer && !source._removedContLen && source[kContentLength] !== undefined) seen.lines += `Content-Length: ${source[kContentLength]}\r\n`;
    else if (!source._removedTE) {
      seen.lines += 'Transfer-Encoding: chunked\r\n';
      chunked = true;
    } else last = true;
  }
  if (!chunked && seen.trailer) throw codedError(Error, 'ERR_HTTP_TRAILER_INVALID', 'Trailers are invalid with this transfer encoding');
  return { status: statusOf(source), lines: seen.lines, chunked: chunked && source._hasBody, last };
}

/** The usual response: kept connection, known length, no header of its own that says otherwise. */
function isPlain(source: HeadSource): boolean {
  const special = source[kSpecial];
  return (
    (special === 1 || (special === 0 && source[kContentLength] !== undefined && !source._removedContLen)) &&
    source.shouldKeepAlive &&
    source.sendDate &&
    source.useChunkedEncodingByDefault &&
    source._hasBody &&
    !source.maxRequestsOnConnectionReached
  );
}

/** What {@link createHead} comes to for a plain one, which most are, at a third of the cost. */
function createPlainHead(source: HeadSource, fields: HeaderFields | null): HeadRecord {
  let lines = '';
  for (let at = 0; fields !== null && at < fields.length; at += FIELD_PLACES) {
    const name = fields[at + 1] as string;
    const value = fields[at + 2] as HeaderValue;
    if (typeof value === 'object') for (const each of inLines(source, fields[at] as string, value)) lines += `${name}: ${each}\r\n`;
    else lines += `${name}: ${value}\r\n`;
  }
  lines += dateLine() + source.keepAliveLines;
  if (source[kSpecial] === 0) lines += `Content-Length: ${source[kContentLength]}\r\n`;
  return { status: statusOf(source), lines, chunked: false, last: false };
}

function statusOf({ statusCode, statusMessage }: HeadSource): string {
  return statusCode === undefined ? '' : `${statusCode} ${statusMessage ?? ''}`;
}

/** Returns whether the connection goes on. */
function addConnection(source: HeadSource, keepAlive: boolean): boolean {
  const goesOn = keepAlive && (seen.contentLength || source.useChunkedEncodingByDefault || source.agent !== undefined);
  if (!goesOn || source.maxRequestsOnConnectionReached) {
    seen.lines += 'Connection: close\r\n';
    return goesOn;
  }
  seen.lines += seen.keepAlive ? 'Connection: keep-alive\r\n' : source.keepAliveLines;
  return true;
}

function addGiven(source: HeadSource, given: GivenHeaders): void {
  for (const [name, value] of pairsOf(given)) {
    validateHeaderName(name);
    if (Array.isArray(value)) for (const each of value) validateHeaderValue(name, each);
    else validateHeaderValue(name, value);
    add(source, name.toLowerCase(), name, value);
  }
}

/** Name and value of each header in any of the forms that Node takes. @throws for a flat list of odd length. */
export function pairsOf(given: GivenHeaders): [string, HeaderValue][] {
  if (!Array.isArray(given)) return Object.entries(given as Record<string, HeaderValue>);
  if (given.length > 0 && Array.isArray(given[0])) return given as [string, HeaderValue][];
  if (given.length % 2 !== 0) throw invalidArgValue('headers', given);
  const pairs: [string, HeaderValue][] = [];
  for (let i = 0; i < given.length; i += 2) pairs.push([given[i] as string, given[i + 1] as HeaderValue]);
  return pairs;
}

function add(source: HeadSource, key: string, name: string, value: HeaderValue): void {
  if (Array.isArray(value)) for (const each of inLines(source, key, value)) addOne(key, name, each);
  else addOne(key, name, value as string | number);
}

/** The values of a list as they go out: one line each, but for those that belong in one. */
function inLines(source: HeadSource, key: string, values: readonly string[]): readonly string[] {
  return (key === 'cookie' && values.length > 1) || source.uniqueHeaders?.has(key) ? [values.join('; ')] : values;
}

function addOne(key: string, name: string, value: string | number): void {
  seen.lines += `${name}: ${value}\r\n`;
  switch (key) {
    case 'connection':
      seen.connection = /(?:^|\W)close(?:$|\W)/i.test(String(value)) ? 'close' : 'other';
      break;
    case 'content-length':
      seen.contentLength = true;
      break;
    case 'transfer-encoding':
      seen.transferEncoding = true;
      if (/(?:^|\W)chunked(?:$|\W)/i.test(String(value))) seen.chunked = true;
      break;
    case 'date':
      seen.date = true;
      break;
    case 'trailer':
      seen.trailer = true;
      break;
    case 'keep-alive':
      seen.keepAlive = true;
  }
}
