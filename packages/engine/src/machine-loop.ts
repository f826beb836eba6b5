/** What the loop drives. */
export interface Turnable {
  /** Runs everything that can run now, once. Returns whether anything ran. */
  turn(): boolean;
  /** ms until the next timer, or undefined when none is armed. */
  msToNextTimer(): number | undefined;
}

/** Guest code runs at most this long before the worker gets to read its messages, ms. */
const SLICE_MS = 20;

/**
 * Drives a machine by the wall clock: turns while there is work, sleeps until the next timer otherwise.
 * `wake` when something arrived from outside.
 */
export class MachineLoop {
  readonly #machine: Turnable;
  readonly #channel = new MessageChannel();
  #posted = false;
  #stopped = false;
  #sleep: ReturnType<typeof setTimeout> | undefined;

  constructor(machine: Turnable) {
    this.#machine = machine;
    // A message is the quickest way to come back after the host's own queue: setTimeout(0) waits 4 ms in a browser.
    this.#channel.port1.onmessage = () => {
      this.#posted = false;
      this.#slice();
    };
  }

  wake(): void {
    if (this.#posted || this.#stopped) return;
    this.#posted = true;
    clearTimeout(this.#sleep);
    this.#channel.port2.postMessage(undefined);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#sleep);
    this.#channel.port1.close();
  }

  #slice(): void {
    if (this.#stopped) return;
    const end = performance.now() + SLICE_MS;
    let worked = true;
    while (worked && performance.now() < end) worked = this.#machine.turn();
    if (this.#stopped) return;
    if (worked) {
      this.wake();
      return;
    }
    const wait = this.#machine.msToNextTimer();
    if (wait !== undefined) this.#sleep = setTimeout(() => this.wake(), Math.max(0, wait));
  }
}
