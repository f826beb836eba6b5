import timers from 'node:timers';
import type { AgentGlance } from '../agent/messages.ts';
import type { CreationSite } from '../agent/creation-site.ts';
import { COUNT_LOOK, type CountTrend, countTrend } from '../src/count-trend.ts';
import type { HandleGrowth } from '../src/rule-a.ts';
import type { Plan } from './options.ts';
import type { LeakRequest } from './request.ts';
import type { Sent } from './send.ts';
import type { Subject } from './subject.ts';

const { setTimeout } = timers;
/** Between two tries while what a batch opened is closed, ms: doubling from 1. */
const LONGEST_PAUSE_MS = 100;
/** What is open before the first batch counts as settled when it was the same so many times in a row. */
const SAME_TIMES = 4;

/** What Node itself lists as alive and the agent has no rows for, by the word that a verdict uses. */
const LISTED: Readonly<Record<string, string>> = {
  FSEventWrap: 'watcher',
  StatWatcher: 'watcher',
  ProcessWrap: 'process',
  UDPWrap: 'udp socket',
  PipeWrap: 'pipe',
  MessagePort: 'message port',
};

/** How many of one kind, opened at one line, are open. */
export interface Opened {
  readonly kind: string;
  readonly count: number;
  /** Of the last of them: the program's own lines, innermost first. */
  readonly frames: readonly CreationSite[];
}

/** By kind and line. */
export type Counts = ReadonlyMap<string, Opened>;

/** One kind from one line, batch after batch. */
export interface Series {
  readonly growth: HandleGrowth;
  readonly frames: readonly CreationSite[];
  readonly counts: readonly number[];
  readonly trend: CountTrend;
}

/** All series after the batches that it took, or the first answer that was not the expected one. */
export interface Counted {
  readonly series: readonly Series[];
  readonly requests: number;
  readonly wrong?: Sent['wrong'];
}

export function countsOf({ handles, active }: AgentGlance): Counts {
  const counts = new Map<string, Opened>();
  const add = (kind: string, count: number, frames: readonly CreationSite[]) => {
    const [at] = frames;
    const key = at === undefined ? kind : `${kind} ${at.file}:${at.line}`;
    counts.set(key, { kind, count: (counts.get(key)?.count ?? 0) + count, frames });
  };
  for (const { kind, frames } of handles) add(kind, 1, frames);
  for (const [type, count] of Object.entries(active)) if (LISTED[type] !== undefined) add(LISTED[type], count, []);
  return counts;
}

/** Waits until nothing is open that `baseline` has not, trying again for `settleMs`; without a baseline, until nothing changes. */
export async function settledCounts(subject: Subject, settleMs: number, baseline?: Counts): Promise<Counts> {
  // What only garbage holds open, an unread body say, is closed by this.
  await subject.collect();
  let pauseMs = 1;
  let same = 0;
  let seen = '';
  for (let waitedMs = 0; ; waitedMs += pauseMs, pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    const counts = countsOf(await subject.glance());
    const now = [...counts].map(([key, { count }]) => `${key} ${count}`).join();
    same = now === seen ? same + 1 : 0;
    seen = now;
    const settled = baseline === undefined ? same >= SAME_TIMES : [...counts].every(([key, { count }]) => count <= (baseline.get(key)?.count ?? 0));
    if (settled || waitedMs >= settleMs) return counts;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** Sends a warm-up, then batches until every series is clear, at most {@link COUNT_LOOK}.looks times three of them. */
export async function watchCounts(subject: Subject, plan: Plan, take: (count: number) => LeakRequest[]): Promise<Counted> {
  const { requestsPerRound, settleMs, warmUp, concurrency } = plan;
  const start = countsOf(await subject.glance());
  /** It no longer answers: what is open now against what was open before all requests. */
  const dried = async (requests: number, wrong: NonNullable<Sent['wrong']>): Promise<Counted> => {
    const series = seriesOf([start, countsOf(await subject.glance())], Math.max(1, requests), plan);
    // Its clients' own connections, with requests that wait for an answer.
    return { series: series.filter(({ growth }) => growth.opened > concurrency), requests, wrong };
  };
  const warm = await subject.send(take(warmUp));
  if (warm.wrong !== undefined) return dried(warm.answered, warm.wrong);
  const baseline = await settledCounts(subject, settleMs);
  const readings: Counts[] = [baseline];
  for (let look = 1; ; look++) {
    for (let i = 0; i < COUNT_LOOK.batches; i++) {
      const { answered, wrong } = await subject.send(take(requestsPerRound));
      if (wrong !== undefined) return dried(warmUp + (readings.length - 1) * requestsPerRound + answered, wrong);
      readings.push(await settledCounts(subject, settleMs, baseline));
    }
    const requests = (readings.length - 1) * requestsPerRound;
    const series = seriesOf(readings, requests, plan);
    if (look === COUNT_LOOK.looks || series.every(({ trend }) => trend !== 'unclear')) return { series, requests };
  }
}

/** @param requests all that were sent since the first reading */
function seriesOf(readings: readonly Counts[], requests: number, { requestsPerRound }: Plan): Series[] {
  const keys = new Set(readings.flatMap((counts) => [...counts.keys()]));
  return [...keys].map((key) => {
    const counts = readings.map((reading) => reading.get(key)?.count ?? 0);
    const last = readings.findLast((reading) => reading.has(key))?.get(key);
    const { kind, frames } = last ?? { kind: key, frames: [] };
    const opened = Math.max(0, (counts.at(-1) ?? 0) - (counts[0] ?? 0));
    const [at] = frames;
    const growth = { kind, opened, lost: 0, perRequest: opened / requests, at: at && { place: `${at.file}:${at.line}`, count: opened } };
    // Fewer batches than a look: the server stopped answering.
    const trend = readings.length > COUNT_LOOK.batches ? countTrend(counts, requestsPerRound) : opened > 0 ? 'unclear' : 'bounded';
    return { growth, frames, counts, trend };
  });
}
