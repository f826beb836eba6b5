import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import { endClient, resetClient } from './client-end.ts';
import type { Connection, Exchange } from './connection.ts';
import { HttpParseError } from './http-parse-error.ts';
import { HttpParser } from './http-parser.ts';
import { isChunked, LAST_CHUNK, serializeChunk, serializeHead } from './http-serializer.ts';
import type { ByteSink } from './inbound-queue.ts';
import type { Network, OutgoingRequest } from './network.ts';

const encoder = new TextEncoder();

/** Stands between a client that speaks messages and a server that speaks bytes. */
export class RawHttpServer implements ByteSink {
  readonly #network: Network;
  readonly #connection: Connection;
  readonly #parser: HttpParser;
  readonly #waiting: { readonly exchange: Exchange; readonly record: OutgoingRequest }[] = [];
  #current: Exchange | undefined;
  #keepsUp = true;

  constructor(network: Network, connection: Connection) {
    this.#network = network;
    this.#connection = connection;
    let interim = false;
    this.#parser = new HttpParser('response', {
      head: ({ status, reason, headers, version }) => {
        interim = status < 200;
        const response: HttpResponseRecord = { id: this.#current?.id ?? 0, status, message: reason, headers, ...(version !== '1.1' && { version }) };
        if (interim) this.#current?.client.interim(response);
        else this.#current?.client.head(response);
      },
      body: (bytes) => {
        this.#keepsUp = this.#current?.client.body(bytes) ?? true;
      },
      end: () => {
        if (!interim) this.#endResponse();
      },
    });
  }

  /** Where the pieces of a request's body go, each framed as its headers say. */
  bodyOf(record: OutgoingRequest): ByteSink | undefined {
    if (!record.streaming) return undefined;
    const { toServer } = this.#connection;
    const chunked = isChunked(record.headers);
    return {
      push: (bytes) => bytes.length === 0 || toServer.push(chunked ? serializeChunk(bytes) : bytes),
      end() {
        if (chunked) toServer.push(LAST_CHUNK);
      },
      reset: () => undefined,
    };
  }

  /** Sends a request when those before it have been answered. */
  send(exchange: Exchange, record: OutgoingRequest): void {
    if (this.#current === undefined) this.#start(exchange, record);
    else this.#waiting.push({ exchange, record });
  }

  push(bytes: Uint8Array): boolean {
    this.#keepsUp = true;
    this.#guard(() => this.#parser.feed(bytes));
    return this.#keepsUp;
  }

  end(): void {
    try {
      this.#parser.finish();
    } catch {
      // Cut off in the middle: the client learns it from the connection.
    }
    this.#fail('ECONNRESET');
    endClient(this.#connection);
  }

  reset(): void {
    this.#fail('ECONNRESET');
    resetClient(this.#connection);
  }

  #start(exchange: Exchange, record: OutgoingRequest): void {
    const { toServer } = this.#connection;
    this.#current = exchange;
    this.#parser.toHead = record.method === 'HEAD';
    toServer.push(serializeHead(`${record.method} ${record.url} HTTP/1.1`, record.headers));
    if (record.body !== undefined) toServer.push(encoder.encode(record.body));
  }

  #endResponse(): void {
    const exchange = this.#current;
    if (exchange === undefined) return;
    this.#current = undefined;
    exchange.received = true;
    this.#network.responded(exchange);
    exchange.client.end();
    const next = this.#waiting.shift();
    if (next !== undefined) this.#start(next.exchange, next.record);
  }

  #guard(parse: () => void): void {
    try {
      parse();
    } catch (error) {
      if (!(error instanceof HttpParseError)) throw error;
      this.#fail(`${error.code} ${error.reason}`);
    }
  }

  /** Nothing more can come back. */
  #fail(code: string): void {
    const open = this.#current === undefined ? [] : [this.#current];
    open.push(...this.#waiting.splice(0).map(({ exchange }) => exchange));
    this.#current = undefined;
    for (const exchange of open) {
      exchange.received = true;
      this.#network.responded(exchange);
      exchange.client.error(code);
    }
  }
}
