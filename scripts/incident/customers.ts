// Everybody outside: one connection a request, ten seconds of patience, and three tries to pay.
import type { Machine, OutsideRequest, OutsideResult } from '../../packages/engine/src/index.ts';
import { type Dice, nextGapMs } from './dice.ts';
import type { Tally } from './tally.ts';
import { REQUESTS_PER_SECOND, type Traffic } from './traffic.ts';

const PATIENCE_MS = 10_000;
/** Who could not pay tries again after so long, and once more. */
const RETRY_AFTER_MS = [1000, 3000];

export class Customers {
  readonly #machine: Machine;
  readonly #port: number;
  readonly #traffic: Traffic;
  readonly #tally: Tally;
  readonly #dice: Dice;
  /** Told of an answer that the operating system refused to let in. */
  onRefused: (code: string) => void = () => undefined;

  constructor(machine: Machine, port: number, traffic: Traffic, tally: Tally, dice: Dice) {
    this.#machine = machine;
    this.#port = port;
    this.#traffic = traffic;
    this.#tally = tally;
    this.#dice = dice;
  }

  /** Comes for as long as the machine's clock runs. */
  keepComing(): void {
    this.#machine.after(nextGapMs(this.#dice, REQUESTS_PER_SECOND), () => {
      for (const request of this.#traffic.next()) this.#send(request, 0);
      this.keepComing();
    });
  }

  #send(request: OutsideRequest, tries: number): void {
    const { clock } = this.#machine;
    const client = this.#machine.client(this.#port);
    const sentMs = clock.nowMs();
    let isOver = false;
    const end = (ending: OutsideResult | { readonly kind: 'timeout' }): void => {
      if (isOver) return;
      isOver = true;
      client.close();
      if (ending.kind === 'error') this.onRefused(ending.code);
      const isCheckout = request.path === '/checkout';
      this.#tally.add(isCheckout, ending, clock.nowMs() - sentMs);
      const wait = RETRY_AFTER_MS[tries];
      const failed = ending.kind !== 'response' || ending.status >= 500;
      if (isCheckout && failed && wait !== undefined) this.#machine.after(wait, () => this.#send(request, tries + 1));
    };
    client.send(request, end);
    if (!isOver) this.#machine.after(PATIENCE_MS, () => end({ kind: 'timeout' }));
  }
}
