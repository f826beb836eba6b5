import { HEAP_LIMIT_BYTES, type HandleGrowth, handleGrowth, heapGrowth, peaksOver, type Pools, RULE_B } from '@unhandled/leakcheck';
import { checkResult, skipped } from './check-result.ts';
import type { ShapeRole } from './lab.ts';
import { type MeasuredBatch, type Measurements, type NoisyRole, toSample } from './measurements.ts';
import type { CheckResult, Figure } from './verdict.ts';

/** Below this rate two decimals say nothing, and the count is told instead. */
const SMALLEST_RATE = 0.01;
/** Neighbours that the check itself has open at once: they are in the peaks, and none of the lab's. */
const NEIGHBOURS = 2;

/**
 * What one batch must keep per request to be a leak by itself where readings are noisy, as fifty requests are that wait
 * in a list of fifty: labs seed 3.8 KB and more, a server that is not yet compiled keeps 450 B, and a table that doubles
 * in the middle of a batch 1 KB. Below it Rule B decides.
 */
const NOISY_BATCH_BYTES = 2048;

/** Handles that exist only while something is on loan. */
const ON_LOAN: ReadonlySet<string> = new Set(['lease', 'permit']);

/** Of these some may lie idle; of what is on loan, none may be left. */
function idlePools(pools: Pools): Pools {
  return Object.fromEntries(Object.entries(pools).filter(([kind]) => !ON_LOAN.has(kind)));
}

/** Held against the reading before the first batch, after each: a cleanup every hundredth request hides nothing from all of them. */
export function checkHandles(
  id: string,
  { batches, lastReading }: Measurements,
  names: readonly MeasuredBatch['name'][],
  role: ShapeRole | 'mixed' | 'fault',
  pools: Pools = {},
): CheckResult {
  const chain = batches.filter(({ name }) => names.includes(name));
  const [first] = chain;
  if (first === undefined) return lastReading?.alive ? skipped(id, 'skipped.none', { what: role }) : skipped(id, 'skipped.died');
  let requests = 0;
  let worst: (HandleGrowth & { requests: number; batch: MeasuredBatch }) | undefined;
  for (const batch of chain) {
    requests += batch.requests;
    const [growth] = handleGrowth(toSample(first.before), toSample(batch.after), requests, idlePools(pools));
    if (growth !== undefined && (worst === undefined || growth.opened + growth.lost >= worst.opened + worst.lost)) worst = { ...growth, requests, batch };
  }
  if (worst === undefined)
    return checkResult(id, 'pass', 'handles.ok', { count: requests, what: role }, { figure: { value: 0, unit: 'handles/request', threshold: 0 } });
  const { kind, opened, lost, perRequest, batch } = worst;
  const place = worst.at?.place;
  const params = { sign: '+', rate: perRequest.toFixed(2), kind, opened, lost, count: worst.requests, what: role, ...(place !== undefined && { place }) };
  const at = batch.after.handles.find(({ at: opener }) => opener && `${opener.file}:${opener.line}` === place)?.at;
  if (opened === 0) return checkResult(id, 'fail', 'handles.lost', params, { figure: { value: lost, unit: `${kind} lost`, threshold: 0 } });
  if (perRequest < SMALLEST_RATE)
    return checkResult(id, 'fail', place === undefined ? 'handles.few' : 'handles.few.at', params, { figure: { value: opened, unit: kind, threshold: 0 }, at });
  return checkResult(id, 'fail', place === undefined ? 'handles.grew' : 'handles.grew.at', params, {
    figure: { value: perRequest, unit: `${kind}/request`, threshold: 0 },
    at,
  });
}

export function checkHeap(m: Measurements, bounded: boolean): CheckResult {
  if (m.noisyHeap !== undefined) return checkNoisyHeap('heap', m.noisyHeap, 'failing');
  const [, second, third] = m.batches.filter(({ name }) => name === 'failing');
  if (second === undefined || third === undefined) return skipped('heap', 'skipped.died');
  const middle = toSample(second.after);
  const growth = heapGrowth(
    { requests: second.requests, before: toSample(second.before), after: middle },
    { requests: third.requests, before: middle, after: toSample(third.after) },
    bounded,
  );
  const value = bounded ? growth.bytesPerRequest[1] : Math.max(...growth.bytesPerRequest);
  const limit = bounded ? 0 : HEAP_LIMIT_BYTES;
  const figure: Figure = { value, unit: 'B/request', threshold: limit };
  const keys = bounded ? (['heap.full', 'heap.unbounded'] as const) : (['heap.ok', 'heap.grew'] as const);
  return checkResult(
    'heap',
    growth.leaks ? 'fail' : 'pass',
    keys[growth.leaks ? 1 : 0],
    { rate: Number(value.toFixed(2)), limit, what: 'failing' },
    { figure },
  );
}

