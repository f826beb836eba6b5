import type { LabManifest, Server } from '@unhandled/lab';

/** Lets a lab's faults happen while load runs, each at its time, and says so: the server's own lines alone would be a riddle. */
export class FaultPlan {
  readonly #server: Server;
  readonly #manifest: LabManifest;
  readonly #say: (text: string) => void;
  #timers: ReturnType<typeof setTimeout>[] = [];

  /** @param say told when a fault begins and when it is over. */
  constructor(server: Server, manifest: LabManifest, say: (text: string) => void) {
    this.#server = server;
    this.#manifest = manifest;
    this.#say = say;
  }

  /** Counts from now. */
  start(): void {
    this.stop();
    const { load, faults = {} } = this.#manifest;
    for (const { fault, atMs, forMs } of load.faults ?? []) {
      const spec = faults[fault];
      if (spec !== undefined) this.#timers.push(setTimeout(() => void this.#disturb(fault, spec, forMs), atMs));
    }
  }

  /** Those that have begun are lifted in their own time: what is broken stays so for as long as was said. */
  stop(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
  }

  async #disturb(name: string, spec: NonNullable<LabManifest['faults']>[string], forMs: number): Promise<void> {
    const lift = await this.#server.inject(spec);
    this.#say(`--- ${name}, for ${forMs / 1000} s\n`);
    setTimeout(async () => {
      await lift();
      this.#say(`--- ${name}: over\n`);
    }, forMs);
  }
}
