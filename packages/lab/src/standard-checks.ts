import { HEAP_LIMIT_BYTES, handleGrowth, heapGrowth } from '@unhandled/leakcheck';
import { compareResponse, type Mismatch } from './contract.ts';
import type { LabChecks, ShapeRole } from './lab.ts';
import { type MeasuredBatch, type Measurements, toSample } from './measurements.ts';
import { finding, type MessageKey, sentenceOf } from './messages.ts';
import type { Reading, SourcePosition } from './sandbox.ts';
import type { CheckResult, Dimension, Figure } from './verdict.ts';

type Extra = { readonly figure?: Figure; readonly at?: SourcePosition | undefined };

function result(id: string, dimension: Dimension, status: CheckResult['status'], key: MessageKey, params: Readonly<Record<string, string | number>>, extra: Extra = {}): CheckResult {
  const found = finding(key, params);
  const { figure, at } = extra;
  return { id, dimension, status, finding: found, sentence: sentenceOf(found), ...(figure && { figure }), ...(at && { at }) };
}

/** What a role is called in sentences. */
const WORDS: Readonly<Record<ShapeRole | 'mixed', string>> = { good: 'good', failing: 'failing', 'early-return': 'early-returning', abort: 'aborted', mixed: 'mixed' };

/** The checks that every lab has, in the order in which they are shown. Which are shown is lab.json's choice. */
export const STANDARD_CHECKS: Readonly<Record<string, (m: Measurements, checks: LabChecks) => CheckResult>> = {
  boot: checkBoot,
  'contract-good': (m) => checkContract('contract-good', m, 'good'),
  'contract-failing': (m) => checkContract('contract-failing', m, 'failing'),
  'contract-early-return': (m) => checkContract('contract-early-return', m, 'early-return'),
  'handles-failing': (m) => checkHandles('handles-failing', m, ['failing', 'odd'], 'failing'),
  'handles-early-return': (m) => checkHandles('handles-early-return', m, ['early-return'], 'early-return'),
  'handles-abort': (m) => checkHandles('handles-abort', m, ['abort'], 'abort'),
  'handles-mixed': (m) => checkHandles('handles-mixed', m, ['mixed'], 'mixed'),
  heap: checkHeap,
  peak: checkPeak,
  neighbour: checkNeighbour,
  'same-process': checkProcess,
  'no-swallowed-errors': checkSwallowed,
  limits: checkLimits,
  alive: checkAlive,
};

export function skipped(id: string, dimension: Dimension, why: 'skipped.boot' | 'skipped.died'): CheckResult {
  return result(id, dimension, 'skipped', why, {});
}

/** Dimension of a check that could not run. */
export function dimensionOf(id: string): Dimension {
  if (/^(?:handles|heap|peak)/.test(id)) return 'growth';
  return /^(?:contract|boot|alive)/.test(id) ? 'contract' : 'honesty';
}

function checkBoot({ bootFailure, lastReading }: Measurements): CheckResult {
  if (bootFailure === undefined) {
    const port = lastReading?.handles.find(({ kind }) => kind === 'server')?.label.replace(/^.*:/, '') ?? '3000';
    return result('boot', 'contract', 'pass', 'boot.ok', { port });
  }
  if (bootFailure.kind === 'syntax') return result('boot', 'contract', 'fail', 'boot.syntax', { message: bootFailure.message }, { at: bootFailure.at });
  if (bootFailure.kind === 'silent') return result('boot', 'contract', 'fail', 'boot.silent', { port: bootFailure.port, seconds: bootFailure.waitedMs / 1000 });
  const { code, lastWords, at } = bootFailure.exit;
  return result('boot', 'contract', 'fail', 'boot.died', { code, words: firstLine(lastWords) }, { at });
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] || 'it said nothing';
}

function checkContract(id: string, m: Measurements, role: ShapeRole): CheckResult {
  const answers = m.answers.filter(({ shape }) => shape.role === role);
  const what = WORDS[role];
  const mismatches = answers.map(({ shape, response }) => compareResponse(shape, response)).filter((each): each is Mismatch => each !== undefined);
  const [first] = mismatches;
  const figure: Figure = { value: mismatches.length, unit: 'wrong answers', threshold: 0 };
  if (first === undefined) return result(id, 'contract', 'pass', 'contract.ok', { count: answers.length, what }, { figure });
  const params = { bad: mismatches.length, count: answers.length, what, shape: first.shape, expected: first.expected, actual: first.actual };
  return result(id, 'contract', 'fail', `contract.${first.what}`, params, { figure });
}

