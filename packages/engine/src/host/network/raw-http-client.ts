import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import type { Connection, Exchange, ExchangeClient } from './connection.ts';
import { headerValue, isChunked, serializeChunk, serializeEnd, serializeHead } from './http-serializer.ts';
import type { MessageHead } from './http-head.ts';
import { HttpParseError } from './http-parse-error.ts';
import { HttpParser } from './http-parser.ts';
import { type ByteSink, joinBytes } from './inbound-queue.ts';
import type { OutgoingRequest } from './connection.ts';
import type { Network } from './network.ts';

const encoder = new TextEncoder();
/** More than this does not wait for what follows. */
const TOGETHER_BYTES = 16 * 1024;

/** Stands between a client that speaks bytes and an HTTP server that is given messages. */
export class RawHttpClient implements ByteSink {
  readonly #network: Network;
  readonly #connection: Connection;
  readonly #parser: HttpParser;
  #current: Exchange | undefined;
  /** Answers the request that came last. */
  #last: RawExchangeClient | undefined;
  #keepsUp = true;
  /** What came after a request for an upgrade: the server decides what it is. */
  #held: Uint8Array | undefined;
  #upgrading = false;
  #endHeld = false;

  constructor(network: Network, connection: Connection) {
    this.#network = network;
    this.#connection = connection;
    this.#parser = new HttpParser(
      'request',
      {
        head: (head) => this.#onHead(head),
        body: (bytes) => {
          this.#keepsUp = this.#current?.body?.push(bytes) ?? true;
        },
        end: (trailers) => {
          this.#current?.body?.end(trailers);
          this.#current = undefined;
        },
      },
      () => connection.listener.limits,
    );
  }

  push(bytes: Uint8Array): boolean {
    this.#keepsUp = true;
    if (this.#held !== undefined) this.#held = joinBytes([this.#held, bytes]);
    else this.#feed(bytes);
    return this.#keepsUp;
  }

  /** The server goes on in bytes. Returns those that came after the request. */
  release(): Uint8Array {
    return this.#held ?? new Uint8Array();
  }

  /** The server answers a request for an upgrade as any other. */
  goOn(): void {
    const held = this.#held ?? new Uint8Array();
    this.#held = undefined;
    this.#parser.go();
    this.#feed(held);
    if (this.#endHeld) this.end();
  }

  #feed(bytes: Uint8Array): void {
    this.#guard(() => {
      const rest = this.#parser.feed(bytes);
      if (this.#upgrading) this.#held = rest;
      this.#upgrading = false;
      // What is under way must not wait for ever: the server has a limit for it.
      if (!this.#parser.idle && this.#current === undefined && this.#held === undefined) this.#tellServer('data', '');
    });
  }

  end(): void {
    if (this.#held !== undefined) {
      this.#endHeld = true;
      return;
    }
    const { idle } = this.#parser;
    this.#guard(() => this.#parser.finish());
    // Its end comes after what it has sent, which the server reads at its own pace.
    const isReading = [...this.#connection.exchanges.values()].some(({ received }) => !received);
    const tell = () => {
      this.#connection.afterBody = undefined;
      this.#tellServer('end', '');
    };
    if (isReading && idle) this.#connection.afterBody = tell;
    else tell();
  }

  reset(): void {
    this.#tellServer('error', 'ECONNRESET');
  }

  #guard(parse: () => void): void {
    try {
      parse();
    } catch (error) {
      if (!(error instanceof HttpParseError)) throw error;
      this.#tellServer('error', error.text);
    }
  }

  #tellServer(event: 'data' | 'end' | 'error', arg: string): void {
    const { server } = this.#connection;
    server.process.deliver('onSocket', server.handle, event, arg);
  }

  #onHead(head: MessageHead): void {
    const { version, method, url, headers } = head;
    const isAhead = this.#connection.exchanges.size > 0;
    const record: OutgoingRequest = {
      method,
      url,
      headers,
      ...(version !== '1.1' && { version }),
      ...(!head.keepAlive && { close: true }),
      ...(head.body.kind !== 'none' && { streaming: true }),
      ...(head.upgrade && { upgrade: true }),
      ...(isAhead && !head.upgrade && { ahead: true }),
      ...(version === '1.1' && headerValue(headers, 'host') === undefined && { noHost: true }),
    };
    if (head.upgrade) {
      this.#parser.hold();
      this.#upgrading = true;
    }
    const client = new RawExchangeClient(this.#connection, method === 'HEAD', this.#last);
    this.#last = client;
    const [exchange] = this.#network.send(this.#connection, [{ record, client }]);
    this.#current = exchange;
  }
}

