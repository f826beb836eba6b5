import { type NoisyVerdict, watchNoisyHeap } from '@unhandled/leakcheck';
import type { LabChecks, RequestShape } from './lab.ts';
import type { LabManifest } from './lab-manifest.ts';
import type { NoisyRole } from './measurements.ts';
import { orAbort } from './or-abort.ts';
import type { Program, Sandbox, Server } from './sandbox.ts';
import { BATCH, shapesOf, takeTurns, WARM_UP } from './workload.ts';

/** As in the batches that count handles. */
const ANSWER_MS = 10_000;
const READY_MS = 10_000;
/** At once: what stays of a request is no other for it, and thousands of requests take real time. */
const CLIENTS = 4;

/** Which check asks for which role's heap. */
const ASKED_BY: Readonly<Record<NoisyRole, string>> = { failing: 'heap', 'early-return': 'heap-early-return', abort: 'heap-abort' };

/**
 * Rule B needs up to 34 rounds where counts need three: each role gets a process of its own, so that what a round
 * leaks ends neither the counting nor the next role's heap. @throws the signal's reason when aborted.
 */
export async function measureNoisyHeap(
  program: Program,
  manifest: LabManifest,
  checks: LabChecks,
  sandbox: Sandbox,
  signal: AbortSignal | undefined,
): Promise<Partial<Record<NoisyRole, NoisyVerdict>>> {
  const found: Partial<Record<NoisyRole, NoisyVerdict>> = {};
  for (const role of ['failing', 'early-return', 'abort'] as const) {
    if (!manifest.checks.includes(ASKED_BY[role])) continue;
    const server = await orAbort(() => sandbox.boot(program, { clock: 'real', heapOnly: true, ...(signal && { signal }) }), signal);
    try {
      const verdict = await orAbort(() => roundsOf(server, checks, role, manifest.bounds?.heap === true), signal);
      if (verdict !== undefined) found[role] = verdict;
    } finally {
      await server.kill();
    }
  }
  return found;
}

/** Undefined when the server died on the way: a flat line after that would read as no leak. */
async function roundsOf(server: Server, checks: LabChecks, role: NoisyRole, bounded: boolean): Promise<NoisyVerdict | undefined> {
  const shapes = shapesOf(checks, role);
  if (shapes.length === 0 || !(await server.ready(READY_MS))) return undefined;
  let alive = true;
  const send = async (each: readonly RequestShape[]) => {
    const requests = each.map(({ request }) => request);
    await server.send(requests, { timeoutMs: ANSWER_MS, concurrency: CLIENTS });
    await server.quiesce(checks.settleMs);
  };
  await server.quiesce(checks.settleMs);
  // With requests of every kind, as before counting: a pool that some of them empty is empty for these, too.
  for (const shape of checks.shapes) if (shape.during === undefined) await send(takeTurns([shape], WARM_UP));
  const verdict = await watchNoisyHeap(
    async () => {
      if (!alive) return 0;
      await send(takeTurns(shapes, BATCH));
      const reading = await server.read();
      alive &&= reading.alive;
      return reading.heapBytes;
    },
    BATCH,
    bounded,
  );
  return alive ? verdict : undefined;
}
