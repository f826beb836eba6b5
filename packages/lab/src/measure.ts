import type { LabChecks, RequestShape } from './lab.ts';
import type { Answer, BootFailure, MeasuredBatch, Measurements } from './measurements.ts';
import { type Limits, type Neighbour, type Program, ProgramError, type Reading, type Sandbox, type Server } from './sandbox.ts';
import type { ProofPoint, VerifyEvent } from './verdict.ts';
import { BATCH, mixedRun, ODD_BATCH, shapesOf, SIDE_BATCH, takeTurns, WARM_UP } from './workload.ts';

export interface MeasureOptions {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: VerifyEvent) => void;
}

/** How long a server may take to listen, ms of its own time. */
const READY_MS = 10_000;
/** The last good request must be answered within this, ms of the server's time. */
const LAST_ANSWER_MS = 100;
/** A request that takes longer than this of the server's time counts as not answered. */
const ANSWER_MS = 10_000;
/** Clients at once in the mixed run. */
const MIXED_CLIENTS = 4;
const STEPS = 9;

/** Starts the program and runs the whole workload on it. @throws the signal's reason when aborted. */
export async function measure(program: Program, declaredLimits: Limits, checks: LabChecks, sandbox: Sandbox, options: MeasureOptions): Promise<Measurements> {
  const { signal } = options;
  const log: string[] = [];
  const emit = options.onEvent ?? (() => undefined);
  const phase = (name: Extract<VerifyEvent, { kind: 'phase' }>['phase'], step: number) => {
    signal?.throwIfAborted();
    emit({ kind: 'phase', phase: name, step, of: STEPS });
  };
  phase('boot', 0);
  const empty = { answers: [], batches: [], neighboursIntact: true, lastAnswer: undefined, firstReading: undefined, lastReading: undefined, declaredLimits };
  let server: Server;
  try {
    server = await sandbox.boot(program, {
      clock: sandbox.precision === 'exact' ? 'virtual' : 'real',
      ...(signal && { signal }),
      onEvent: (event) => {
        if (event.kind === 'log') log.push(event.text);
      },
    });
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    return { ...empty, bootFailure: { kind: 'syntax', message: error.message, at: error.at }, log: '' };
  }
  try {
    const failure = await bootFailure(server, program.port);
    if (failure !== undefined) return { ...empty, bootFailure: failure, log: log.join('') };
    const run = new WorkloadRun(server, checks, emit, signal);
    await run.warmUp(() => phase('warm-up', 1));
    await run.measured((name, step) => phase(name, step));
    phase('honesty', STEPS);
    return { ...(await run.finish()), bootFailure: undefined, declaredLimits, log: log.join('') };
  } finally {
    await server.kill();
  }
}

async function bootFailure(server: Server, port: number): Promise<BootFailure | undefined> {
  if (await server.ready(READY_MS)) return undefined;
  const { exit } = await server.read();
  return exit === undefined ? { kind: 'silent', port, waitedMs: READY_MS } : { kind: 'died', exit };
}

class WorkloadRun {
  readonly #server: Server;
  readonly #checks: LabChecks;
  readonly #emit: (event: VerifyEvent) => void;
  readonly #signal: AbortSignal | undefined;
  readonly #answers: Answer[] = [];
  readonly #batches: MeasuredBatch[] = [];
  #requests = 0;
  #first: Reading | undefined;
  #last: Reading | undefined;
  #intact = true;

  constructor(server: Server, checks: LabChecks, emit: (event: VerifyEvent) => void, signal: AbortSignal | undefined) {
    this.#server = server;
    this.#checks = checks;
    this.#emit = emit;
    this.#signal = signal;
  }

  async warmUp(begin: () => void): Promise<void> {
    begin();
    for (const shape of this.#checks.shapes) await this.#send(takeTurns([shape], WARM_UP));
    await this.#server.quiesce(this.#checks.settleMs);
  }

  async measured(phase: (name: 'batch' | 'mixed', step: number) => void): Promise<void> {
    const neighbour = await this.#server.openNeighbour();
    this.#server.resetPeaks();
    this.#first = await this.#read('warm');
    const failing = shapesOf(this.#checks, 'failing');
    for (const step of [2, 3, 4]) {
      phase('batch', step);
      await this.#batch('failing', takeTurns(failing, BATCH));
    }
    phase('batch', 5);
    await this.#batch('odd', takeTurns(failing, ODD_BATCH));
    for (const [role, step] of [['early-return', 6], ['abort', 7]] as const) {
      const shapes = shapesOf(this.#checks, role);
      phase('batch', step);
      if (shapes.length > 0) await this.#batch(role, takeTurns(shapes, SIDE_BATCH));
    }
    phase('mixed', 8);
    await this.#batch('mixed', mixedRun(this.#checks), MIXED_CLIENTS);
    if (this.#last?.alive) this.#intact &&= await neighbour.intact();
    await neighbour.close();
  }

  async finish(): Promise<Omit<Measurements, 'bootFailure' | 'declaredLimits' | 'log'>> {
    const [shape] = shapesOf(this.#checks, 'good');
    let lastAnswer: Answer | undefined;
    if (shape !== undefined && this.#last?.alive) {
      const [response] = await this.#server.send([shape.request], { timeoutMs: LAST_ANSWER_MS });
      if (response !== undefined) lastAnswer = { shape, response };
    }
    return {
      answers: this.#answers,
      batches: this.#batches,
      neighboursIntact: this.#intact,
      lastAnswer,
      firstReading: this.#first,
      lastReading: await this.#server.read(),
    };
  }

  async #batch(name: MeasuredBatch['name'], shapes: readonly RequestShape[], concurrency = 1): Promise<void> {
    const before = this.#last as Reading;
    if (!before.alive) return;
    const half = shapes.length >> 1;
    await this.#send(shapes.slice(0, half), concurrency);
    // Opened in the middle, so that a number that was closed once too often is a stranger's by then.
    const neighbour = await this.#server.openNeighbour();
    await this.#send(shapes.slice(half), concurrency);
    await this.#server.quiesce(this.#checks.settleMs);
    const after = await this.#read(name, neighbour);
    // A dead process holds nothing: what it leaked until then was measured in the batches before.
    if (after.alive) this.#batches.push({ name, requests: shapes.length, before, after });
  }

  async #send(shapes: readonly RequestShape[], concurrency = 1): Promise<void> {
    this.#signal?.throwIfAborted();
    const responses = await this.#server.send(
      shapes.map(({ request }) => request),
      { concurrency, timeoutMs: ANSWER_MS, ...(this.#signal && { signal: this.#signal }) },
    );
    this.#signal?.throwIfAborted();
    for (const [i, shape] of shapes.entries()) this.#answers.push({ shape, response: responses[i] as Answer['response'] });
    this.#requests += shapes.length;
  }

  async #read(label: string, neighbour?: Neighbour): Promise<Reading> {
    const intact = await neighbour?.intact();
    await neighbour?.close();
    const reading = await this.#server.read();
    this.#last = reading;
    if (reading.alive && intact === false) this.#intact = false;
    const handles: Record<string, number> = {};
    for (const { kind } of reading.handles) handles[kind] = (handles[kind] ?? 0) + 1;
    const point: ProofPoint = { label, requests: this.#requests, handles, heapBytes: reading.heapBytes };
    this.#emit({ kind: 'point', point });
    return reading;
  }
}