/** Writes a response's messages as bytes, after those to the requests before. */
export class RawExchangeClient implements ExchangeClient {
  readonly #connection: Connection;
  readonly #toHead: boolean;
  #chunked = false;
  #finished = false;
  /** What waits for its turn. */
  #held: (() => void)[] | undefined;
  #next: RawExchangeClient | undefined;
  /** What leaves in one piece, as what a server writes in one tick does. */
  readonly #together: Uint8Array[] = [];
  #togetherBytes = 0;

  /** @param toHead it answers a HEAD request: no body follows, whatever the headers say. */
  constructor(connection: Connection, toHead = false, before?: RawExchangeClient) {
    this.#connection = connection;
    this.#toHead = toHead;
    if (before === undefined || before.#finished) return;
    this.#held = [];
    before.#next = this;
  }

  #isChunked({ status, headers }: HttpResponseRecord): boolean {
    return !this.#toHead && status !== 204 && status !== 304 && isChunked(headers);
  }

  #inTurn(write: () => void): void {
    if (this.#held === undefined) write();
    else this.#held.push(write);
  }

  /** Returns false when the server should wait. */
  #push(bytes: Uint8Array, more: boolean): boolean {
    this.#together.push(bytes);
    this.#togetherBytes += bytes.length;
    return (more && this.#togetherBytes < TOGETHER_BYTES) || this.#flush();
  }

  #flush(): boolean {
    if (this.#together.length === 0) return true;
    const bytes = this.#together.length === 1 ? (this.#together[0] as Uint8Array) : joinBytes(this.#together);
    this.#together.length = this.#togetherBytes = 0;
    return this.#connection.toClient.push(bytes);
  }

  #finish(): void {
    this.#finished = true;
    const next = this.#next;
    if (next === undefined) return;
    const held = next.#held ?? [];
    next.#held = undefined;
    for (const write of held) write();
  }

  interim(response: HttpResponseRecord): void {
    this.head(response);
  }

  complete(response: HttpResponseRecord, bytes: Uint8Array | undefined): void {
    // At once, as a server writes it that has it all.
    const body = bytes ?? encoder.encode(response.body ?? '');
    const chunked = this.#isChunked(response);
    const pieces = [serializeHead(`HTTP/1.1 ${response.status} ${response.message}`, response.headers)];
    if (body.length > 0) pieces.push(chunked ? serializeChunk(body) : body);
    if (chunked) pieces.push(serializeEnd(''));
    this.#inTurn(() => {
      this.#connection.toClient.push(joinBytes(pieces));
      this.#finish();
    });
  }

  head(response: HttpResponseRecord, more = false): void {
    const { status, message, headers } = response;
    this.#chunked = this.#isChunked(response);
    this.#inTurn(() => this.#push(serializeHead(`HTTP/1.1 ${status} ${message}`, headers), more));
  }

  body(bytes: Uint8Array, more = false): boolean {
    if (bytes.length === 0) return true;
    const framed = this.#chunked ? serializeChunk(bytes) : bytes;
    if (this.#held === undefined) return this.#push(framed, more);
    this.#inTurn(() => this.#push(framed, more));
    return false;
  }

  end(trailers: string): void {
    this.#inTurn(() => {
      if (this.#chunked) this.#push(serializeEnd(trailers), true);
      this.#flush();
      this.#finish();
    });
  }

  /** Its bytes simply stop: the end of the connection says the rest. */
  error(): void {}

  room(): void {
    const { client } = this.#connection;
    client?.process.deliver('onSocket', client.handle, 'drain', '');
  }
}
