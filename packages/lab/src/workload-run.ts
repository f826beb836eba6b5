import type { LabChecks, RequestShape } from './lab.ts';
import type { Answer, MeasuredBatch, Measurements } from './measurements.ts';
import { orAbort } from './or-abort.ts';
import type { Reading, Server } from './sandbox.ts';
import type { Fault } from './services.ts';
import type { VerifyEvent } from './verdict.ts';
import { BATCH, faultsOf, LAST_ANSWER_MS, mixedRun, ODD_BATCH, shapesDuring, shapesOf, SIDE_BATCH, takeTurns, WARM_UP } from './workload.ts';

/** A request that takes longer than this of the server's time counts as not answered. */
const ANSWER_MS = 10_000;
/** Clients at once in the mixed run, unless the lab says how many. */
const MIXED_CLIENTS = 4;
/** Boot, warm-up, three batches, the odd one, two side batches, the mixed run, the last answer. */
const STEPS = 9;

/** ... and a batch for each fault. */
export function stepsOf(checks: LabChecks): number {
  return STEPS + faultsOf(checks).length;
}

interface RunOptions {
  readonly emit: (event: VerifyEvent) => void;
  readonly signal: AbortSignal | undefined;
  /** What can go wrong around the server, by the name that shapes use. */
  readonly faults: Readonly<Record<string, Fault>>;
}

type Found = Pick<Measurements, 'answers' | 'batches' | 'neighboursIntact' | 'lastAnswer' | 'firstReading' | 'lastReading'>;

/** One pass of the workload over one server. Stops measuring, without complaint, when the server dies. */
export class WorkloadRun {
  readonly #server: Server;
  readonly #checks: LabChecks;
  readonly #options: RunOptions;
  readonly #answers: Answer[] = [];
  readonly #batches: MeasuredBatch[] = [];
  #requests = 0;
  #first: Reading | undefined;
  #last: Reading | undefined;
  #intact = true;

  constructor(server: Server, checks: LabChecks, options: RunOptions) {
    this.#server = server;
    this.#checks = checks;
    this.#options = options;
  }

  async all(): Promise<Found> {
    this.#phase('warm-up', 1);
    // Without those of a fault: what it breaks would be missing from the batches before it.
    for (const shape of this.#checks.shapes) if (shape.during === undefined) await this.#send(takeTurns([shape], WARM_UP));
    await this.#call(() => this.#server.quiesce(this.#checks.settleMs));
    const neighbour = await this.#call(() => this.#server.openNeighbour());
    this.#server.resetPeaks();
    this.#first = await this.#read('warm');
    await this.#batchesOfEach();
    if (this.#last?.alive) this.#intact &&= await this.#call(() => neighbour.intact());
    await this.#call(() => neighbour.close());
    this.#phase('honesty', stepsOf(this.#checks));
    const lastAnswer = await this.#lastAnswer();
    const lastReading = await this.#call(() => this.#server.read());
    return { answers: this.#answers, batches: this.#batches, neighboursIntact: this.#intact, lastAnswer, firstReading: this.#first, lastReading };
  }

  async #batchesOfEach(): Promise<void> {
    const failing = shapesOf(this.#checks, 'failing');
    for (const step of [2, 3, 4]) {
      this.#phase('batch', step);
      await this.#batch('failing', takeTurns(failing, BATCH));
    }
    this.#phase('batch', 5);
    await this.#batch('odd', takeTurns(failing, ODD_BATCH));
    for (const [role, step] of [
      ['early-return', 6],
      ['abort', 7],
    ] as const) {
      this.#phase('batch', step);
      await this.#batch(role, takeTurns(shapesOf(this.#checks, role), SIDE_BATCH));
    }
    this.#phase('mixed', 8);
    await this.#batch('mixed', mixedRun(this.#checks), this.#checks.mixedClients ?? MIXED_CLIENTS);
    for (const [i, fault] of faultsOf(this.#checks).entries()) {
      this.#phase('batch', STEPS + i);
      await this.#batch('fault', takeTurns(shapesDuring(this.#checks, fault), SIDE_BATCH), 1, fault);
    }
  }

  async #lastAnswer(): Promise<Answer | undefined> {
    const [shape] = shapesOf(this.#checks, 'good');
    if (shape === undefined || !this.#last?.alive) return undefined;
    const [response] = await this.#call(() => this.#server.send([shape.request], { timeoutMs: LAST_ANSWER_MS }));
    return response && { shape, response };
  }

  async #batch(name: MeasuredBatch['name'], shapes: readonly RequestShape[], concurrency = 1, fault?: string): Promise<void> {
    const before = this.#last;
    if (shapes.length === 0 || !before?.alive) return;
    const half = shapes.length >> 1;
    await this.#whileOn(fault, () => this.#send(shapes.slice(0, half), concurrency));
    // Opened in the middle, so that a number that is closed once too often is a stranger's by then.
    const neighbour = await this.#call(() => this.#server.openNeighbour());
    await this.#whileOn(fault, () => this.#send(shapes.slice(half), concurrency));
    await this.#call(() => this.#server.quiesce(this.#checks.settleMs));
    const intact = await this.#call(() => neighbour.intact());
    await this.#call(() => neighbour.close());
    const after = await this.#read(name);
    // A dead process holds nothing: what it leaked until then was measured in the batches before.
    if (!after.alive) return;
    this.#intact &&= intact;
    this.#batches.push({ name, requests: shapes.length, before, after, ...(fault !== undefined && { fault }) });
  }

  async #send(shapes: readonly RequestShape[], concurrency = 1): Promise<void> {
    const { signal } = this.#options;
    const requests = shapes.map(({ request }) => request);
    const responses = await this.#call(() => this.#server.send(requests, { concurrency, timeoutMs: ANSWER_MS, ...(signal && { signal }) }));
    for (const [i, response] of responses.entries()) this.#answers.push({ shape: shapes[i] as RequestShape, response });
    this.#requests += shapes.length;
  }

  /** Does the work while a fault is on; the server has some quiet before it and after it. */
  async #whileOn(fault: string | undefined, work: () => Promise<void>): Promise<void> {
    const spec = fault === undefined ? undefined : this.#options.faults[fault];
    if (spec === undefined) return work();
    const lift = await this.#call(() => this.#server.inject(spec));
    try {
      await work();
    } finally {
      await this.#call(() => lift());
    }
    await this.#call(() => this.#server.quiesce(this.#checks.settleMs));
  }

  async #read(label: string): Promise<Reading> {
    const reading = await this.#call(() => this.#server.read());
    this.#last = reading;
    const handles: Record<string, number> = {};
    for (const { kind } of reading.handles) handles[kind] = (handles[kind] ?? 0) + 1;
    this.#options.emit({ kind: 'point', point: { label, requests: this.#requests, handles, heapBytes: reading.heapBytes } });
    return reading;
  }

  #phase(phase: Extract<VerifyEvent, { kind: 'phase' }>['phase'], step: number): void {
    this.#options.signal?.throwIfAborted();
    this.#options.emit({ kind: 'phase', phase, step, of: stepsOf(this.#checks) });
  }

  #call<T>(work: () => Promise<T>): Promise<T> {
    return orAbort(work, this.#options.signal);
  }
}
