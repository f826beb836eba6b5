const encoder = new TextEncoder();

/** Header text as bytes: one per character, as HTTP headers are Latin-1. */
function latin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** @param start the first line without its line end. @param headers name, value, name, value. */
export function serializeHead(start: string, headers: readonly string[]): Uint8Array {
  let text = `${start}\r\n`;
  for (let i = 0; i + 1 < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return latin1(`${text}\r\n`);
}

/** Whether a message with these headers frames its body in chunks. */
export function isChunked(headers: readonly string[]): boolean {
  return /\bchunked\s*$/i.test(headerValue(headers, 'transfer-encoding') ?? '');
}

/** @param name in lower case. */
export function headerValue(headers: readonly string[], name: string): string | undefined {
  for (let i = 0; i + 1 < headers.length; i += 2) {
    if ((headers[i] as string).length === name.length && (headers[i] as string).toLowerCase() === name) return headers[i + 1];
  }
  return undefined;
}

/** A piece of a body as one chunk. */
export function serializeChunk(bytes: Uint8Array): Uint8Array {
  const size = encoder.encode(`${bytes.length.toString(16)}\r\n`);
  const chunk = new Uint8Array(size.length + bytes.length + 2);
  chunk.set(size);
  chunk.set(bytes, size.length);
  chunk.set([13, 10], size.length + bytes.length);
  return chunk;
}

export const LAST_CHUNK = encoder.encode('0\r\n\r\n');

/** The end of a body in chunks. @param trailers `Name: value` lines, each ended by CRLF. */
export function serializeEnd(trailers: string): Uint8Array {
  return trailers === '' ? LAST_CHUNK : latin1(`0\r\n${trailers}\r\n`);
}
