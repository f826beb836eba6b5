import { CompressionStream, DecompressionStream } from '../internal/compression-stream.ts';
import { TextDecoderStream, TextEncoderStream } from '../internal/text-streams.ts';
import { ReadableByteStreamController, ReadableStreamBYOBRequest } from '../internal/web-byte-controller.ts';
import { ReadableStreamDefaultController } from '../internal/web-readable-controller.ts';
import { ReadableStreamBYOBReader, ReadableStreamDefaultReader } from '../internal/web-readable-readers.ts';
import { ReadableStream } from '../internal/web-readable-stream.ts';
import { ByteLengthQueuingStrategy, CountQueuingStrategy } from '../internal/web-stream-strategy.ts';
import { TransformStream, TransformStreamDefaultController } from '../internal/web-transform-stream.ts';
import { WritableStream, WritableStreamDefaultController, WritableStreamDefaultWriter } from '../internal/web-writable-stream.ts';

export default {
  ReadableStream,
  ReadableStreamDefaultReader,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest,
  ReadableByteStreamController,
  ReadableStreamDefaultController,
  TransformStream,
  TransformStreamDefaultController,
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  TextEncoderStream,
  TextDecoderStream,
  CompressionStream,
  DecompressionStream,
};
