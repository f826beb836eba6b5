import { checkResult, skipped } from './check-result.ts';
import { compareResponse, type Mismatch } from './contract.ts';
import type { ShapeRole } from './lab.ts';
import type { Measurements } from './measurements.ts';
import type { CheckResult, Figure } from './verdict.ts';

/** Every answer of the whole run is held against what the service owes, warm-up and leak batches included. */
export function checkContract(id: string, { answers }: Measurements, role: ShapeRole): CheckResult {
  const asked = answers.filter(({ shape }) => shape.role === role);
  if (asked.length === 0) return skipped(id, 'skipped.none', { what: role });
  const mismatches = asked.map(({ shape, response }) => compareResponse(shape, response)).filter((each): each is Mismatch => each !== undefined);
  const figure: Figure = { value: mismatches.length, unit: 'wrong answers', threshold: 0 };
  const [first] = mismatches;
  if (first === undefined) return checkResult(id, 'pass', 'contract.ok', { count: asked.length, what: role }, { figure });
  const params = { bad: mismatches.length, count: asked.length, what: role, shape: first.shape, expected: first.expected, actual: first.actual };
  return checkResult(id, 'fail', `contract.${first.what}`, params, { figure });
}
