import { invalidArgType, invalidArgValue } from './errors.ts';
import { TransformStream } from './web-transform-stream.ts';
import { ZlibCodec } from './zlib-codec.ts';
import { Z } from './zlib-constants.ts';

interface Format {
  readonly compress: number;
  readonly decompress: number;
}
const FORMATS: Readonly<Record<string, Format>> = {
  deflate: { compress: Z.DEFLATE, decompress: Z.INFLATE },
  'deflate-raw': { compress: Z.DEFLATERAW, decompress: Z.INFLATERAW },
  gzip: { compress: Z.GZIP, decompress: Z.GUNZIP },
};
const CHUNK_BYTES = 16_384;

interface Controller {
  enqueue(chunk: Uint8Array): void;
}

/** A web transform over one zlib stream. */
function transformFor(mode: number): TransformStream {
  const codec = new ZlibCodec(mode, undefined);
  const feed = (bytes: Uint8Array, flush: number, controller: Controller): void => {
    try {
      for (let rest = bytes; ; ) {
        const step = codec.step(flush, rest, CHUNK_BYTES);
        if (step.output.length > 0) controller.enqueue(step.output);
        rest = rest.subarray(rest.length - step.left);
        if (step.output.length < CHUNK_BYTES) {
          if (rest.length > 0 && step.ended) throw new TypeError('Trailing junk found after the end of the compressed stream');
          return;
        }
      }
    } catch (error) {
      codec.close();
      throw error instanceof TypeError
        ? error
        : Object.assign(new TypeError((error as Error).message, { cause: error }), { code: (error as { code?: string }).code });
    }
  };
  return new TransformStream({
    transform(chunk: unknown, controller: Controller) {
      if (!ArrayBuffer.isView(chunk) && !(chunk instanceof ArrayBuffer)) throw invalidArgType('chunk', 'an instance of ArrayBuffer or ArrayBufferView', chunk);
      feed(ArrayBuffer.isView(chunk) ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength) : new Uint8Array(chunk), Z.Z_NO_FLUSH, controller);
    },
    flush(controller: Controller) {
      feed(new Uint8Array(0), Z.Z_FINISH, controller);
      codec.close();
    },
  } as never);
}

function formatOf(name: unknown): Format {
  const format = Object.hasOwn(FORMATS, String(name)) ? FORMATS[String(name)] : undefined;
  if (format === undefined) throw invalidArgValue('format', name, "must be one of: 'deflate', 'deflate-raw', 'gzip'");
  return format;
}

class CodecStream {
  readonly #transform: TransformStream;

  constructor(mode: number) {
    this.#transform = transformFor(mode);
  }

  get readable(): unknown {
    return this.#transform.readable;
  }

  get writable(): unknown {
    return this.#transform.writable;
  }
}

export class CompressionStream extends CodecStream {
  constructor(format: string) {
    super(formatOf(format).compress);
  }
}

export class DecompressionStream extends CodecStream {
  constructor(format: string) {
    super(formatOf(format).decompress);
  }
}
