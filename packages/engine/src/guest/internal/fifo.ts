/** Consumed places that are kept before the array is moved up: bounds what a queue that never runs empty holds on to. */
const SLACK = 512;

/** First in, first out. Keeps no reference to what was taken. */
export class Fifo<T> {
  #items: (T | undefined)[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  /** The next that shift() gives. */
  get first(): T | undefined {
    return this.#items[this.#head];
  }

  get last(): T | undefined {
    return this.#items.at(-1);
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    const items = this.#items;
    if (this.#head === items.length) return undefined;
    const item = items[this.#head];
    items[this.#head++] = undefined;
    if (this.#head === items.length) {
      items.length = 0;
      this.#head = 0;
    } else if (this.#head >= SLACK) {
      items.splice(0, this.#head);
      this.#head = 0;
    }
    return item;
  }
}