/** What stays of requests beside the failing ones: one batch, for it came after all warming up. */
export function checkHeapOf(id: string, { batches, lastReading, noisyHeap }: Measurements, role: 'early-return' | 'abort'): CheckResult {
  const batch = batches.find(({ name }) => name === role);
  if (batch === undefined) return lastReading?.alive ? skipped(id, 'skipped.none', { what: role }) : skipped(id, 'skipped.died');
  const value = (batch.after.heapBytes - batch.before.heapBytes) / batch.requests;
  const limit = noisyHeap === undefined ? HEAP_LIMIT_BYTES : NOISY_BATCH_BYTES;
  const leaks = value >= limit;
  // The process that counts handles keeps a note of each, 2 KB a piece: one that leaks them says nothing of the heap.
  const isTold = leaks && (batch.after.handles.length === batch.before.handles.length || noisyHeap?.[role] === undefined);
  if (noisyHeap !== undefined && !isTold) return checkNoisyHeap(id, noisyHeap, role);
  const params = { rate: Number(value.toFixed(2)), limit, what: role };
  const figure: Figure = { value, unit: 'B/request', threshold: limit };
  return checkResult(id, leaks ? 'fail' : 'pass', leaks ? 'heap.grew' : 'heap.ok', params, { figure });
}

function checkNoisyHeap(id: string, found: NonNullable<Measurements['noisyHeap']>, role: NoisyRole): CheckResult {
  const verdict = found[role];
  if (verdict === undefined) return skipped(id, 'skipped.died');
  const { status, slope, upperBound } = verdict;
  const key = status === 'pass' ? 'heap.ok' : status === 'fail' ? 'heap.grew' : 'heap.unclear';
  const params = { rate: Number(slope.toFixed(1)), upper: Number(upperBound.toFixed(1)), limit: RULE_B.leakBytes, what: role };
  return checkResult(id, status, key, params, { figure: { value: slope, unit: 'B/request', threshold: RULE_B.leakBytes } });
}

export function checkPeak({ lastReading }: Measurements, declared: Readonly<Record<string, number>>): CheckResult {
  const peaks = { ...lastReading?.peaks };
  if (peaks['fd'] !== undefined) peaks['fd'] = Math.max(0, peaks['fd'] - NEIGHBOURS);
  const [worst] = peaksOver(peaks, declared);
  const [kind, limit] = worst ? [worst.kind, worst.limit] : (Object.entries(declared)[0] ?? []);
  if (kind === undefined || limit === undefined) return checkResult('peak', 'pass', 'peak.none');
  const count = peaks[kind] ?? 0;
  return checkResult(
    'peak',
    worst ? 'fail' : 'pass',
    worst ? 'peak.over' : 'peak.ok',
    { count, kind, limit },
    { figure: { value: count, unit: kind, threshold: limit } },
  );
}

/** Whenever it is quiet nothing is on loan, from the first reading on: a pool that ran dry while it warmed up grows no more. */
export function checkPools({ batches, firstReading, lastReading }: Measurements, pools: Pools): CheckResult {
  if (lastReading?.alive !== true) return skipped('pools', 'skipped.died');
  const readings = [firstReading, ...batches.map(({ after }) => after), lastReading].filter((reading) => reading !== undefined);
  const declared = Object.entries(pools).filter(([kind]) => ON_LOAN.has(kind));
  for (const [kind, size] of declared) {
    const most = readings.map(({ handles }) => handles.filter((handle) => handle.kind === kind)).reduce((a, b) => (b.length > a.length ? b : a));
    const figure: Figure = { value: most.length, unit: kind, threshold: 0 };
    const at = most[0]?.at;
    const params = { count: most.length, size, kind, ...(at && { place: `${at.file}:${at.line}` }) };
    if (most.length > 0) return checkResult('pools', 'fail', at === undefined ? 'pools.held' : 'pools.held.at', params, { figure, at });
    const peak = lastReading.peaks[kind] ?? 0;
    if (peak > size) return checkResult('pools', 'fail', 'pools.over', { count: peak, size, kind }, { figure: { value: peak, unit: kind, threshold: size } });
  }
  return checkResult(
    'pools',
    'pass',
    'pools.ok',
    { kinds: declared.map(([kind]) => kind).join(', ') },
    { figure: { value: 0, unit: 'on loan', threshold: 0 } },
  );
}
