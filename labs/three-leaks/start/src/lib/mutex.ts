import { channel } from 'node:diagnostics_channel';

const opened = channel('leakcheck:open');
const closed = channel('leakcheck:close');

export interface Permit {
  /** Lets the next one in. */
  release(): void;
}

/** One at a time, in the order of asking. */
export class Mutex {
  readonly #name: string;
  readonly #waiting: (() => void)[] = [];
  #held = false;

  constructor(name: string) {
    this.#name = name;
  }

  async acquire(): Promise<Permit> {
    if (this.#held) await this.#turn();
    this.#held = true;
    const permit: Permit = { release: () => this.#release(permit) };
    opened.publish({ kind: 'permit', token: permit, label: this.#name });
    return permit;
  }

  async #turn(): Promise<void> {
    const token = {};
    opened.publish({ kind: 'operation', token, label: `waits for ${this.#name}` });
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    closed.publish({ token });
  }

  #release(permit: Permit): void {
    closed.publish({ token: permit });
    const next = this.#waiting.shift();
    // Handed over without a gap, so that nobody slips in between.
    if (next === undefined) this.#held = false;
    else next();
  }
}
