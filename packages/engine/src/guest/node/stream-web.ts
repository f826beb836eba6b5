import { CompressionStream, DecompressionStream } from '../internal/compression-stream.ts';
import { unavailable } from '../internal/errors.ts';
import { TextDecoderStream, TextEncoderStream } from '../internal/text-streams.ts';
import { ReadableStream, ReadableStreamDefaultController, ReadableStreamDefaultReader } from '../internal/web-readable-stream.ts';
import { TransformStream, TransformStreamDefaultController } from '../internal/web-transform-stream.ts';
import { WritableStream, WritableStreamDefaultController, WritableStreamDefaultWriter } from '../internal/web-writable-stream.ts';

class CountQueuingStrategy {
  readonly highWaterMark: number;
  constructor({ highWaterMark }: { highWaterMark: number }) {
    this.highWaterMark = highWaterMark;
  }
  size(): number {
    return 1;
  }
}

class ByteLengthQueuingStrategy extends CountQueuingStrategy {
  override size(chunk?: { byteLength: number }): number {
    return chunk?.byteLength ?? 0;
  }
}

/** A class that is there by name only, so that `instanceof` works and `new` says what is missing. */
function missing(name: string): new () => object {
  const Class = class {
    constructor() {
      throw unavailable(name);
    }
  };
  Object.defineProperty(Class, 'name', { value: name });
  return Class;
}

export default {
  ReadableStream,
  ReadableStreamDefaultReader,
  ReadableStreamDefaultController,
  WritableStream,
  WritableStreamDefaultWriter,
  WritableStreamDefaultController,
  TransformStream,
  TransformStreamDefaultController,
  CountQueuingStrategy,
  ByteLengthQueuingStrategy,
  CompressionStream,
  DecompressionStream,
  TextEncoderStream,
  TextDecoderStream,
  ReadableStreamBYOBReader: missing('ReadableStreamBYOBReader'),
};
