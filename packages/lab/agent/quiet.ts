import type { AgentGlance } from '../../leakcheck/agent/messages.ts';

const RETRY_MS = 10;
/** Handles that nothing will close by itself count as settled when they stayed the same for so long, ms. */
const UNCHANGED_MS = 60;
/** Of these one may end by itself later; a descriptor or a lease does not without one of them. */
const PENDING: ReadonlySet<string> = new Set(['timer', 'socket', 'operation']);
/** Types of Node's own list that come and go with requests. */
const ACTIVE: readonly string[] = ['Timeout', 'TCPSocketWrap', 'FSReqCallback', 'FSReqPromise', 'ConnectWrap', 'Immediate'];

/** Waits for a process with the agent in it to be quiet. */
export class Quiet {
  readonly #glance: () => Promise<AgentGlance | undefined>;
  /** What was open when it was first quiet. */
  #baseline: ReadonlySet<number> | undefined;
  #activeBaseline = 0;

  /** @param glance what is open now; undefined when the process has ended */
  constructor(glance: () => Promise<AgentGlance | undefined>) {
    this.#glance = glance;
  }

  /** Waits until what is open is what was open at first, or cannot change by itself any more; at most `settleMs`. */
  async settle(settleMs: number): Promise<void> {
    const deadline = performance.now() + settleMs;
    let seen = '';
    let sinceMs = performance.now();
    while (performance.now() < deadline) {
      const glance = await this.#glance();
      if (glance === undefined) return;
      const active = activeOf(glance);
      if (this.#baseline !== undefined && active <= this.#activeBaseline && glance.handles.every(({ id }) => this.#baseline?.has(id))) return;
      const now = `${active} ${glance.handles.map(({ id }) => id).join()}`;
      if (now !== seen) sinceMs = performance.now();
      seen = now;
      const pending = active > this.#activeBaseline || glance.handles.some(({ id, kind }) => PENDING.has(kind) && !this.#baseline?.has(id));
      if (this.#baseline !== undefined && !pending && performance.now() - sinceMs >= UNCHANGED_MS) return;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    if (this.#baseline !== undefined) return;
    const quiet = await this.#glance();
    this.#baseline = new Set(quiet?.handles.map(({ id }) => id));
    this.#activeBaseline = quiet === undefined ? 0 : activeOf(quiet);
  }
}

function activeOf({ active }: AgentGlance): number {
  return ACTIVE.reduce((sum, type) => sum + (active[type] ?? 0), 0);
}
