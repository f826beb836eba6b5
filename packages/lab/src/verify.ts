import { throughBlindSpots } from './blind-spots.ts';
import { skipped } from './check-result.ts';
import type { LabCheck, LabChecks } from './lab.ts';
import type { LabManifest } from './lab-manifest.ts';
import { measure, type MeasureOptions } from './measure.ts';
import { type Measurements, toSample } from './measurements.ts';
import type { Files } from './overlay.ts';
import { toProgram } from './program.ts';
import type { Sandbox } from './sandbox.ts';
import { STANDARD_CHECKS } from './standard-checks.ts';
import type { CheckResult, ProofPoint, Verdict } from './verdict.ts';
import { faultsOf } from './workload.ts';

export interface LabToVerify {
  readonly slug: string;
  readonly manifest: LabManifest;
  readonly checks: LabChecks;
}

/**
 * Runs the lab's workload against the given files on a fresh server, and judges. A server that does not parse,
 * boot, listen, answer or live is a verdict, not an exception.
 * @throws {RangeError} when lab.json lists a check that nobody has; the signal's reason when it was aborted.
 */
export async function verify(lab: LabToVerify, files: Files, sandbox: Sandbox, options: MeasureOptions = {}): Promise<Verdict> {
  const { slug, manifest } = lab;
  for (const id of manifest.checks) assertKnown(slug, id, lab.checks);
  for (const fault of faultsOf(lab.checks))
    if (manifest.faults?.[fault] === undefined)
      throw new RangeError(`Lab "${slug}": checks.ts sends requests during "${fault}", which is not among the faults of its lab.json`);
  const proof: ProofPoint[] = [];
  const measurements = await measure(toProgram(manifest, files), manifest, lab.checks, sandbox, {
    ...options,
    onEvent(event) {
      if (event.kind === 'point') proof.push(event.point);
      options.onEvent?.(event);
    },
  });
  const blind = sandbox.blindSpots?.() ?? [];
  const checks = manifest.checks.map((id) => throughBlindSpots(judge(id, measurements, lab, files), blind));
  for (const result of checks) options.onEvent?.({ kind: 'check', result });
  return { lab: slug, status: statusOf(checks), checks, figures: figuresOf(measurements, checks), proof };
}

function assertKnown(slug: string, id: string, { checks = [] }: LabChecks): void {
  if (STANDARD_CHECKS[id] === undefined && !checks.some((check) => check.id === id)) {
    throw new RangeError(
      `Lab "${slug}" lists the check "${id}": neither its checks.ts nor the lab package has it. Known are ${Object.keys(STANDARD_CHECKS).join(', ')}`,
    );
  }
}

function judge(id: string, measurements: Measurements, { manifest, checks }: LabToVerify, files: Files): CheckResult {
  if (measurements.bootFailure !== undefined && id !== 'boot') return skipped(id, 'skipped.boot');
  const standard = STANDARD_CHECKS[id];
  if (standard !== undefined) return standard(measurements, manifest.bounds ?? {});
  const own = checks.checks?.find((check) => check.id === id) as LabCheck;
  const { log, answers, lastAnswer, batches } = measurements;
  // The last good request is in the log as well.
  return own.run({ log, responses: lastAnswer === undefined ? answers : [...answers, lastAnswer], batches, files });
}

/** What could not be measured passes nothing; what this lab does not send, as it declares, holds nothing up. */
function statusOf(checks: readonly CheckResult[]): Verdict['status'] {
  if (checks.some(({ status }) => status === 'fail')) return 'fail';
  const open = checks.some(({ status, finding }) => status === 'inconclusive' || (status === 'skipped' && finding.key !== 'skipped.none'));
  return open ? 'inconclusive' : 'pass';
}

/** Every number that was measured, by name. */
function figuresOf({ batches, answers, lastReading }: Measurements, checks: readonly CheckResult[]): Record<string, number> {
  const figures: Record<string, number> = { answers: answers.length };
  for (const [index, { name, after, requests }] of batches.entries()) {
    const prefix = `${index + 1}.${name}`;
    figures[`${prefix}.requests`] = requests;
    figures[`${prefix}.heapBytes`] = toSample(after).heapBytes;
    figures[`${prefix}.handles`] = after.handles.length;
  }
  for (const { id, figure } of checks) if (figure !== undefined) figures[id] = figure.value;
  if (lastReading !== undefined) figures['virtualMs'] = lastReading.atMs;
  return figures;
}
