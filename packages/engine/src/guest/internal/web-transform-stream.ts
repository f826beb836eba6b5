import { deferred } from './deferred.ts';
import { assertObjectLike, invalidThis } from './validate.ts';
import type { DefaultControllerState } from './web-readable-controller.ts';
import { createReadable, type ReadableStream } from './web-readable-stream.ts';
import {
  assertInternal,
  callbackOf,
  finishClass,
  highWaterMarkOf,
  INTERNAL,
  invalidRange,
  type QueuingStrategy,
  sizeOf,
  startOf,
  stateError,
} from './web-stream-strategy.ts';
import { WritableCore } from './web-writable-core.ts';
import { withCore, WritableStream } from './web-writable-stream.ts';

export interface Transformer {
  start?(controller: TransformStreamDefaultController): unknown;
  transform?(chunk: unknown, controller: TransformStreamDefaultController): unknown;
  flush?(controller: TransformStreamDefaultController): unknown;
  cancel?(reason: unknown): unknown;
  readableType?: undefined;
  writableType?: undefined;
}

interface Algorithms {
  readonly transform: (chunk: unknown) => Promise<unknown>;
  readonly flush: (() => Promise<unknown>) | undefined;
  readonly cancel: ((reason: unknown) => Promise<unknown>) | undefined;
}

/** The two halves and what goes between them. */
class TransformCore {
  backpressure = true;
  readonly readable: ReadableStream;
  readonly writable: WritableStream;
  readonly #source: DefaultControllerState;
  readonly #sink: WritableCore;
  #algorithms: Algorithms | undefined;
  /** Settles when back-pressure changes. */
  #changed = deferred();
  /** The end that one half has begun, for the other half to wait for. */
  #ending: Promise<void> | undefined;

  constructor(
    started: Promise<unknown>,
    algorithms: () => Algorithms,
    writable: [number, (chunk: unknown) => number],
    readable: [number, (chunk: unknown) => number],
  ) {
    const sink = new WritableCore({ write: (chunk) => this.#write(chunk), close: () => this.#close(), abort: (reason) => this.#abort(reason) }, ...writable);
    this.#sink = sink;
    this.writable = new WritableStream({ [withCore]: () => sink } as never);
    const { stream, state } = createReadable(
      () => started,
      async () => {
        this.#setBackpressure(false);
        return this.#changed.promise;
      },
      (reason) => this.#cancel(reason),
      ...readable,
    );
    this.readable = stream;
    this.#source = state;
    this.#algorithms = algorithms();
    sink.start(started);
  }

  get desiredSize(): number | null {
    return this.#source.desiredSize;
  }

  #setBackpressure(on: boolean): void {
    this.#changed.resolve();
    this.#changed = deferred();
    this.backpressure = on;
  }

  enqueue(chunk: unknown): void {
    if (!this.#source.canCloseOrEnqueue) throw stateError('Unable to enqueue');
    try {
      this.#source.enqueue(chunk);
    } catch (error) {
      this.#failWritable(error);
      throw this.#source.core.reason;
    }
    if (this.#source.hasBackpressure && !this.backpressure) this.#setBackpressure(true);
  }

  fail(reason: unknown): void {
    this.#source.fail(reason);
    this.#failWritable(reason);
  }

  #failWritable(reason: unknown): void {
    this.#algorithms = undefined;
    if (this.#sink.state === 'writable') this.#sink.failController(reason);
    if (this.backpressure) this.#setBackpressure(false);
  }

  terminate(): void {
    this.#source.close();
    this.#failWritable(stateError('TransformStream has been terminated'));
  }

  async #write(chunk: unknown): Promise<void> {
    if (this.backpressure) {
      await this.#changed.promise;
      if (this.#sink.state === 'erroring') throw this.#sink.reason;
    }
    try {
      await this.#algorithms?.transform(chunk);
    } catch (error) {
      this.fail(error);
      throw error;
    }
  }

  #close(): Promise<void> {
    const { core } = this.#source;
    const closed = () => {
      if (core.state === 'errored') throw core.reason;
      this.#source.close();
    };
    return this.#end(this.#algorithms?.flush, closed, (error) => this.#source.fail(error));
  }

  #abort(reason: unknown): Promise<void> {
    const { core } = this.#source;
    const aborted = () => {
      if (core.state === 'errored') throw core.reason;
      this.#source.fail(reason);
    };
    return this.#end(this.#cancelWith(reason), aborted, (error) => this.#source.fail(error));
  }

  #cancel(reason: unknown): Promise<void> {
    const cancelled = () => {
      if (this.#sink.state === 'errored') throw this.#sink.reason;
      this.#failWritable(reason);
    };
    return this.#end(this.#cancelWith(reason), cancelled, (error) => this.#failWritable(error));
  }

  #cancelWith(reason: unknown): (() => Promise<unknown>) | undefined {
    const cancel = this.#algorithms?.cancel;
    return cancel && (() => cancel(reason));
  }

