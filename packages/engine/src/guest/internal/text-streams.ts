import { assertObjectLike } from './validate.ts';
import { codedError } from './errors.ts';
import { finishClass } from './web-stream-strategy.ts';
import { TransformStream } from './web-transform-stream.ts';

interface Controller {
  enqueue(chunk: unknown): void;
}

/** Text in, UTF-8 bytes out. A surrogate pair may be cut between two chunks. */
export class TextEncoderStream {
  readonly #transform: TransformStream;

  constructor() {
    const encoder = new TextEncoder();
    let high = '';
    this.#transform = new TransformStream({
      transform(chunk: unknown, controller: Controller) {
        const text = high + String(chunk);
        const isCut = /[\ud800-\udbff]$/.test(text);
        high = isCut ? text.slice(-1) : '';
        const whole = isCut ? text.slice(0, -1) : text;
        if (whole !== '') controller.enqueue(encoder.encode(whole));
      },
      flush(controller: Controller) {
        if (high !== '') controller.enqueue(encoder.encode('\ufffd'));
      },
    } as never);
  }

  get encoding(): string {
    return 'utf-8';
  }
  get readable(): unknown {
    return this.#transform.readable;
  }
  get writable(): unknown {
    return this.#transform.writable;
  }
}

interface Decoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(bytes?: unknown, options?: { stream: boolean }): string;
}

function createDecoder(encoding: string, options: { fatal?: boolean; ignoreBOM?: boolean }): Decoder {
  try {
    return new TextDecoder(encoding, options ?? {}) as unknown as Decoder;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw codedError(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${encoding}" encoding is not supported`);
  }
}

/** Bytes in, text out. A character may be cut between two chunks. */
export class TextDecoderStream {
  readonly #transform: TransformStream;
  readonly #decoder: Decoder;

  constructor(encoding = 'utf-8', options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
    assertObjectLike(options, 'options', true);
    const decoder = createDecoder(encoding, options);
    this.#decoder = decoder;
    this.#transform = new TransformStream({
      transform(chunk: unknown, controller: Controller) {
        const text = decoder.decode(chunk, { stream: true });
        if (text !== '') controller.enqueue(text);
      },
      flush(controller: Controller) {
        const rest = decoder.decode();
        if (rest !== '') controller.enqueue(rest);
      },
    } as never);
  }

  get encoding(): string {
    return this.#decoder.encoding;
  }
  get fatal(): boolean {
    return this.#decoder.fatal;
  }
  get ignoreBOM(): boolean {
    return this.#decoder.ignoreBOM;
  }
  get readable(): unknown {
    return this.#transform.readable;
  }
  get writable(): unknown {
    return this.#transform.writable;
  }
}

const PARTS = ['encoding', 'readable', 'writable'] as const;
const DECODER_PARTS = ['encoding', 'fatal', 'ignoreBOM', 'readable', 'writable'] as const;
const pick = (stream: Record<string, unknown>, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, stream[name]]));
finishClass(TextEncoderStream, PARTS, (stream: never) => pick(stream, PARTS));
finishClass(TextDecoderStream, DECODER_PARTS, (stream: never) => pick(stream, DECODER_PARTS));
// These two have no tag in Node.
for (const { prototype } of [TextEncoderStream, TextDecoderStream]) delete (prototype as { [Symbol.toStringTag]?: string })[Symbol.toStringTag];
