import { type LabManifest, type RequestSpec, type ResponseRecord, type Server, shuffle } from '@unhandled/lab';
import { FaultPlan } from './fault-plan.ts';
import type { LoadPlan } from './protocol.ts';

/** Requests under way at once at most, so that a server which never answers does not pile them up without end. */
const MAX_UNDER_WAY = 400;
const TIMEOUT_MS = 5000;
const TICK_MS = 25;
/** The order of the requests repeats from run to run. */
const SEED = 7;

/** Sends a lab's requests to its server, and counts how they were answered. */
export class LoadGenerator {
  /** By status since the run began; 0 stands for no answer. */
  readonly answers: Record<number, number> = {};
  readonly #server: Server;
  readonly #mix: LabManifest['load']['mix'];
  readonly #onFirstAnswer: () => void;
  readonly #faults: FaultPlan;
  #latencies: number[] = [];
  #underWay = 0;
  #load: { readonly timer: ReturnType<typeof setInterval>; readonly leaving: AbortController } | undefined;

  constructor(server: Server, manifest: LabManifest, onFirstAnswer: () => void, onFault: (text: string) => void = () => {}) {
    this.#server = server;
    this.#mix = manifest.load.mix;
    this.#onFirstAnswer = onFirstAnswer;
    this.#faults = new FaultPlan(server, manifest, onFault);
  }

  /** Each request as often as its weight says. Replaces the load before. */
  start(plan: LoadPlan): void {
    this.stop();
    const traffic = this.#trafficOf(plan);
    const leaving = new AbortController();
    const startedMs = performance.now();
    let sent = 0;
    const sendDue = () => {
      const due = 1 + Math.floor(((performance.now() - startedMs) / 1000) * plan.perSecond);
      for (; sent < due && this.#underWay < MAX_UNDER_WAY; sent++) void this.#send(traffic[sent % traffic.length] as RequestSpec, leaving.signal);
      // Time in which the server could not keep up is gone, as it is for real clients that give up.
      sent = Math.max(sent, due);
    };
    sendDue();
    this.#load = { timer: setInterval(sendDue, TICK_MS), leaving };
    this.#faults.start();
  }

  stop(): void {
    this.#faults.stop();
    if (this.#load === undefined) return;
    clearInterval(this.#load.timer);
    this.#load.leaving.abort();
    this.#load = undefined;
  }

  /** So many at once. */
  burst(plan: LoadPlan, count: number): void {
    const traffic = this.#trafficOf(plan);
    for (let at = 0; at < count && this.#underWay < MAX_UNDER_WAY; at++) void this.#send(traffic[at % traffic.length] as RequestSpec);
  }

  async request(request: RequestSpec): Promise<ResponseRecord> {
    return (await this.#send(request)) ?? { kind: 'timeout', ms: TIMEOUT_MS };
  }

  /** Of the answers since the last call, ms. */
  takeLatency(): { p50: number; p99: number } | undefined {
    const sorted = this.#latencies.sort((a, b) => a - b);
    this.#latencies = [];
    if (sorted.length === 0) return undefined;
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
    return { p50: at(0.5), p99: at(0.99) };
  }

  #trafficOf({ names }: LoadPlan): RequestSpec[] {
    const chosen = this.#mix.filter(({ name }) => names.includes(name));
    const list = (chosen.length > 0 ? chosen : this.#mix).flatMap(({ weight, request }) =>
      new Array<RequestSpec>(Math.round(weight)).fill(request as RequestSpec),
    );
    return shuffle(list, SEED);
  }

  async #send(request: RequestSpec, signal?: AbortSignal): Promise<ResponseRecord | undefined> {
    this.#underWay++;
    try {
      const [record] = await this.#server.send([request], { timeoutMs: TIMEOUT_MS, ...(signal && { signal }) });
      const status = record?.kind === 'response' ? record.status : 0;
      if (record?.kind === 'response') {
        if (Object.keys(this.answers).length === 0) this.#onFirstAnswer();
        this.#latencies.push(record.ms);
      }
      if (!signal?.aborted || status !== 0) this.answers[status] = (this.answers[status] ?? 0) + 1;
      return record;
    } finally {
      this.#underWay--;
    }
  }
}
