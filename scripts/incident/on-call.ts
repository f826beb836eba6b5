import type { Machine } from '../../packages/engine/src/index.ts';
import type { Deployment, Plan } from './plan.ts';
import type { EveningEvent } from '../../src/content/incident/evening-record.ts';
import type { Service } from './service.ts';
import type { Minute } from './tally.ts';

const MINUTE_MS = 60_000;
/** The alert fires at this share of failed checkouts in two minutes, and is resolved below the other. */
const FIRES_AT = 0.05;
const RESOLVES_BELOW = 0.01;
/** A supervisor starts a dead process again after so long. */
const SUPERVISOR_MS = 10_000;

/** The alert, the person who is woken by it, and the supervisor. */
export class OnCall {
  readonly #plan: Plan;
  readonly #machine: Machine;
  readonly #service: Service;
  readonly #events: EveningEvent[];
  readonly #onDeploy: () => void;
  readonly #due: (() => Promise<void>)[] = [];
  #last: Minute | undefined;
  #isFiring = false;
  #pages = 0;
  #isRefused = false;
  #sawDeath = false;

  constructor(plan: Plan, machine: Machine, service: Service, events: EveningEvent[], onDeploy: () => void) {
    this.#plan = plan;
    this.#machine = machine;
    this.#service = service;
    this.#events = events;
    this.#onDeploy = onDeploy;
  }

  begin(): void {
    this.#in(this.#plan.deployAt * MINUTE_MS, async () => {
      const next: Deployment = { ...this.#plan.first, version: '1.4.2' };
      this.#events.push({ kind: 'deploy', at: this.#now(), version: next.version });
      await this.#start(next);
      this.#onDeploy();
    });
  }

  /** A client was turned away at the door. */
  refused(code: string): void {
    if (code !== 'EMFILE' || this.#isRefused) return;
    this.#isRefused = true;
    this.#events.push({ kind: 'refused', at: this.#now(), code, descriptors: this.#service.descriptors });
  }

  /** Does what is due. Returns whether there was anything. */
  async act(): Promise<boolean> {
    this.#watchProcess();
    const due = this.#due.splice(0);
    for (const each of due) await each();
    return due.length > 0;
  }

  /** Evaluates the alert, once a minute. */
  look(minute: Minute): void {
    const checkouts = minute.checkouts + (this.#last?.checkouts ?? 0);
    const failed = minute.failedCheckouts + (this.#last?.failedCheckouts ?? 0);
    this.#last = minute;
    const share = checkouts === 0 ? 0 : failed / checkouts;
    if (!this.#isFiring && share >= FIRES_AT) this.#page(share);
    else if (this.#isFiring && share < RESOLVES_BELOW) {
      this.#isFiring = false;
      this.#events.push({ kind: 'resolved', at: this.#now() });
    }
  }

  #page(share: number): void {
    this.#isFiring = true;
    this.#pages++;
    this.#events.push({ kind: 'page', at: this.#now(), failedPercent: Math.round(share * 100) });
    if (this.#sawDeath) return;
    const { openFiles, poolMax } = this.#plan.raised;
    const isFirst = this.#pages === 1;
    this.#in(this.#plan.reactionMinutes * MINUTE_MS, async () => {
      const now = this.#service.deployment;
      const next = isFirst ? now : { ...now, openFiles, poolMax };
      this.#events.push({ kind: isFirst ? 'restart' : 'raise', at: this.#now(), openFiles: next.openFiles, poolMax: next.poolMax });
      await this.#start(next);
    });
  }

  #watchProcess(): void {
    const exitCode = this.#service.ranOutOfMemory;
    if (exitCode === undefined || this.#sawDeath) return;
    this.#sawDeath = true;
    this.#events.push({ kind: 'oom', at: this.#now(), exitCode });
    this.#in(SUPERVISOR_MS, () => this.#start(this.#service.deployment));
    this.#in(this.#plan.rollbackMinutes * MINUTE_MS, async () => {
      this.#events.push({ kind: 'rollback', at: this.#now(), version: this.#plan.first.version });
      await this.#start(this.#plan.first);
    });
  }

  async #start(deployment: Deployment): Promise<void> {
    this.#isRefused = false;
    await this.#service.start(deployment);
  }

  #in(ms: number, run: () => Promise<void>): void {
    this.#machine.after(ms, () => this.#due.push(run));
  }

  #now(): number {
    return Math.round(this.#machine.clock.nowMs() / 1000);
  }
}
