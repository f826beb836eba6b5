import type { QueuingStrategy, ReadableStreamDefaultController } from './web-readable-core.ts';
import { ReadableStream } from './web-readable-stream.ts';
import { WritableStream } from './web-writable-stream.ts';

export interface Transformer {
  start?(controller: TransformStreamDefaultController): unknown;
  transform?(chunk: unknown, controller: TransformStreamDefaultController): unknown;
  flush?(controller: TransformStreamDefaultController): unknown;
}

/** What a transformer writes its results to. */
export class TransformStreamDefaultController {
  readonly #readable: ReadableStreamDefaultController;

  constructor(readable: ReadableStreamDefaultController) {
    this.#readable = readable;
  }

  get desiredSize(): number | null {
    return this.#readable.desiredSize;
  }

  enqueue(chunk?: unknown): void {
    this.#readable.enqueue(chunk);
  }

  error(reason?: unknown): void {
    this.#readable.error(reason);
  }

  terminate(): void {
    this.#readable.close();
  }
}

export class TransformStream {
  readonly readable: ReadableStream;
  readonly writable: WritableStream;

  constructor(transformer: Transformer = {}, writableStrategy: QueuingStrategy = {}, readableStrategy: QueuingStrategy = { highWaterMark: 0 }) {
    let controller: TransformStreamDefaultController | undefined;
    let fail: (reason: unknown) => void = () => undefined;
    /** Resolves when the reader wants more: that is how back-pressure reaches the writer. */
    let wanted: { promise: Promise<void>; resolve(): void } = gate();
    this.readable = new ReadableStream(
      {
        start(readable) {
          controller = new TransformStreamDefaultController(readable);
          return transformer.start?.(controller);
        },
        pull: () => wanted.resolve(),
        // Whoever writes learns that nobody reads any more.
        cancel: (reason) => fail(reason),
      },
      readableStrategy,
    );
    const target = controller as unknown as TransformStreamDefaultController;
    this.writable = new WritableStream(
      {
        start(writable) {
          fail = (reason) => {
            writable.error(reason);
            wanted.resolve();
          };
        },
        async write(chunk) {
          if ((target.desiredSize ?? 0) <= 0) {
            await wanted.promise;
            wanted = gate();
          }
          try {
            if (transformer.transform === undefined) target.enqueue(chunk);
            else await transformer.transform(chunk, target);
          } catch (error) {
            target.error(error);
            throw error;
          }
        },
        async close() {
          await transformer.flush?.(target);
          target.terminate();
        },
        abort: (reason) => target.error(reason),
      },
      writableStrategy,
    );
  }
}
Object.defineProperty(TransformStream.prototype, Symbol.toStringTag, { value: 'TransformStream', configurable: true });

function gate(): { promise: Promise<void>; resolve(): void } {
  const made = { promise: Promise.resolve(), resolve: () => {} };
  made.promise = new Promise((resolve) => {
    made.resolve = resolve;
  });
  return made;
}
