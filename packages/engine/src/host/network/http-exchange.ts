import type { HttpRequestRecord, HttpResponseRecord } from '../../abi/syscalls.ts';

/** The client's side of one request: called as the response arrives. */
export interface ExchangeClient {
  /** Status and headers; `body` when the whole response came at once, and then `end` follows. */
  head(response: HttpResponseRecord): void;
  body(bytes: Uint8Array): void;
  end(): void;
  /** The connection broke before the response was complete. */
  error(code: string): void;
}

/** One request and its response on an HTTP connection. */
export interface Exchange {
  readonly request: HttpRequestRecord;
  readonly client: ExchangeClient;
  state: 'waiting' | 'streaming' | 'done';
  /** A client that reads slower than the server writes: pieces wait here. */
  paused: boolean;
  readonly held: Uint8Array[];
  heldBytes: number;
  /** The response ended while pieces were held. */
  endHeld: boolean;
}

export function createExchange(request: HttpRequestRecord, client: ExchangeClient): Exchange {
  return { request, client, state: 'waiting', paused: false, held: [], heldBytes: 0, endHeld: false };
}

/** Bytes that may wait for a slow client before the server is told to stop writing (Linux's default send buffer is of that order). */
const WINDOW_BYTES = 64 * 1024;

/** Hands a piece to the client, or holds it. Returns 1 while the client keeps up, 0 when the server should wait. */
export function pushBody(exchange: Exchange, bytes: Uint8Array): number {
  if (exchange.state === 'done') return 1;
  exchange.state = 'streaming';
  if (!exchange.paused) {
    exchange.client.body(bytes);
    return 1;
  }
  exchange.held.push(bytes);
  exchange.heldBytes += bytes.length;
  return exchange.heldBytes < WINDOW_BYTES ? 1 : 0;
}

export function finish(exchange: Exchange): void {
  if (exchange.state === 'done') return;
  if (exchange.paused && exchange.held.length > 0) {
    exchange.endHeld = true;
    return;
  }
  exchange.state = 'done';
  exchange.client.end();
}

/** The client reads again. Returns whether the server was waiting for it. */
export function resume(exchange: Exchange): boolean {
  const waited = exchange.heldBytes >= WINDOW_BYTES;
  exchange.paused = false;
  exchange.heldBytes = 0;
  for (const bytes of exchange.held.splice(0)) exchange.client.body(bytes);
  if (exchange.endHeld) finish(exchange);
  return waited;
}
