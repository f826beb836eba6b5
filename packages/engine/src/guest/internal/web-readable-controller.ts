import { Fifo } from './fifo.ts';
import { invalidThis } from './validate.ts';
import type { ControllerSteps, ReadableCore, ReadRequest } from './web-readable-core.ts';
import { assertInternal, assertSize, finishClass, INTERNAL, stateError } from './web-stream-strategy.ts';

export interface SourceAlgorithms<Controller> {
  start(controller: Controller): unknown;
  pull?: ((controller: Controller) => Promise<unknown>) | undefined;
  cancel?: ((reason: unknown) => Promise<unknown>) | undefined;
}

/** When to pull: the same for both kinds of controllers. */
export abstract class PullingController<Controller> implements ControllerSteps {
  readonly core: ReadableCore;
  readonly controller: Controller;
  readonly highWaterMark: number;
  algorithms: SourceAlgorithms<Controller> | undefined;
  queued = 0;
  closeRequested = false;
  #started = false;
  #pulling = false;
  #pullAgain = false;

  constructor(core: ReadableCore, controller: Controller, algorithms: SourceAlgorithms<Controller>, highWaterMark: number) {
    this.core = core;
    this.controller = controller;
    this.algorithms = algorithms;
    this.highWaterMark = highWaterMark;
  }

  abstract pull(request: ReadRequest): void;
  abstract release(): void;
  protected abstract resetQueue(): void;
  /** Somebody waits for what is pulled. */
  protected abstract get isAwaited(): boolean;

  start(): void {
    const { algorithms, core } = this;
    core.controller = this;
    const result = algorithms?.start(this.controller);
    new Promise((resolve) => resolve(result)).then(
      () => {
        this.#started = true;
        this.pullIfWanted();
      },
      (reason) => this.fail(reason),
    );
  }

  get desiredSize(): number | null {
    if (this.core.state === 'errored') return null;
    return this.core.state === 'closed' ? 0 : this.highWaterMark - this.queued;
  }

  get canCloseOrEnqueue(): boolean {
    return !this.closeRequested && this.core.state === 'readable';
  }

  pullIfWanted(): void {
    if (!this.canCloseOrEnqueue || !this.#started) return;
    if (!this.isAwaited && (this.desiredSize as number) <= 0) return;
    if (this.#pulling) {
      this.#pullAgain = true;
      return;
    }
    this.#pulling = true;
    const pulled = this.algorithms?.pull === undefined ? Promise.resolve() : this.algorithms.pull(this.controller);
    pulled.then(
      () => {
        this.#pulling = false;
        if (!this.#pullAgain) return;
        this.#pullAgain = false;
        this.pullIfWanted();
      },
      (reason) => this.fail(reason),
    );
  }

  fail(reason: unknown): void {
    if (this.core.state !== 'readable') return;
    this.resetQueue();
    this.algorithms = undefined;
    this.core.fail(reason);
  }

  cancel(reason: unknown): Promise<unknown> {
    this.resetQueue();
    const cancel = this.algorithms?.cancel;
    this.algorithms = undefined;
    return cancel === undefined ? Promise.resolve() : cancel(reason);
  }
}

export class DefaultControllerState extends PullingController<ReadableStreamDefaultController> {
  readonly #queue = new Fifo<{ chunk: unknown; size: number }>();
  readonly #sizeOf: (chunk: unknown) => number;

  constructor(
    core: ReadableCore,
    controller: ReadableStreamDefaultController,
    algorithms: SourceAlgorithms<ReadableStreamDefaultController>,
    highWaterMark: number,
    sizeOf: (chunk: unknown) => number,
  ) {
    super(core, controller, algorithms, highWaterMark);
    this.#sizeOf = sizeOf;
  }

  protected get isAwaited(): boolean {
    return this.core.waiting('default') > 0;
  }

  /** For transform streams. */
  get hasBackpressure(): boolean {
    return this.core.state !== 'readable' || !(this.isAwaited || (this.desiredSize as number) > 0);
  }

  protected resetQueue(): void {
    while (this.#queue.shift() !== undefined);
    this.queued = 0;
  }

  pull(request: ReadRequest): void {
    const next = this.#queue.shift();
    if (next === undefined) {
      this.core.reader?.requests.push(request);
      this.pullIfWanted();
      return;
    }
    this.queued = Math.max(0, this.queued - next.size);
    if (this.closeRequested && this.#queue.length === 0) this.#finish();
    else this.pullIfWanted();
    request.chunk(next.chunk);
  }

  release(): void {}

  enqueue(chunk: unknown): void {
    if (this.isAwaited) this.core.reader?.requests.shift()?.chunk(chunk);
    else {
      try {
        const size = assertSize(Reflect.apply(this.#sizeOf, undefined, [chunk]));
        this.#queue.push({ chunk, size });
        this.queued += size;
      } catch (error) {
        this.fail(error);
        throw error;
      }
    }
    this.pullIfWanted();
  }

  close(): void {
    if (!this.canCloseOrEnqueue) return;
    this.closeRequested = true;
    if (this.#queue.length === 0) this.#finish();
  }

  #finish(): void {
    this.algorithms = undefined;
    this.core.close();
  }
}

let attachController: (controller: ReadableStreamDefaultController, state: DefaultControllerState) => void;
let stateOf: (controller: ReadableStreamDefaultController) => DefaultControllerState;

/** What a stream's source feeds it through. */
export class ReadableStreamDefaultController {
  #state: DefaultControllerState | undefined;

  static {
    attachController = (controller, state) => {
      controller.#state = state;
    };
    stateOf = (controller) => {
      if (typeof controller !== 'object' || controller === null || !(#state in controller)) throw invalidThis('ReadableStreamDefaultController');
      return controller.#state as DefaultControllerState;
    };
  }

  constructor(...args: unknown[]) {
    assertInternal(args[0]);
  }

  get desiredSize(): number | null {
    return stateOf(this).desiredSize;
  }

  close(): void {
    const state = stateOf(this);
    if (!state.canCloseOrEnqueue) throw stateError('Controller is already closed');
    state.close();
  }

  enqueue(...args: [chunk?: unknown]): void {
    const state = stateOf(this);
    if (!state.canCloseOrEnqueue) throw stateError('Controller is already closed');
    state.enqueue(args[0]);
  }

  error(...args: [reason?: unknown]): void {
    stateOf(this).fail(args[0]);
  }
}
finishClass(ReadableStreamDefaultController, ['desiredSize', 'close', 'enqueue', 'error'], () => ({}));

/** A controller for a stream that is being made; started last, when all of it is there. */
export function createDefaultController(
  core: ReadableCore,
  algorithms: SourceAlgorithms<ReadableStreamDefaultController>,
  highWaterMark: number,
  sizeOf: (chunk: unknown) => number,
): DefaultControllerState {
  const controller = new ReadableStreamDefaultController(INTERNAL);
  const state = new DefaultControllerState(core, controller, algorithms, highWaterMark, sizeOf);
  attachController(controller, state);
  return state;
}
