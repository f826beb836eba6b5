import { codedError, invalidArgType } from './errors.ts';
import { finishClass } from './web-stream-strategy.ts';
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

const encoder = new TextEncoder();

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
      feed(bytesOf(chunk), Z.Z_NO_FLUSH, controller);
    },
    flush(controller: Controller) {
      feed(new Uint8Array(0), Z.Z_FINISH, controller);
      codec.close();
    },
  } as never);
}

function bytesOf(chunk: unknown): Uint8Array {
  if (typeof chunk === 'string') return encoder.encode(chunk);
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  throw invalidArgType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
}

function formatOf(name: unknown, maker: string): Format {
  const format = Object.hasOwn(FORMATS, String(name)) ? FORMATS[String(name)] : undefined;
  if (format === undefined)
    throw codedError(
      TypeError,
      'ERR_INVALID_ARG_VALUE',
      `Failed to construct '${maker}': 1st argument '${String(name)}' is not a valid enum value of type CompressionFormat.`,
    );
  return format;
}

export class CompressionStream {
  readonly #transform: TransformStream;

  constructor(format: string) {
    this.#transform = transformFor(formatOf(format, 'CompressionStream').compress);
  }

  get readable(): unknown {
    return this.#transform.readable;
  }

  get writable(): unknown {
    return this.#transform.writable;
  }
}

export class DecompressionStream {
  readonly #transform: TransformStream;

  constructor(format: string) {
    this.#transform = transformFor(formatOf(format, 'DecompressionStream').decompress);
  }

  get readable(): unknown {
    return this.#transform.readable;
  }

  get writable(): unknown {
    return this.#transform.writable;
  }
}
for (const Class of [CompressionStream, DecompressionStream])
  finishClass(Class, ['readable', 'writable'], ({ readable, writable }: CompressionStream) => ({ readable, writable }));
