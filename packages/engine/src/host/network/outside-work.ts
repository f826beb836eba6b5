interface Waiting {
  settled: boolean;
  /** Whoever drives the machine has waited for it. */
  awaited: boolean;
  finish: (() => void) | undefined;
}

/**
 * What services have to do: calls for the next turn, and promises of the host that they wait for. However long those
 * take, their results come in the order in which they were asked for, and only in a turn: so a run repeats.
 */
export class OutsideWork {
  readonly #calls: (() => void)[] = [];
  readonly #waiting: { readonly promise: Promise<void>; readonly state: Waiting }[] = [];
  readonly #wake: () => void;
  readonly #onlyAwaited: boolean;

  /**
   * @param wake called when there is something for a turn to do.
   * @param onlyAwaited results wait for {@link settle}: how long the host took then shows nowhere, not even when it has breathed between two turns.
   */
  constructor(wake: () => void, onlyAwaited = false) {
    this.#wake = wake;
    this.#onlyAwaited = onlyAwaited;
  }

  /** Runs in the next turn. */
  queue(run: () => void): void {
    this.#calls.push(run);
    this.#wake();
  }

  wait<T>(promise: Promise<T>, done: (value: T) => void, failed: (error: unknown) => void): void {
    const state: Waiting = { settled: false, awaited: false, finish: undefined };
    const finishWith = (finish: () => void): void => {
      state.settled = true;
      state.finish = finish;
      this.#wake();
    };
    this.#waiting.push({
      promise: promise.then(
        (value) => finishWith(() => done(value)),
        (error: unknown) => finishWith(() => failed(error)),
      ),
      state,
    });
  }

  /** Runs what was queued before this turn, and results that have come. Returns whether anything ran. */
  turn(): boolean {
    for (let first = this.#waiting[0]; first?.state.settled && (first.state.awaited || !this.#onlyAwaited); first = this.#waiting[0]) {
      this.#waiting.shift();
      if (first.state.finish !== undefined) this.#calls.push(first.state.finish);
    }
    const calls = this.#calls.splice(0);
    for (const run of calls) run();
    return calls.length > 0;
  }

  /** Waits for everything that is under way. Returns whether there was anything. */
  async settle(): Promise<boolean> {
    if (this.#waiting.length === 0) return this.#calls.length > 0;
    const underWay = [...this.#waiting];
    await Promise.all(underWay.map(({ promise }) => promise));
    for (const { state } of underWay) state.awaited = true;
    return true;
  }
}
