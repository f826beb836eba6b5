import type { Entries } from '../abi/entries.ts';
import type { Primitive } from '../vm/values.ts';

/** A call of a guest entry point that waits for the process's next turn. */
export interface QueuedCall {
  readonly entry: keyof Entries;
  readonly args: readonly Primitive[];
}

/** First in, first out, without shifting an array. */
export class CallQueue {
  #items: QueuedCall[] = [];
  #head = 0;

  push(entry: keyof Entries, args: readonly Primitive[]): void {
    this.#items.push({ entry, args });
  }

  get length(): number {
    return this.#items.length - this.#head;
  }

  take(): QueuedCall | undefined {
    if (this.#head === this.#items.length) return undefined;
    const call = this.#items[this.#head++];
    if (this.#head === this.#items.length) {
      this.#items = [];
      this.#head = 0;
    }
    return call;
  }
}
