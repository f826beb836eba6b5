import type { Verdict } from '@unhandled/lab';

/** What a verdict comes to, for pages beside the lab's own: the one that an LMS opened, for example. */
export interface VerdictNews {
  readonly lab: string;
  readonly status: Verdict['status'];
  readonly passedChecks: number;
  readonly checks: number;
}

const CHANNEL = 'unhandled:verdicts';

/** Tells the other pages of this site in this browser. */
export function tellVerdict(lab: string, { status, checks }: Verdict): void {
  const channel = new BroadcastChannel(CHANNEL);
  const news: VerdictNews = { lab, status, passedChecks: checks.filter((check) => check.status === 'pass').length, checks: checks.length };
  channel.postMessage(news);
  channel.close();
}

/** Hears verdicts of other pages until the returned function is called. */
export function listenToVerdicts(onVerdict: (news: VerdictNews) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<VerdictNews>) => onVerdict(data));
  return () => channel.close();
}
