import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import type { Connection, ExchangeClient } from './connection.ts';
import { bodyDone } from './client-end.ts';
import type { NetworkProcess } from './endpoint.ts';
import { InboundQueue } from './inbound-queue.ts';

/** Brings a response to a request that was made inside the machine. */
export class GuestHttpClient implements ExchangeClient {
  readonly #connection: Connection;
  readonly #process: NetworkProcess;
  /** Set as soon as the exchange has one. */
  id = 0;
  #body: InboundQueue | undefined;
  /** The whole response has come. */
  #complete = false;

  constructor(connection: Connection, process: NetworkProcess) {
    this.#connection = connection;
    this.#process = process;
  }

  interim(response: HttpResponseRecord): void {
    this.#process.deliver('onHttpResponse', JSON.stringify(response));
  }

  complete(response: HttpResponseRecord, body: Uint8Array | undefined): void {
    if (body === undefined) {
      this.#process.deliver('onHttpResponse', JSON.stringify(response));
      return;
    }
    this.head(response);
    this.body(body);
    this.end('');
  }

  head(response: HttpResponseRecord): void {
    const { deliver } = this.#process;
    const { server } = this.#connection;
    deliver('onHttpResponse', JSON.stringify(response));
    this.#body = new InboundQueue(
      {
        data: (bytes) => deliver('onHttpResponseBody', this.id, bytes),
        end: (trailers) => {
          if (this.#complete) deliver('onHttpResponseEnd', this.id, trailers);
          bodyDone(this.#connection);
        },
        reset: () => undefined,
        drained: () => {
          if (this.#connection.serverSpeaks === 'bytes') server.process.deliver('onSocket', server.handle, 'drain', '');
          else server.process.deliver('onHttpDrain', this.id);
        },
      },
      true,
    );
    this.#connection.clientReads = this.#body;
    this.#connection.bodyUnderWay = true;
  }

  body(bytes: Uint8Array): boolean {
    return this.#body?.push(bytes) ?? true;
  }

  end(trailers: string): void {
    this.#complete = true;
    this.#body?.end(trailers);
  }

  error(code: string): void {
    // That the connection ended, its socket is told already.
    if (code !== 'ECONNRESET') this.#process.deliver('onHttpResponseError', this.id, code);
  }

  room(): void {
    const { client } = this.#connection;
    if (client) this.#process.deliver('onSocket', client.handle, 'drain', '');
  }
}
