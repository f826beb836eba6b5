import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import { isChunked } from './http-serializer.ts';
import type { Exchange, OutgoingRequest } from './connection.ts';
import type { MessageSize } from './parser-limits.ts';

const encoder = new TextEncoder();
/** ` HTTP/1.1` in a request's first line, and `HTTP/1.1 ` in a response's. */
const VERSION_BYTES = 9;
const HEAD_END_BYTES = 4;
const LAST_CHUNK_BYTES = 5;

/** Bytes of text: most is ASCII. */
export function textBytes(text: string | undefined): number {
  if (text === undefined) return 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole range of ASCII is meant.
  return /^[\x00-\x7f]*$/.test(text) ? text.length : encoder.encode(text).length;
}

/** Notes what a response's head comes to, and its body where that came with it. */
export function countHead(exchange: Exchange, record: HttpResponseRecord, size: MessageSize, bodyBytes: number): void {
  const idLength = String(record.id).length + 1;
  exchange.connection.carried.toClient += size.headBytes + HEAD_END_BYTES - idLength + VERSION_BYTES + bodyBytes;
}

/** From here on its body comes in pieces. */
export function beginPieces(exchange: Exchange, record: HttpResponseRecord): void {
  exchange.chunked = record.status >= 200 && isChunked(record.headers);
}

export function pieceBytes(length: number, chunked: boolean | undefined): number {
  return chunked ? length + length.toString(16).length + HEAD_END_BYTES : length;
}

export function endBytes(trailers: string, chunked: boolean | undefined): number {
  return chunked ? LAST_CHUNK_BYTES + trailers.length : 0;
}

export function requestBytes(size: MessageSize, body: string | undefined): number {
  return size.headBytes + HEAD_END_BYTES + VERSION_BYTES + textBytes(body);
}

/** A request of a client outside the machine, as it would have come in bytes. */
export function outsideBytes({ method, url, headers, body }: OutgoingRequest): number {
  let bytes = method.length + url.length + 1 + HEAD_END_BYTES + VERSION_BYTES + textBytes(body);
  for (const text of headers) bytes += text.length + 2;
  return bytes;
}
