import { Buffer } from '../node/buffer.ts';
import http from '../node/http.ts';
import type { AbortSignal } from './abort.ts';
import { unavailable } from './errors.ts';
import { Blob } from './blob.ts';
import { Headers } from './headers.ts';
import { URL } from './url.ts';
import type { URLSearchParams } from './url-search-params.ts';

type BodyInit = string | Blob | Uint8Array | ArrayBuffer | URLSearchParams | null | undefined;

/** A body that arrives over time; reading it once to the end frees its connection. */
interface BodySource {
  read(): Promise<Uint8Array>;
  cancel(): void;
  iterate(): AsyncIterable<Uint8Array>;
}

/** The part of a web ReadableStream that consumers of a response use. */
class BodyStream {
  readonly #source: BodySource;
  locked = false;
  constructor(source: BodySource) {
    this.#source = source;
  }
  async cancel(): Promise<void> {
    this.#source.cancel();
  }
  getReader() {
    this.locked = true;
    const iterator = this.#source.iterate()[Symbol.asyncIterator]();
    return { read: () => iterator.next(), cancel: () => this.cancel(), releaseLock: () => undefined };
  }
  [Symbol.asyncIterator]() {
    this.locked = true;
    return this.#source.iterate()[Symbol.asyncIterator]();
  }
}

class Body {
  bodyUsed = false;
  readonly body: BodyStream | null;
  readonly #source: BodySource | undefined;

  constructor(source: BodySource | undefined) {
    this.#source = source;
    this.body = source === undefined ? null : new BodyStream(source);
  }
  async bytes(): Promise<Uint8Array> {
    if (this.bodyUsed) throw new TypeError('Body is unusable: Body has already been read');
    this.bodyUsed = true;
    return this.#source === undefined ? new Uint8Array(0) : this.#source.read();
  }
  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }
  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).slice().buffer as ArrayBuffer;
  }
}

function sourceOf(body: BodyInit): BodySource | undefined {
  if (body === null || body === undefined) return undefined;
  const bytes =
    body instanceof Blob
      ? Blob.bytesOf(body)
      : body instanceof ArrayBuffer
        ? new Uint8Array(body)
        : body instanceof Uint8Array
          ? body
          : Buffer.from(String(body));
  return {
    read: async () => bytes,
    cancel: () => undefined,
    async *iterate() {
      yield bytes;
    },
  };
}

export { Headers };

export class Response extends Body {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  url = '';
  readonly redirected = false;
  readonly type = 'default';
  constructor(body?: BodyInit | { source: BodySource }, init: { status?: number; statusText?: string; headers?: any } = {}) {
    super(typeof body === 'object' && body !== null && 'source' in body ? body.source : sourceOf(body as BodyInit));
    this.status = init.status ?? 200;
    this.statusText = init.statusText ?? '';
    this.headers = new Headers(init.headers);
  }
  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }
  static json(value: unknown, init: { status?: number; headers?: any } = {}): Response {
    return new Response(JSON.stringify(value), { ...init, headers: { 'content-type': 'application/json', ...init.headers } });
  }
}

export class Request extends Body {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly signal: AbortSignal | undefined;
  readonly content: BodyInit;
  constructor(input: string | URL | Request, init: { method?: string; headers?: any; body?: BodyInit; signal?: AbortSignal } = {}) {
    const base = input instanceof Request ? input : undefined;
    const content = init.body ?? base?.content;
    super(sourceOf(content));
    this.content = content;
    this.url = base?.url ?? new URL(String(input)).href;
    this.method = (init.method ?? base?.method ?? 'GET').toUpperCase();
    this.headers = new Headers(init.headers ?? base?.headers);
    this.signal = init.signal ?? base?.signal;
  }
}

/** fetch over the loopback network. A body that nobody reads or cancels keeps its socket, as with undici. */
export function fetch(input: string | URL | Request, init: any = {}): Promise<Response> {
  const request = new Request(input, init);
  const url = new URL(request.url);
  if (url.protocol !== 'http:') return Promise.reject(unavailable(`fetch of ${url.protocol}//`));
  return new Promise((resolve, reject) => {
    const { signal } = request;
    if (signal?.aborted) return reject(signal.reason);
    const headers = Object.fromEntries(request.headers);
    if (typeof request.content === 'string' && headers['content-type'] === undefined) headers['content-type'] = 'text/plain;charset=UTF-8';
    const sent = http.request(url, { method: request.method, headers });
    const onAbort = () => sent.destroy(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    sent.once('close', () => signal?.removeEventListener('abort', onAbort));
    sent.once('error', (error: unknown) => reject(signal?.aborted ? signal.reason : new TypeError('fetch failed', { cause: error })));
    sent.once('response', (incoming: any) => {
      const source: BodySource = {
        async read() {
          const pieces: Uint8Array[] = [];
          try {
            for await (const piece of incoming) pieces.push(piece);
          } catch (error) {
            throw signal?.aborted ? signal.reason : new TypeError('terminated', { cause: error });
          }
          return Buffer.concat(pieces);
        },
        cancel: () => incoming.destroy(),
        iterate: () => incoming,
      };
      const pairs: [string, string][] = [];
      for (let i = 0; i < incoming.rawHeaders.length; i += 2) pairs.push([incoming.rawHeaders[i], incoming.rawHeaders[i + 1]]);
      const empty = request.method === 'HEAD' || incoming.statusCode === 204 || incoming.statusCode === 304;
      if (empty) incoming.resume();
      const response = new Response(empty ? null : { source }, { status: incoming.statusCode, statusText: incoming.statusMessage, headers: pairs });
      response.url = request.url;
      resolve(response);
    });
    if (request.content !== null && request.content !== undefined) {
      const { content } = request;
      sent.end(
        content instanceof ArrayBuffer
          ? new Uint8Array(content)
          : content instanceof Blob
            ? Blob.bytesOf(content)
            : content instanceof Uint8Array
              ? content
              : String(content),
      );
    } else sent.end();
  });
}
