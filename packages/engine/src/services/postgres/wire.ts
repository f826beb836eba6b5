import { joinBytes } from '../../host/network/inbound-queue.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A message of the Postgres protocol 3: a type letter, a length that counts itself, a body. */
export function message(type: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(5 + body.length);
  bytes[0] = type.charCodeAt(0);
  new DataView(bytes.buffer).setUint32(1, 4 + body.length);
  bytes.set(body, 5);
  return bytes;
}

/** A body of strings, each ended by a zero. */
export const strings = (...texts: readonly string[]): Uint8Array => encoder.encode(texts.map((each) => `${each}\0`).join(''));

/** ErrorResponse. */
export function errorMessage(severity: 'ERROR' | 'FATAL', code: string, text: string): Uint8Array {
  return message('E', joinBytes([strings(`S${severity}`, `V${severity}`, `C${code}`, `M${text}`), new Uint8Array(1)]));
}

/** ReadyForQuery: I when idle, T in a transaction, E in one that failed. */
export const readyMessage = (status: TransactionStatus): Uint8Array => message('Z', encoder.encode(status));

export type TransactionStatus = 'I' | 'T' | 'E';

/** The messages in a run of them. */
export function* messagesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at + 5 <= bytes.length; ) {
    const length = 1 + uint32(bytes, at + 1);
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

export const typeOf = (bytes: Uint8Array): string => String.fromCharCode(bytes[0] ?? 0);

export function uint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}

/** The text before the next zero, and where it ended. */
export function textAt(bytes: Uint8Array, at: number): { readonly text: string; readonly end: number } {
  const end = bytes.indexOf(0, at);
  return { text: decoder.decode(bytes.subarray(at, end)), end };
}

/**
 * The message with the names of prepared statements and portals made this connection's own: all connections share one
 * session of the database, where a name would be everybody's.
 */
export function withOwnNames(bytes: Uint8Array, prefix: string): Uint8Array {
  const own = (name: string): string => (name === '' ? '' : prefix + name);
  const rename = (from: number, ...names: readonly string[]): Uint8Array => {
    const last = names.reduce((at) => bytes.indexOf(0, at) + 1, from);
    return message(typeOf(bytes), joinBytes([bytes.subarray(5, from), strings(...names.map(own)), bytes.subarray(last)]));
  };
  switch (typeOf(bytes)) {
    case 'P':
      return rename(5, textAt(bytes, 5).text);
    case 'B': {
      const portal = textAt(bytes, 5);
      return rename(5, portal.text, textAt(bytes, portal.end + 1).text);
    }
    case 'D':
    case 'C':
      return rename(6, textAt(bytes, 6).text);
    case 'E':
      return rename(5, textAt(bytes, 5).text);
    default:
      return bytes;
  }
}

/** Cuts a stream of bytes into messages; the first ones of a connection have no type letter. */
export class MessageReader {
  #bytes: Uint8Array = new Uint8Array(0);

  push(bytes: Uint8Array): void {
    this.#bytes = this.#bytes.length === 0 ? bytes : joinBytes([this.#bytes, bytes]);
  }

  /** @param typed whether the connection is past its start. */
  take(typed: boolean): Uint8Array | undefined {
    const lengthAt = typed ? 1 : 0;
    if (this.#bytes.length < lengthAt + 4) return undefined;
    const length = lengthAt + uint32(this.#bytes, lengthAt);
    if (this.#bytes.length < length) return undefined;
    const taken = this.#bytes.slice(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }
}
