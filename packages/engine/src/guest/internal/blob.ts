import { customInspect, inspect, type InspectOptions } from './inspect.ts';
import { cloneSelf } from './clone-protocol.ts';
import { codedError, invalidArgType } from './errors.ts';
import { invalidThis } from './validate.ts';
import { ReadableStream } from './web-readable-stream.ts';

export interface BlobOptions {
  type?: string;
  endings?: 'transparent' | 'native';
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Chunk of Blob.stream(), bytes. */
const CHUNK = 65_536;

/** Bytes that do not change. */
export class Blob {
  readonly #bytes: Uint8Array;
  readonly #type: string;

  constructor(parts: Iterable<unknown> = [], options: BlobOptions = {}) {
    if (typeof parts !== 'object' || parts === null || typeof parts[Symbol.iterator] !== 'function') throw invalidArgType('sources', 'a sequence', parts);
    const pieces = Array.from(parts, (part) => bytesOf(part));
    this.#bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      this.#bytes.set(piece, at);
      at += piece.length;
    }
    const type = String(options?.type ?? '');
    this.#type = /[^\x20-\x7e]/.test(type) ? '' : type.toLowerCase();
  }

  /** The bytes themselves, for code of this layer that will not change them. */
  static bytesOf(blob: Blob): Uint8Array {
    return blob.#bytes;
  }

  get size(): number {
    return this.#bytes.length;
  }

  get type(): string {
    return this.#type;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes.slice().buffer as ArrayBuffer;
  }

  async bytes(): Promise<Uint8Array> {
    return this.#bytes.slice();
  }

  async text(): Promise<string> {
    return decoder.decode(this.#bytes);
  }

  slice(start = 0, end = this.size, type = ''): Blob {
    return new Blob([this.#bytes.slice(start, end)], { type });
  }

  stream(): ReadableStream {
    let at = 0;
    return new ReadableStream(
      {
        pull: (controller) => {
          if (at < this.#bytes.length) controller.enqueue(this.#bytes.slice(at, at + CHUNK));
          at += CHUNK;
          if (at >= this.#bytes.length) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  }

  [customInspect](depth: number | null, options: InspectOptions): string {
    if (depth !== null && depth < 0) return '[Object]';
    return `${this.constructor.name} ${inspect({ size: this.size, type: this.type }, options)}`;
  }
}

export class File extends Blob {
  readonly #name: string;
  readonly #lastModified: number;

  constructor(parts: Iterable<unknown>, name: string, ...rest: [options?: BlobOptions & { lastModified?: number }]) {
    if (arguments.length < 2) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "fileBits" and "fileName" arguments must be specified');
    const [options = {}] = rest;
    super(parts, options);
    this.#name = `${name}`;
    const lastModified = options?.lastModified;
    this.#lastModified = lastModified === undefined ? Date.now() : Math.trunc(+lastModified) || 0;
  }

  get name(): string {
    if (!(#name in this)) throw invalidThis('File');
    return this.#name;
  }

  get lastModified(): number {
    if (!(#name in this)) throw invalidThis('File');
    return this.#lastModified;
  }

  override [customInspect](depth: number | null, options: InspectOptions): string {
    if (depth !== null && depth < 0) return '[Object]';
    const { size, type, name, lastModified } = this;
    return `File ${inspect({ size, type, name, lastModified }, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}
for (const name of ['name', 'lastModified']) Object.defineProperty(File.prototype, name, { enumerable: true });
for (const name of ['size', 'type', 'slice', 'arrayBuffer', 'text', 'stream', 'bytes']) Object.defineProperty(Blob.prototype, name, { enumerable: true });
Object.defineProperty(Blob.prototype, cloneSelf, {
  value: function (this: Blob) {
    return new Blob([this], { type: this.type });
  },
});
Object.defineProperty(File.prototype, cloneSelf, {
  value: function (this: File) {
    return new File([this], this.name, { type: this.type, lastModified: this.lastModified });
  },
});
for (const Class of [Blob, File]) Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
Object.defineProperty(Blob, 'bytesOf', { enumerable: false });

function bytesOf(part: unknown): Uint8Array {
  if (part instanceof Blob) return Blob.bytesOf(part);
  if (part instanceof ArrayBuffer) return new Uint8Array(part.slice(0));
  if (ArrayBuffer.isView(part)) return new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  return encoder.encode(String(part));
}
