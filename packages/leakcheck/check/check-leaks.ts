import type { RetainedVerdict } from '../src/retained.ts';
import { noisySentence } from '../src/sentence.ts';
import { answersFinding, handleFindings, levelledSentence, unclearSentence } from './findings.ts';
import { type Counted, watchCounts } from './counts.ts';
import { InconclusiveError, LeakcheckError, LeakError } from './errors.ts';
import { type LeakOptions, type Plan, planOf } from './options.ts';
import { House } from './house.ts';
import { type LeakReport, reportOf } from './report.ts';
import type { LeakRequest } from './request.ts';
import type { Subject } from './subject.ts';
import { watchHeap } from './watch-heap.ts';

/**
 * Starts the server, sends the request over and over, and tells what grows. Takes 2 to 30 s, by the verdict.
 * @throws {LeakcheckError} when the check cannot be made: an option, the server's start, its first answer, its end.
 */
export async function checkLeaks(options: LeakOptions): Promise<LeakReport> {
  const plan = planOf(options);
  let requests = plan.shapes.length;
  const take = (count: number) => {
    requests += count;
    return plan.take(count);
  };
  const house = new House(plan);
  try {
    const counted = await countHandles(await house.open('handles'), plan, take);
    const findings = handleFindings(counted, plan.name);
    if (counted.wrong !== undefined) requests = counted.requests;
    let heap: RetainedVerdict | undefined;
    // What is open holds memory, and a server that stopped answering has nothing more to say.
    if (plan.heap && findings.length === 0) {
      const watched = await watchHeap(await house.open('heap'), plan, take);
      if (watched.kind === 'wrong') findings.push(answersFinding(watched.wrong, watched.requests, plan.name));
      else heap = watched.verdict;
      if (heap?.status === 'fail') findings.push({ kind: 'heap', sentence: noisySentence(heap, plan.name), verdict: heap });
    }
    const unclear = counted.series
      .filter(({ trend }) => trend === 'unclear' && counted.wrong === undefined)
      .map((series) => unclearSentence(series, plan.name));
    if (heap?.status === 'inconclusive') unclear.push(noisySentence(heap, plan.name));
    const clear = [`No kind of handle grows over ${counted.requests} ${plan.name}s`];
    if (heap?.status === 'pass') clear.push(heap.levelled ? levelledSentence(heap, plan.name) : noisySentence(heap, plan.name));
    return reportOf({ findings, unclear, heap, requests }, clear);
  } finally {
    await house.close();
  }
}

/**
 * As checkLeaks(), for a test: resolves when nothing grows.
 * @throws {LeakError} when something does, {InconclusiveError} when neither was shown.
 */
export async function assertNoLeaks(options: LeakOptions): Promise<LeakReport> {
  const report = await checkLeaks(options);
  if (report.status === 'leaks') throw new LeakError(report);
  if (report.status === 'inconclusive') throw new InconclusiveError(report);
  return report;
}

/** The first answers, which must be right, then a warm-up, then batches. @throws {LeakcheckError} ERR_LEAKCHECK_ANSWER */
async function countHandles(subject: Subject, plan: Plan, take: (count: number) => LeakRequest[]): Promise<Counted> {
  for (const shape of plan.shapes) {
    const { wrong } = await subject.send([shape]);
    if (wrong === undefined) continue;
    const hint = 'Give the answer that the server really owes as `expect`, or mend the request';
    throw new LeakcheckError('ERR_LEAKCHECK_ANSWER', `The first ${wrong.request} was answered with ${wrong.got}, not ${wrong.expected}`, hint);
  }
  const counted = await watchCounts(subject, plan, take);
  return counted.wrong === undefined ? counted : { ...counted, requests: counted.requests + plan.shapes.length };
}