function checkHandles(id: string, m: Measurements, names: readonly MeasuredBatch['name'][], role: ShapeRole | 'mixed'): CheckResult {
  const batches = m.batches.filter(({ name }) => names.includes(name));
  const [first] = batches;
  const last = batches.at(-1);
  const what = WORDS[role];
  if (first === undefined || last === undefined) return skipped(id, 'growth', 'skipped.died');
  const requests = batches.reduce((sum, batch) => sum + batch.requests, 0);
  const [worst] = handleGrowth(toSample(first.before), toSample(last.after), requests);
  if (worst === undefined) return result(id, 'growth', 'pass', 'handles.ok', { count: requests, what }, { figure: { value: 0, unit: 'handles/request', threshold: 0 } });
  const rate = Math.abs(worst.perRequest).toFixed(2);
  const params = { sign: worst.count < 0 ? '−' : '+', rate, kind: worst.kind, what, ...(worst.at && { place: worst.at.place }) };
  const figure: Figure = { value: worst.perRequest, unit: `${worst.kind}/request`, threshold: 0 };
  const at = worst.at && last.after.handles.find(({ at: place }) => place && `${place.file}:${place.line}` === worst.at?.place)?.at;
  return result(id, 'growth', 'fail', worst.at ? 'handles.grew.at' : 'handles.grew', params, { figure, at });
}

function checkHeap(m: Measurements, checks: LabChecks): CheckResult {
  const [, second, third] = m.batches.filter(({ name }) => name === 'failing');
  if (second === undefined || third === undefined) return skipped('heap', 'growth', 'skipped.died');
  const middle = toSample(second.after);
  const growth = heapGrowth(
    { requests: second.requests, before: toSample(second.before), after: middle },
    { requests: third.requests, before: middle, after: toSample(third.after) },
    checks.boundedHeap,
  );
  const limit = checks.boundedHeap ? 0 : HEAP_LIMIT_BYTES;
  const value = Math.max(...growth.bytesPerRequest);
  const rate = Number(value.toFixed(2));
  return result('heap', 'growth', growth.leaks ? 'fail' : 'pass', growth.leaks ? 'heap.grew' : 'heap.ok', { rate, limit }, { figure: { value, unit: 'B/request', threshold: limit } });
}

function checkPeak(m: Measurements, checks: LabChecks): CheckResult {
  const peaks = m.lastReading?.peaks ?? {};
  const over = Object.entries(checks.peaks ?? {}).find(([kind, limit]) => (peaks[kind] ?? 0) > limit);
  const [kind, limit] = over ?? Object.entries(checks.peaks ?? {})[0] ?? ['fd', 0];
  const count = peaks[kind] ?? 0;
  return result('peak', 'growth', over ? 'fail' : 'pass', over ? 'peak.over' : 'peak.ok', { count, kind, limit }, { figure: { value: count, unit: kind, threshold: limit } });
}

function checkNeighbour({ neighboursIntact, lastReading }: Measurements): CheckResult {
  if (!neighboursIntact) return result('neighbour', 'honesty', 'fail', 'neighbour.closed', {});
  return lastReading?.alive ? result('neighbour', 'honesty', 'pass', 'neighbour.ok', {}) : skipped('neighbour', 'honesty', 'skipped.died');
}

function checkProcess({ firstReading, lastReading }: Measurements): CheckResult {
  const exit = lastReading?.exit;
  if (exit !== undefined) return result('same-process', 'honesty', 'fail', 'process.died', { code: exit.code, words: firstLine(exit.lastWords) }, { at: exit.at });
  const same = firstReading !== undefined && firstReading.bootId === lastReading?.bootId;
  return result('same-process', 'honesty', same ? 'pass' : 'fail', same ? 'process.ok' : 'process.died', { code: 0, words: 'another process took its place' });
}

function checkSwallowed({ lastReading }: Measurements): CheckResult {
  const count = lastReading?.swallowedUncaught ?? 0;
  return result('no-swallowed-errors', 'honesty', count === 0 ? 'pass' : 'fail', count === 0 ? 'swallow.ok' : 'swallow.count', { count }, { figure: { value: count, unit: 'errors', threshold: 0 } });
}

function checkLimits({ lastReading, declaredLimits }: Measurements): CheckResult {
  const declared = declaredLimits.openFiles;
  const actual = (lastReading as Reading).limits.openFiles;
  const same = declared === actual && declaredLimits.memoryBytes === (lastReading as Reading).limits.memoryBytes;
  return result('limits', 'honesty', same ? 'pass' : 'fail', same ? 'limits.ok' : 'limits.raised', { openFiles: declared, declared, actual });
}

function checkAlive({ lastAnswer }: Measurements): CheckResult {
  const LIMIT_MS = 100;
  if (lastAnswer === undefined) return skipped('alive', 'contract', 'skipped.died');
  const mismatch = compareResponse(lastAnswer.shape, lastAnswer.response);
  if (mismatch === undefined) return result('alive', 'contract', 'pass', 'alive.ok', { ms: Number(lastAnswer.response.ms.toFixed(1)) });
  return result('alive', 'contract', 'fail', 'alive.slow', { limit: LIMIT_MS, actual: mismatch.actual });
}
