/** One armed timer; cancel it by its identity. */
export interface TimerEntry {
  readonly dueMs: number;
  readonly sequence: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** All timers of a machine, in order of due time, then of arming: a binary heap with lazy deletion. */
export class TimerQueue {
  readonly #heap: TimerEntry[] = [];
  #sequence = 0;
  #cancelled = 0;

  arm(dueMs: number, run: () => void): TimerEntry {
    const entry: TimerEntry = { dueMs, sequence: this.#sequence++, run, cancelled: false };
    this.#heap.push(entry);
    this.#siftUp(this.#heap.length - 1);
    return entry;
  }

  cancel(entry: TimerEntry): void {
    if (entry.cancelled) return;
    entry.cancelled = true;
    this.#cancelled++;
    // Timers that are armed and cleared per request must not pile up until their due time.
    if (this.#cancelled > 64 && this.#cancelled * 2 > this.#heap.length) this.#sweep();
  }

  /** Due time of the next timer, or undefined when none is armed. */
  nextDueMs(): number | undefined {
    this.#dropCancelled();
    return this.#heap[0]?.dueMs;
  }

  /** Removes and returns the next timer due at or before `nowMs`. */
  takeDue(nowMs: number): TimerEntry | undefined {
    this.#dropCancelled();
    const first = this.#heap[0];
    if (first === undefined || first.dueMs > nowMs) return undefined;
    this.#removeFirst();
    first.cancelled = true;
    return first;
  }

  #dropCancelled(): void {
    while (this.#heap[0]?.cancelled) {
      this.#removeFirst();
      this.#cancelled--;
    }
  }

  #sweep(): void {
    const live = this.#heap.filter((entry) => !entry.cancelled).sort((a, b) => (before(a, b) ? -1 : 1));
    this.#heap.length = 0;
    this.#heap.push(...live);
    this.#cancelled = 0;
  }

  #removeFirst(): void {
    const last = this.#heap.pop() as TimerEntry;
    if (this.#heap.length === 0) return;
    this.#heap[0] = last;
    let at = 0;
    for (;;) {
      const left = at * 2 + 1;
      const right = left + 1;
      let least = at;
      if (left < this.#heap.length && before(this.#at(left), this.#at(least))) least = left;
      if (right < this.#heap.length && before(this.#at(right), this.#at(least))) least = right;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #siftUp(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(this.#at(at), this.#at(parent))) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #at(index: number): TimerEntry {
    return this.#heap[index] as TimerEntry;
  }

  #swap(a: number, b: number): void {
    const held = this.#at(a);
    this.#heap[a] = this.#at(b);
    this.#heap[b] = held;
  }
}

function before(a: TimerEntry, b: TimerEntry): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.sequence < b.sequence);
}
