import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import type { Connection, Exchange, ExchangeClient } from './connection.ts';
import { headerValue, isChunked, LAST_CHUNK, serializeChunk, serializeHead } from './http-serializer.ts';
import type { MessageHead } from './http-head.ts';
import { HttpParseError } from './http-parse-error.ts';
import { HttpParser } from './http-parser.ts';
import type { ByteSink } from './inbound-queue.ts';
import type { Network, OutgoingRequest } from './network.ts';

const encoder = new TextEncoder();

/** Stands between a client that speaks bytes and an HTTP server that is given messages. */
export class RawHttpClient implements ByteSink {
  readonly #network: Network;
  readonly #connection: Connection;
  readonly #parser: HttpParser;
  #current: Exchange | undefined;
  #keepsUp = true;

  constructor(network: Network, connection: Connection) {
    this.#network = network;
    this.#connection = connection;
    this.#parser = new HttpParser('request', {
      head: (head) => this.#onHead(head),
      body: (bytes) => {
        this.#keepsUp = this.#current?.body?.push(bytes) ?? true;
      },
      end: () => {
        this.#current?.body?.end();
        this.#current = undefined;
      },
    });
  }

  push(bytes: Uint8Array): boolean {
    this.#keepsUp = true;
    this.#guard(() => this.#parser.feed(bytes));
    return this.#keepsUp;
  }

  end(): void {
    this.#guard(() => this.#parser.finish());
    this.#tellServer('end', '');
  }

  reset(): void {
    this.#tellServer('error', 'ECONNRESET');
  }

  #guard(parse: () => void): void {
    try {
      parse();
    } catch (error) {
      if (!(error instanceof HttpParseError)) throw error;
      this.#tellServer('error', `${error.code} ${error.reason}`);
    }
  }

  #tellServer(event: 'end' | 'error', arg: string): void {
    const { server } = this.#connection;
    server.process.deliver('onSocket', server.handle, event, arg);
  }

  #onHead(head: MessageHead): void {
    const { version, method, url, headers } = head;
    if (version === '1.1' && headerValue(headers, 'host') === undefined) {
      this.#connection.toClient.push(serializeHead('HTTP/1.1 400 Bad Request', ['Connection', 'close', 'Transfer-Encoding', 'chunked']));
      this.#connection.toClient.push(LAST_CHUNK);
      this.#tellServer('end', '');
      return;
    }
    const record: OutgoingRequest = {
      method,
      url,
      headers,
      ...(version !== '1.1' && { version }),
      ...(!head.keepAlive && { close: true }),
      ...(head.body.kind !== 'none' && { streaming: true }),
    };
    const [exchange] = this.#network.send(this.#connection, [{ record, client: new RawExchangeClient(this.#connection) }]);
    this.#current = exchange;
  }
}

/** Writes a response's messages as bytes. */
export class RawExchangeClient implements ExchangeClient {
  readonly #connection: Connection;
  #chunked = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  interim(response: HttpResponseRecord): void {
    this.head(response);
  }

  complete(response: HttpResponseRecord, bytes: Uint8Array | undefined): void {
    this.head(response);
    this.body(bytes ?? encoder.encode(response.body ?? ''));
    this.end();
  }

  head({ status, message, headers }: HttpResponseRecord): void {
    this.#chunked = isChunked(headers);
    this.#connection.toClient.push(serializeHead(`HTTP/1.1 ${status} ${message}`, headers));
  }

  body(bytes: Uint8Array): boolean {
    return bytes.length === 0 || this.#connection.toClient.push(this.#chunked ? serializeChunk(bytes) : bytes);
  }

  end(): void {
    if (this.#chunked) this.#connection.toClient.push(LAST_CHUNK);
  }

  /** Its bytes simply stop: the end of the connection says the rest. */
  error(): void {}

  room(): void {
    const { client } = this.#connection;
    client?.process.deliver('onSocket', client.handle, 'drain', '');
  }
}
