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

/** Bytes in, text out. A character may be cut between two chunks. */
export class TextDecoderStream {
  readonly #transform: TransformStream;
  readonly #decoder: Decoder;

  constructor(encoding = 'utf-8', options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
    const decoder = new TextDecoder(encoding, options) as unknown as Decoder;
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
