import { ERRNO } from '../../abi/errno.ts';
import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import type { ExchangeClient } from './http-exchange.ts';
import type { Connection, Network } from './network.ts';

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
  | { readonly kind: 'error'; readonly code: 'ECONNREFUSED' | 'ECONNRESET' | 'EMFILE' };

/** Bodies up to this size cross with the head; larger ones in pieces, as a socket would bring them. */
const INLINE_BODY_BYTES = 64 * 1024;

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

  /** Sends a run of requests that nobody aborts, as one batch. `done` is called once for each, in order. */
  sendBatch(requests: readonly OutsideRequest[], done: (index: number, result: OutsideResult) => void): void {
    const connection = this.#open();
    if (typeof connection === 'string') {
      for (const index of requests.keys()) done(index, { kind: 'error', code: connection });
      return;
    }
    this.#network.send(
      connection,
      requests.map((request, index) => ({ record: toRecord(request, false), client: collect((result) => done(index, result)) })),
    );
  }

  /** Sends one request, which may be aborted on the way. Returns a function that hangs up. */
  send(request: OutsideRequest, done: (result: OutsideResult) => void): () => void {
    const connection = this.#open();
    if (typeof connection === 'string') {
      done({ kind: 'error', code: connection });
      return () => undefined;
    }
    let settled = false;
    const hangUp = () => {
      if (settled) return;
      settled = true;
      this.#network.close(connection, 'FIN');
      done({ kind: 'aborted' });
    };
    const settle = (result: OutsideResult) => {
      if (settled) return;
      settled = true;
      done(result);
    };
    const abort = request.abort;
    const client = abort?.when === 'mid-response' ? hangUpAfter(abort.afterBytes, hangUp, settle) : collect(settle);
    const streaming = abort?.when === 'mid-upload' || (request.body?.length ?? 0) > INLINE_BODY_BYTES;
    const [id] = this.#network.send(connection, [{ record: toRecord(request, streaming), client }]);
    if (streaming && id !== undefined) this.#upload(connection, id, request);
    if (abort !== undefined && abort.when !== 'mid-response') hangUp();
    return hangUp;
  }

  close(): void {
    if (this.#connection?.open) this.#network.close(this.#connection, 'FIN');
    this.#connection = undefined;
  }

  #upload(connection: Connection, id: number, request: OutsideRequest): void {
    const bytes = new TextEncoder().encode(request.body ?? '');
    const sent = request.abort?.when === 'mid-upload' ? bytes.subarray(0, bytes.length >> 1) : bytes;
    for (let at = 0; at < sent.length; at += INLINE_BODY_BYTES) {
      connection.server.process.deliver('onHttpBody', id, sent.slice(at, at + INLINE_BODY_BYTES));
    }
    if (request.abort === undefined) connection.server.process.deliver('onHttpBodyEnd', id);
  }

  #open(): Connection | 'ECONNREFUSED' | 'EMFILE' {
    if (this.#connection?.open) return this.#connection;
    const connection = this.#network.connect(this.#port, '127.0.0.1', undefined, '');
    if (typeof connection === 'number') return connection === -ERRNO.EMFILE ? 'EMFILE' : 'ECONNREFUSED';
    this.#connection = connection;
    return connection;
  }
}

function toRecord(request: OutsideRequest, streaming: boolean) {
  const headers = ['host', 'localhost'];
  for (const [name, value] of Object.entries(request.headers)) headers.push(name, value);
  if (request.body !== undefined && !('content-length' in request.headers) && !('transfer-encoding' in request.headers)) {
    headers.push('content-length', String(new TextEncoder().encode(request.body).length));
  }
  const base = { method: request.method, url: request.path, headers };
  if (streaming) return { ...base, streaming: true };
  return request.body === undefined ? base : { ...base, body: request.body };
}

function collect(settle: (result: OutsideResult) => void): ExchangeClient {
  let head: HttpResponseRecord | undefined;
  const pieces: Uint8Array[] = [];
  return {
    head(response) {
      head = response;
    },
    body(bytes) {
      pieces.push(bytes);
    },
    end() {
      const text = pieces.length === 0 ? '' : new TextDecoder().decode(join(pieces));
      settle({ kind: 'response', status: head?.status ?? 0, headers: head?.headers ?? [], body: (head?.body ?? '') + text });
    },
    error: () => settle({ kind: 'error', code: 'ECONNRESET' }),
  };
}

function hangUpAfter(afterBytes: number, hangUp: () => void, settle: (result: OutsideResult) => void): ExchangeClient {
  let received = 0;
  const count = (bytes: number) => {
    received += bytes;
    if (received >= afterBytes) hangUp();
  };
  return {
    head: (response) => count(response.body?.length ?? 0),
    body: (bytes) => count(bytes.length),
    end: hangUp,
    error: () => settle({ kind: 'error', code: 'ECONNRESET' }),
  };
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
