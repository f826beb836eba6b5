import type { LabChecks } from './lab.ts';
import type { LabManifest } from './lab-manifest.ts';
import type { BootFailure, Measurements, SecondStart } from './measurements.ts';
import { measureNoisyHeap } from './measure-noisy-heap.ts';
import { orAbort } from './or-abort.ts';
import { type Program, ProgramError, type Sandbox, type Server } from './sandbox.ts';
import type { VerifyEvent } from './verdict.ts';
import { stepsOf, WorkloadRun } from './workload-run.ts';

export interface MeasureOptions {
  /** Ends the run at once, wherever it is. */
  readonly signal?: AbortSignal;
  /** Told of every phase, reading and check. Must not throw. */
  readonly onEvent?: (event: VerifyEvent) => void;
}

/** What is kept of the server's output for a lab's own checks, characters: a server that prints without end must not fill the page's memory. */
const LOG_LIMIT = 4_000_000;
/** How long a server may take to listen, ms of its own time. */
const READY_MS = 10_000;

/** Starts the program and runs the whole workload on it. @throws the signal's reason when aborted. */
export async function measure(program: Program, manifest: LabManifest, checks: LabChecks, sandbox: Sandbox, options: MeasureOptions): Promise<Measurements> {
  const { signal, onEvent: emit = () => {} } = options;
  let log = '';
  const nothing: Measurements = {
    bootFailure: undefined,
    answers: [],
    batches: [],
    noisyHeap: undefined,
    neighboursIntact: true,
    lastAnswer: undefined,
    secondStart: undefined,
    firstReading: undefined,
    lastReading: undefined,
    declaredLimits: manifest.limits,
    log: '',
  };
  signal?.throwIfAborted();
  emit({ kind: 'phase', phase: 'boot', step: 0, of: stepsOf(checks) });
  let server: Server;
  try {
    server = await sandbox.boot(program, {
      clock: sandbox.precision === 'exact' ? 'virtual' : 'real',
      ...(signal && { signal }),
      onEvent: (event) => {
        if (event.kind === 'log' && log.length < LOG_LIMIT) log += event.text.slice(0, LOG_LIMIT - log.length);
      },
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof ProgramError)) throw error;
    return { ...nothing, bootFailure: { kind: 'syntax', message: error.message, at: error.at } };
  }
  try {
    const bootFailure = await orAbort(() => bootFailureOf(server, program.port), signal);
    if (bootFailure !== undefined) return { ...nothing, bootFailure, log };
    const run = new WorkloadRun(server, checks, { emit, signal, faults: manifest.faults ?? {} });
    const found = await run.all();
    const wanted = manifest.checks.includes('busy-port') && found.lastReading?.alive;
    const secondStart = wanted ? await orAbort(() => startAgain(server), signal) : undefined;
    await server.kill();
    const judgesHeap = !sandbox.blindSpots?.().some(({ sense }) => sense === 'heap');
    const noisyHeap = sandbox.precision === 'noisy' && judgesHeap ? await measureNoisyHeap(program, manifest, checks, sandbox, signal) : undefined;
    return { ...nothing, ...found, secondStart, noisyHeap, log };
  } catch (error) {
    // A server that is killed under the workload complains in its own words: the reason is the signal's.
    signal?.throwIfAborted();
    throw error;
  } finally {
    await server.kill();
  }
}

async function startAgain(server: Server): Promise<SecondStart> {
  return { exit: await server.startAgain(READY_MS), waitedMs: READY_MS };
}

async function bootFailureOf(server: Server, port: number): Promise<BootFailure | undefined> {
  if (await server.ready(READY_MS)) return undefined;
  const { exit } = await server.read();
  return exit === undefined ? { kind: 'silent', port, waitedMs: READY_MS } : { kind: 'died', exit };
}
