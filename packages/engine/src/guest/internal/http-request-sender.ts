import { Buffer } from '../node/buffer.ts';
import { errnoName } from './errors.ts';
import { type ResponseReceiver, underWay } from './http-exchanges.ts';
import type { Chunk } from './http-outgoing-state.ts';
import type { HttpSocket } from './http-socket.ts';
import { sys } from './sys.ts';

const HIGH_WATER_MARK = 65_536;

/** What a request sends, in order: everything at once, or head, pieces and end. */
export type Part =
  | { readonly kind: 'whole'; readonly body: Chunk; readonly encoding: string | undefined }
  | { readonly kind: 'head' }
  | { readonly kind: 'end'; readonly trailers: string }
  | { readonly kind: 'piece'; readonly bytes: Uint8Array };

/** A request's way to its connection: what is sent before there is one waits. */
export class RequestSender {
  readonly #receiver: ResponseReceiver;
  /** First line and headers as they leave, see HttpSyscalls. */
  readonly #headText: () => string;
  #socket: HttpSocket | undefined;
  #waiting: Part[] = [];
  #waitingBytes = 0;
  #exchange = 0;

  constructor(receiver: ResponseReceiver, headText: () => string) {
    this.#receiver = receiver;
    this.#headText = headText;
  }

  /** The connection is there, or on its way. */
  start(socket: HttpSocket): void {
    this.#socket = socket;
    const parts = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (const part of parts) this.send(part);
  }

  /** No response is wanted any more, or it is complete. */
  stop(): void {
    underWay.delete(this.#exchange);
  }

  /** Returns false when the writer should wait. */
  send(part: Part): boolean {
    const socket = this.#socket;
    if (socket === undefined) {
      this.#waiting.push(part);
      if (part.kind === 'piece') this.#waitingBytes += part.bytes.length;
      return this.#waitingBytes < HIGH_WATER_MARK;
    }
    if (socket.destroyed || socket.handle === 0) return false;
    socket.touch();
    switch (part.kind) {
      case 'whole':
        this.#begin(socket, part.body, part.encoding);
        return true;
      case 'head':
        this.#begin(socket, undefined, undefined);
        return true;
      case 'piece':
        return sys.httpRequestWrite(this.#exchange, part.bytes) !== 0;
      case 'end':
        sys.httpRequestEnd(this.#exchange, part.trailers);
        return true;
    }
  }

  /** Sends the head, with the whole body when it is there. */
  #begin(socket: HttpSocket, body: Chunk | undefined, encoding: string | undefined): void {
    const isText = typeof body === 'string' && (encoding === undefined || /^utf-?8$/i.test(encoding));
    const id = sys.httpRequest(socket.handle, `${this.#headText()}\r\n${isText ? body : ''}`, !isText);
    if (id < 0) {
      // The other side has closed: its end is on its way to the socket.
      if (errnoName(id) !== 'ECONNRESET') socket.destroy();
      return;
    }
    this.#exchange = id;
    underWay.set(id, this.#receiver);
    if (isText || body === undefined) return;
    sys.httpRequestWrite(id, typeof body === 'string' ? Buffer.from(body, encoding) : body);
    sys.httpRequestEnd(id);
  }
}
