import { Blob } from './blob.ts';
import { Buffer } from './buffer-constructor.ts';
import { encodeForm, FormData } from './fetch-form-data.ts';
import { decodeForm } from './fetch-multipart.ts';
import { URLSearchParams } from './url-search-params.ts';
import { ReadableStream } from './web-readable-stream.ts';

const decoder = new TextDecoder();

/** Bytes that arrive from a connection, read at most once. */
export interface ArrivingBody {
  /** All of them. */
  read(): Promise<Uint8Array>;
  /** The next piece; undefined at the end. */
  next(): Promise<Uint8Array | undefined>;
  /** Nobody wants the rest: the connection is given up. */
  cancel(): void;
}

/** What a body is made of, and the Content-Type that goes with it. */
export type BodySource =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'stream'; readonly stream: ReadableStream }
  | { readonly kind: 'arriving'; readonly from: ArrivingBody };

export interface ExtractedBody {
  readonly source: BodySource;
  readonly type: string | undefined;
}

let boundaries = 0;

/** Any value that fetch, Request and Response take as a body. */
export function extractBody(body: unknown): ExtractedBody {
  if (body === null || body === undefined) return { source: { kind: 'none' }, type: undefined };
  const bytes = (value: Uint8Array, type?: string): ExtractedBody => ({ source: { kind: 'bytes', bytes: value }, type });
  if (body instanceof ReadableStream) {
    if (body.locked) throw new TypeError('Response body object should not be disturbed or locked');
    return { source: { kind: 'stream', stream: body }, type: undefined };
  }
  if (body instanceof ArrayBuffer) return bytes(new Uint8Array(body.slice(0)));
  if (ArrayBuffer.isView(body)) return bytes(new Uint8Array(body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength)));
  if (body instanceof URLSearchParams) return bytes(Buffer.from(body.toString()), 'application/x-www-form-urlencoded;charset=UTF-8');
  if (body instanceof Blob) return bytes(Blob.bytesOf(body), body.type === '' ? undefined : body.type);
  if (body instanceof FormData) {
    const boundary = `----formdata-unhandled-${String(++boundaries).padStart(12, '0')}`;
    return bytes(Blob.bytesOf(encodeForm(body, boundary)), `multipart/form-data; boundary=${boundary}`);
  }
  if (typeof (body as AsyncIterable<unknown>)[Symbol.asyncIterator] === 'function')
    return { source: { kind: 'stream', stream: ReadableStream.from(body as AsyncIterable<unknown>) }, type: undefined };
  return bytes(Buffer.from(String(body)), 'text/plain;charset=UTF-8');
}

/** The body of a Request or a Response: read once, as a whole or as a stream. */
export class Body {
  #source: BodySource;
  #stream: ReadableStream | undefined;
  #used = false;
  /** Its stream feeds a copy, too: that somebody pulls says nothing about this one. */
  #copied = false;

  constructor(source: BodySource) {
    this.#source = source;
    if (source.kind === 'stream') this.#stream = source.stream;
  }

  /** Where it comes from, for code of this layer that passes it on. */
  static sourceOf(body: Body): BodySource {
    return body.#source;
  }

  /** Marks it as read by whoever sends it on. */
  static use(body: Body): void {
    body.#take();
  }

  /** The same body once more, for a copy of its message: both can be read. @param what who asks. */
  static copy(body: Body, what: string): BodySource {
    if (body.#used || body.#stream?.locked) throw new TypeError(`${what}: Body has already been consumed.`);
    if ((body.#source.kind === 'bytes' && body.#stream === undefined) || body.#source.kind === 'none') return body.#source;
    body.#copied = true;
    const [own, other] = (body.body as ReadableStream).tee();
    body.#source = { kind: 'stream', stream: own };
    body.#stream = own;
    return { kind: 'stream', stream: other };
  }

  get bodyUsed(): boolean {
    return this.#used;
  }

  get body(): ReadableStream | null {
    if (this.#source.kind === 'none') return null;
    this.#stream ??= this.#createStream();
    return this.#stream;
  }

  #createStream(): ReadableStream {
    const source = this.#source;
    // Read by somebody else already: what is left to hand out is a stream that is locked, as Node's is.
    const stream = new ReadableStream(
      {
        type: 'bytes',
        pull: async (controller) => {
          this.#used ||= !this.#copied;
          if (source.kind === 'bytes') {
            if (source.bytes.length > 0) controller.enqueue(source.bytes);
            controller.close();
          } else if (source.kind === 'arriving') {
            const piece = await source.from.next();
            if (piece === undefined) controller.close();
            else controller.enqueue(piece);
          }
        },
        cancel: () => {
          this.#used ||= !this.#copied;
          if (source.kind === 'arriving') source.from.cancel();
        },
      },
      { highWaterMark: 0 },
    );
    if (this.#used) stream.getReader();
    return stream;
  }

  #take(): void {
    if (this.#used || this.#stream?.locked)
      throw new TypeError(this.#used ? 'Body is unusable: Body has already been read' : 'Body is unusable: Body is locked');
    if (this.#source.kind !== 'none') this.#used = true;
  }

  async bytes(): Promise<Uint8Array> {
    this.#take();
    const source = this.#source;
    if (source.kind === 'none') return new Uint8Array(0);
    if (this.#stream !== undefined) return readAll(this.#stream);
    if (source.kind === 'bytes') return source.bytes.slice();
    return source.kind === 'arriving' ? source.from.read() : readAll(source.stream);
  }

  async text(): Promise<string> {
    return decoder.decode(await this.bytes());
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).slice().buffer;
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.bytes()], { type: this.contentType() });
  }

  async formData(): Promise<FormData> {
    const type = this.contentType();
    if (/^multipart\/form-data\b/i.test(type)) return decodeForm(await this.bytes(), type);
    if (!/^application\/x-www-form-urlencoded\b/i.test(type))
      throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
    const form = new FormData();
    for (const [name, value] of new URLSearchParams(await this.text())) form.append(name, value);
    return form;
  }

  /** The Content-Type header. */
  contentType(): string {
    return '';
  }
}

async function readAll(stream: ReadableStream): Promise<Uint8Array> {
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(Buffer.concat(pieces));
    if (!(value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
    pieces.push(value);
  }
}
