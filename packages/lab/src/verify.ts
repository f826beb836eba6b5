import type { LabChecks } from './lab.ts';
import type { LabManifest } from './lab-manifest.ts';
import { measure, type MeasureOptions } from './measure.ts';
import { type Measurements, toSample } from './measurements.ts';
import type { Files } from './overlay.ts';
import { toProgram } from './program.ts';
import type { Sandbox } from './sandbox.ts';
import { dimensionOf, skipped, STANDARD_CHECKS } from './standard-checks.ts';
import type { CheckResult, ProofPoint, Verdict } from './verdict.ts';

export interface LabToVerify {
  readonly slug: string;
  readonly manifest: LabManifest;
  readonly checks: LabChecks;
}

/**
 * Runs the lab's workload against the given files on a fresh server, and judges. A server that does not parse,
 * boot, listen, answer or live is a verdict, not an exception.
 * @throws the signal's reason when it was aborted.
 */
export async function verify(lab: LabToVerify, files: Files, sandbox: Sandbox, options: MeasureOptions = {}): Promise<Verdict> {
  const proof: ProofPoint[] = [];
  const measurements = await measure(toProgram(lab.manifest, files), lab.manifest.limits, lab.checks, sandbox, {
    ...options,
    onEvent(event) {
      if (event.kind === 'point') proof.push(event.point);
      options.onEvent?.(event);
    },
  });
  const checks = lab.manifest.checks.map((id) => judge(id, measurements, lab.checks));
  for (const result of checks) options.onEvent?.({ kind: 'check', result });
  const failed = checks.some(({ status }) => status === 'fail');
  const open = checks.some(({ status }) => status === 'inconclusive' || status === 'skipped');
  return { lab: lab.slug, status: failed ? 'fail' : open ? 'inconclusive' : 'pass', checks, figures: figuresOf(measurements, checks), proof };
}

function judge(id: string, measurements: Measurements, checks: LabChecks): CheckResult {
  const { bootFailure, firstReading } = measurements;
  if (bootFailure !== undefined && id !== 'boot') return skipped(id, dimensionOf(id), 'skipped.boot');
  if (firstReading === undefined && id !== 'boot') return skipped(id, dimensionOf(id), 'skipped.died');
  const standard = STANDARD_CHECKS[id];
  if (standard !== undefined) return standard(measurements, checks);
  const own = checks.checks?.find((check) => check.id === id);
  if (own === undefined) throw new RangeError(`There is no check "${id}": lab.json names it, neither checks.ts nor the lab package has it`);
  return own.run({ log: measurements.log, responses: measurements.answers });
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

