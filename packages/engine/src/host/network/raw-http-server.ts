import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import { endClient, resetClient, speakBytes } from './client-end.ts';
import type { Connection, Exchange } from './connection.ts';
import { HttpParseError } from './http-parse-error.ts';
import { HttpParser } from './http-parser.ts';
import { isChunked, serializeChunk, serializeEnd, serializeHead } from './http-serializer.ts';
import type { ByteSink } from './inbound-queue.ts';
import type { OutgoingRequest } from './connection.ts';
import type { Network } from './network.ts';

const encoder = new TextEncoder();

/** Stands between a client that speaks messages and a server that speaks bytes. */
export class RawHttpServer implements ByteSink {
  readonly #network: Network;
  readonly #connection: Connection;
  readonly #parser: HttpParser;
  readonly #waiting: { readonly exchange: Exchange; readonly record: OutgoingRequest }[] = [];
  #current: Exchange | undefined;
  #keepsUp = true;
  #connects = false;
  #upgraded: HttpResponseRecord | undefined;

  constructor(network: Network, connection: Connection) {
    this.#network = network;
    this.#connection = connection;
    let interim = false;
    const parser = (this.#parser = new HttpParser(
      'response',
      {
        head: ({ status, reason, headers, version }) => {
          interim = status < 200;
          const isUpgrade = status === 101 || (this.#connects && status < 300);
          const response: HttpResponseRecord = { id: this.#current?.id ?? 0, status, message: reason, headers, ...(version !== '1.1' && { version }) };
          if (isUpgrade) {
            this.#upgraded = response;
            parser.hold();
          } else if (interim) this.#current?.client.interim(response);
          else this.#current?.client.head(response);
        },
        body: (bytes) => {
          this.#keepsUp = this.#current?.client.body(bytes) ?? true;
        },
        end: (trailers) => {
          if (!interim) this.#endResponse(trailers);
        },
      },
      () => connection.limits,
    ));
  }

  /** Where the pieces of a request's body go, each framed as its headers say. */
  bodyOf(record: OutgoingRequest): ByteSink | undefined {
    if (!record.streaming) return undefined;
    const { toServer } = this.#connection;
    const chunked = isChunked(record.headers);
    return {
      push: (bytes) => bytes.length === 0 || toServer.push(chunked ? serializeChunk(bytes) : bytes),
      end(trailers = '') {
        if (chunked) toServer.push(serializeEnd(trailers));
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
    this.#guard(() => {
      const rest = this.#parser.feed(bytes);
      if (this.#upgraded) this.#upgrade(this.#upgraded, rest);
    });
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

  /** The request whose response comes next, when it has reached the server in another way. */
  expect(exchange: Exchange): void {
    this.#current = exchange;
    this.#connects = exchange.method === 'CONNECT';
    this.#parser.toHead = exchange.method === 'HEAD';
  }

  /** From here on both sides speak bytes. */
  #upgrade(response: HttpResponseRecord, rest: Uint8Array): void {
    const exchange = this.#current;
    this.#upgraded = undefined;
    this.#current = undefined;
    speakBytes(this.#connection);
    if (exchange === undefined) return;
    exchange.received = true;
    this.#network.responded(exchange);
    exchange.client.interim({ ...response, upgraded: Array.from(rest, (byte) => String.fromCharCode(byte)).join('') });
  }

  #start(exchange: Exchange, record: OutgoingRequest): void {
    const { toServer } = this.#connection;
    this.expect(exchange);
    toServer.push(serializeHead(`${record.method} ${record.url} HTTP/1.1`, record.headers));
    if (record.body !== undefined) toServer.push(encoder.encode(record.body));
  }

  #endResponse(trailers: string): void {
    const exchange = this.#current;
    if (exchange === undefined) return;
    this.#current = undefined;
    exchange.received = true;
    this.#network.responded(exchange);
    exchange.client.end(trailers);
    const next = this.#waiting.shift();
    if (next !== undefined) this.#start(next.exchange, next.record);
  }

  #guard(parse: () => void): void {
    try {
      parse();
    } catch (error) {
      if (!(error instanceof HttpParseError)) throw error;
      this.#fail(error.text);
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
