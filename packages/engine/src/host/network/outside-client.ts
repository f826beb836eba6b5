import { ERRNO } from '../../abi/errno.ts';
import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import type { Connection, ExchangeClient } from './connection.ts';
import { headerValue } from './http-serializer.ts';
import { InboundQueue, joinBytes } from './inbound-queue.ts';
import type { OutgoingRequest } from './connection.ts';
import type { Network } from './network.ts';

/** A request from outside the machine. */
export interface OutsideRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly abort?: { readonly when: 'before-response' | 'mid-upload' } | { readonly when: 'mid-response'; readonly afterBytes: number };
}

export type OutsideResult =
  | { readonly kind: 'response'; readonly status: number; readonly headers: readonly string[]; readonly body: string }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'error'; readonly code: 'ECONNREFUSED' | 'ECONNRESET' | 'EMFILE'; readonly begun?: BegunResponse };

/** What had come of a response when the server broke the connection. */
export interface BegunResponse {
  readonly status: number;
  readonly body: string;
}

/** Bodies up to this size cross with the head; larger ones in pieces, as a socket would bring them. */
const INLINE_BODY_BYTES = 64 * 1024;
/** What a larger body is cut into: what Node reads from a socket at a time. */
const PIECE_BYTES = 64 * 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * A client on one keep-alive connection, answered strictly one request after another:
 * the load generator's and the terminal's view of a server.
 */
export class OutsideClient {
  readonly #network: Network;
  readonly #port: number;
  #connection: Connection | undefined;

  constructor(network: Network, port: number) {
    this.#network = network;
    this.#port = port;
  }

  /**
   * Sends a run of requests that nobody aborts, as one batch. `done` is called once for each, in order. A connection
   * that the server ends or breaks costs the request that was under way: the rest, which the server has not begun, goes
   * over a new one.
   */
  sendBatch(requests: readonly OutsideRequest[], done: (index: number, result: OutsideResult) => void): void {
    const start = (from: number): void => {
      const connection = this.#open();
      if (typeof connection === 'string') {
        for (let index = from; index < requests.length; index++) done(index, { kind: 'error', code: connection });
        return;
      }
      let over = false;
      const settle = (index: number, result: OutsideResult): void => {
        // What breaks a connection is told to all that was sent over it: those after the first are on the next by now.
        if (over) return;
        over = result.kind === 'error' || this.#dropIfClosing(connection, result);
        done(index, result);
        if (over && index + 1 < requests.length) start(index + 1);
      };
      this.#network.send(
        connection,
        requests.slice(from).map((request, offset) => ({ record: toRecord(request, false), client: collect((result) => settle(from + offset, result)) })),
      );
    };
    start(0);
  }

  /** Sends one request, which may be aborted on the way. Returns a function that hangs up. */
  send(request: OutsideRequest, done: (result: OutsideResult) => void): () => void {
    const connection = this.#open();
    if (typeof connection === 'string') {
      done({ kind: 'error', code: connection });
      return () => undefined;
    }
    let settled = false;
    const settle = (result: OutsideResult): void => {
      if (settled) return;
      settled = true;
      this.#dropIfClosing(connection, result);
      done(result);
    };
    const hangUp = (): void => {
      if (settled) return;
      this.#network.close(connection, undefined, false);
      settle({ kind: 'aborted' });
    };
    const { abort } = request;
    const streaming = abort?.when === 'mid-upload' || (request.body?.length ?? 0) > INLINE_BODY_BYTES;
    const client =
      abort === undefined || abort.when === 'before-response' ? collect(settle) : hangUpAfter('afterBytes' in abort ? abort.afterBytes : 0, hangUp, settle);
    const [exchange] = this.#network.send(connection, [{ record: toRecord(request, streaming), client }]);
    const bytes = encoder.encode(streaming ? (request.body ?? '') : '');
    const sent = abort?.when === 'mid-upload' ? bytes.length >> 1 : bytes.length;
    for (let from = 0; from < sent; from += PIECE_BYTES) exchange?.body?.push(bytes.subarray(from, Math.min(from + PIECE_BYTES, sent)));
    if (abort === undefined) exchange?.body?.end();
    else if (abort.when === 'before-response') hangUp();
    // Half a body that nobody has read is no half upload: it would be lost with the connection.
    else if (abort.when === 'mid-upload') {
      if (exchange?.body instanceof InboundQueue) exchange.body.onceRead(hangUp);
      else hangUp();
    }
    return hangUp;
  }

  close(): void {
    if (this.#connection) this.#network.close(this.#connection, undefined, false);
    this.#connection = undefined;
  }

  #open(): Connection | 'ECONNREFUSED' | 'EMFILE' {
    if (this.#connection?.server.open && this.#connection.outsideOpen) return this.#connection;
    this.close();
    const connection = this.#network.connect(this.#port, '127.0.0.1', undefined, '');
    if (typeof connection === 'number') return connection === -ERRNO.EMFILE ? 'EMFILE' : 'ECONNREFUSED';
    this.#connection = connection;
    return connection;
  }

  #dropIfClosing(connection: Connection, result: OutsideResult): boolean {
    if (result.kind !== 'response' || headerValue(result.headers, 'connection')?.toLowerCase() !== 'close') return false;
    this.#network.close(connection, undefined, false);
    if (this.#connection === connection) this.#connection = undefined;
    return true;
  }
}

function toRecord(request: OutsideRequest, streaming: boolean): OutgoingRequest {
  const headers = ['host', 'localhost'];
  let close = false;
  let hasLength = false;
  for (const [name, value] of Object.entries(request.headers)) {
    const key = name.toLowerCase();
    if (key === 'content-length' || key === 'transfer-encoding') hasLength = true;
    else if (key === 'connection') close = value.toLowerCase() === 'close';
    headers.push(name, value);
  }
  if (request.body !== undefined && !hasLength) headers.push('content-length', String(encoder.encode(request.body).length));
  return {
    method: request.method,
    url: request.path,
    headers,
    ...(close && { close }),
    ...(streaming ? { streaming } : request.body !== undefined && { body: request.body }),
  };
}

/** Gathers a response until it is complete. */
function collect(settle: (result: OutsideResult) => void): ExchangeClient {
  let head: HttpResponseRecord | undefined;
  const pieces: Uint8Array[] = [];
  const finish = (response: HttpResponseRecord | undefined, body: string): void => {
    settle({ kind: 'response', status: response?.status ?? 0, headers: response?.headers ?? [], body });
  };
  return {
    interim: () => undefined,
    complete: (response, bytes) => finish(response, bytes === undefined ? (response.body ?? '') : decoder.decode(bytes)),
    head(response) {
      head = response;
    },
    body(bytes) {
      pieces.push(bytes);
      return true;
    },
    end: () => finish(head, pieces.length === 0 ? '' : decoder.decode(joinBytes(pieces))),
    error: () => settle({ kind: 'error', code: 'ECONNRESET', ...(head && { begun: { status: head.status, body: decoder.decode(joinBytes(pieces)) } }) }),
    room: () => undefined,
  };
}

/** Hangs up once that many bytes of the body have come, or at its end. */
function hangUpAfter(afterBytes: number, hangUp: () => void, settle: (result: OutsideResult) => void): ExchangeClient {
  let received = 0;
  return {
    interim: () => undefined,
    complete: hangUp,
    head: () => undefined,
    body(bytes) {
      received += bytes.length;
      if (received >= afterBytes) hangUp();
      return true;
    },
    end: hangUp,
    error: () => settle({ kind: 'error', code: 'ECONNRESET' }),
    room: () => undefined,
  };
}