  /** One half begins to end. The transformer hears of it once: whoever ends the other half meanwhile waits for the same. */
  async #end(transformer: (() => Promise<unknown>) | undefined, ended: () => void, failed: (error: unknown) => void): Promise<void> {
    if (this.#ending !== undefined) return this.#ending;
    const ending = deferred();
    ending.promise.catch(() => {});
    this.#ending = ending.promise;
    this.#algorithms = undefined;
    try {
      await transformer?.();
      ended();
      ending.resolve();
    } catch (error) {
      failed(error);
      ending.reject(error);
    }
    return ending.promise;
  }
}

let attachController: (controller: TransformStreamDefaultController, core: TransformCore, stream: TransformStream) => void;
let controllerCore: (controller: TransformStreamDefaultController) => TransformCore;
let controllerStream: (controller: TransformStreamDefaultController) => TransformStream | undefined;

/** What a transformer writes its results to. */
export class TransformStreamDefaultController {
  #core: TransformCore | undefined;
  #stream: TransformStream | undefined;

  static {
    attachController = (controller, core, stream) => {
      controller.#core = core;
      controller.#stream = stream;
    };
    controllerStream = (controller) => controller.#stream;
    controllerCore = (controller) => {
      if (typeof controller !== 'object' || controller === null || !(#core in controller)) throw invalidThis('TransformStreamDefaultController');
      return controller.#core as TransformCore;
    };
  }

  constructor(...args: unknown[]) {
    assertInternal(args[0]);
  }

  get desiredSize(): number | null {
    return controllerCore(this).desiredSize;
  }

  enqueue(...args: [chunk?: unknown]): void {
    controllerCore(this).enqueue(args[0]);
  }

  error(...args: [reason?: unknown]): void {
    controllerCore(this).fail(args[0]);
  }

  terminate(): void {
    controllerCore(this).terminate();
  }
}
finishClass(TransformStreamDefaultController, ['desiredSize', 'enqueue', 'error', 'terminate'], (controller: TransformStreamDefaultController) => ({
  stream: controllerStream(controller),
}));

let coreOf: (stream: unknown) => TransformCore | undefined;

export class TransformStream {
  readonly #core: TransformCore;

  static {
    coreOf = (stream) => (typeof stream === 'object' && stream !== null && #core in stream ? stream.#core : undefined);
  }

  constructor(...args: [transformer?: Transformer, writableStrategy?: QueuingStrategy | null, readableStrategy?: QueuingStrategy | null]) {
    const [transformer = {}, writableStrategy = {}, readableStrategy = {}] = args;
    assertObjectLike(transformer, 'transformer');
    assertObjectLike(writableStrategy, 'writableStrategy', true);
    assertObjectLike(readableStrategy, 'readableStrategy', true);
    for (const name of ['readableType', 'writableType'] as const)
      if (transformer[name] !== undefined) throw invalidRange(`transformer.${name}`, transformer[name]);
    const readable: [number, (chunk: unknown) => number] = [highWaterMarkOf(readableStrategy, 0), sizeOf(readableStrategy)];
    const writable: [number, (chunk: unknown) => number] = [highWaterMarkOf(writableStrategy, 1), sizeOf(writableStrategy)];
    const transform = callbackOf<[unknown, unknown]>(transformer, 'transformer', 'transform');
    const flush = callbackOf<[unknown]>(transformer, 'transformer', 'flush');
    const cancel = callbackOf<[unknown]>(transformer, 'transformer', 'cancel');
    const start = startOf<TransformStreamDefaultController>(transformer, 'transformer');
    const started = deferred<unknown>();
    const algorithms = (): Algorithms => ({
      transform: transform === undefined ? async (chunk) => core.enqueue(chunk) : (chunk) => transform(chunk, controller),
      flush: flush === undefined ? undefined : () => flush(controller),
      cancel,
    });
    const core: TransformCore = new TransformCore(started.promise, algorithms, writable, readable);
    this.#core = core;
    const controller = new TransformStreamDefaultController(INTERNAL);
    attachController(controller, core, this);
    started.resolve(start(controller));
  }

  get readable(): ReadableStream {
    const core = coreOf(this);
    if (core === undefined) throw invalidThis('TransformStream');
    return core.readable;
  }

  get writable(): WritableStream {
    const core = coreOf(this);
    if (core === undefined) throw invalidThis('TransformStream');
    return core.writable;
  }
}
finishClass(TransformStream, ['readable', 'writable'], (stream: TransformStream) => ({
  readable: stream.readable,
  writable: stream.writable,
  backpressure: coreOf(stream)?.backpressure,
}));
