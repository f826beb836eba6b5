import timers from 'node:timers';
import type { AgentGlance } from '../agent/messages.ts';
import { type RetainedVerdict, watchRetained } from '../src/retained.ts';
import type { Plan } from './options.ts';
import type { LeakRequest } from './request.ts';
import type { Sent } from './send.ts';
import type { Subject } from './subject.ts';

const { setTimeout } = timers;
/** A batch's own connections get so many tries to be gone, doubling from 1 ms: their memory is none that a request left. */
const QUIET_TRIES = 7;

/** The heap's verdict, or the answer with which the server stopped giving the expected one. */
export type Watched =
  | { readonly kind: 'verdict'; readonly verdict: RetainedVerdict }
  | { readonly kind: 'wrong'; readonly wrong: NonNullable<Sent['wrong']>; readonly requests: number };

/** Rule B on a server: rounds of requests, each with what is retained after it. */
export async function watchHeap(subject: Subject, plan: Plan, take: (count: number) => LeakRequest[]): Promise<Watched> {
  let requests = 0;
  let wrong: Sent['wrong'];
  const idle = aliveIn(await subject.glance());
  const send = async (count: number) => {
    const sent = await subject.send(take(count));
    requests += sent.answered;
    wrong = sent.wrong;
    for (let tries = 0; tries < QUIET_TRIES && aliveIn(await subject.glance()) > idle; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 2 ** tries));
    }
  };
  await send(plan.warmUp);
  const verdict = await watchRetained(async () => {
    // The rounds that are left are not sent: there is a verdict already.
    if (wrong !== undefined) return 0;
    await send(plan.requestsPerRound);
    return subject.collect();
  }, plan.requestsPerRound);
  return wrong === undefined ? { kind: 'verdict', verdict } : { kind: 'wrong', wrong, requests };
}

function aliveIn({ active }: AgentGlance): number {
  return Object.values(active).reduce((sum, count) => sum + count, 0);
}
