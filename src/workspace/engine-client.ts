import type { LabClient, LabListener } from './lab-client.ts';
import type { Command, Report } from './protocol.ts';

/** How long the worker may take to answer a ping, ms. It stops guest code after 1.5 s itself; beyond this it is stuck. */
const PING_MS = 2000;
const PONG_MS = 4000;

/** Owns the worker: replaces it when it hangs or crashes, so that a program can never take the page with it. */
export class EngineClient implements LabClient {
  #listener: LabListener | undefined;
  #worker: Worker;
  #pingTimer: ReturnType<typeof setInterval>;
  #waiting: { id: number; since: number } | undefined;
  #pings = 0;
  /** The worker said that it cannot answer before this. */
  #busyUntilMs = 0;

  constructor() {
    this.#worker = this.#create();
    this.#pingTimer = setInterval(() => this.#ping(), PING_MS);
  }

  listen(listener: LabListener): void {
    this.#listener = listener;
  }

  send(command: Command): void {
    this.#worker.postMessage(command);
  }

  close(): void {
    clearInterval(this.#pingTimer);
    this.#worker.terminate();
  }

  #create(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' });
    worker.addEventListener('message', ({ data }: MessageEvent<Report>) => {
      if (data.kind === 'pong') this.#waiting = undefined;
      else if (data.kind === 'busy') this.#busyUntilMs = performance.now() + data.forMs;
      else this.#listener?.onReport(data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#replace('crashed', event.message);
    });
    return worker;
  }

  #ping(): void {
    // A hidden page's timers are slowed down: silence there proves nothing.
    if (document.hidden || performance.now() < this.#busyUntilMs) {
      this.#waiting = undefined;
      return;
    }
    if (this.#waiting === undefined) {
      this.#waiting = { id: ++this.#pings, since: performance.now() };
      this.send({ kind: 'ping', id: this.#waiting.id });
    } else if (performance.now() - this.#waiting.since > PONG_MS)
      this.#replace('stuck', `no answer for ${Math.round((performance.now() - this.#waiting.since) / 1000)} s`);
  }

  #replace(why: 'stuck' | 'crashed', message: string): void {
    this.#worker.terminate();
    this.#waiting = undefined;
    this.#busyUntilMs = 0;
    this.#worker = this.#create();
    this.#listener?.onReplaced(why, message);
  }
}
