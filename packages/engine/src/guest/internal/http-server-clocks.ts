import { startInternalTimer, type Timeout } from './timers.ts';

// Taken now: programs replace Date in tests.
const { now } = Date;

/** How long the message under way has taken, or the connection that has brought none yet. */
export class MessageClock {
  /** 0 between messages. */
  #begunAt = now();
  #headComplete = false;

  get isRunning(): boolean {
    return this.#begunAt !== 0;
  }

  /** Part of a head, or of a body, has come: the rest has its time. */
  begin(headComplete: boolean): void {
    if (this.#begunAt !== 0) return;
    this.#begunAt = now();
    this.#headComplete = headComplete;
  }

  /** The head is there, the body is not. Returns whether the clock stood still. */
  completeHead(): boolean {
    const stood = this.#begunAt === 0;
    this.begin(true);
    this.#headComplete = true;
    return stood;
  }

  stop(): void {
    this.#begunAt = 0;
  }

  isLate({ headersTimeout, requestTimeout }: { readonly headersTimeout: number; readonly requestTimeout: number }): boolean {
    if (this.#begunAt === 0) return false;
    const ms = now() - this.#begunAt;
    return (requestTimeout > 0 && ms >= requestTimeout) || (headersTimeout > 0 && !this.#headComplete && ms >= headersTimeout);
  }
}

/** Rings when nothing has begun for a while. One timer serves for many requests: it looks at the clock when it is due. */
export class IdleTimer {
  readonly #ring: () => void;
  #since = 0;
  #limitMs = 0;
  #timer: Timeout | undefined;

  constructor(ring: () => void) {
    this.#ring = ring;
  }

  start(limitMs: number): void {
    this.#since = now();
    this.#limitMs = limitMs;
    this.#timer ??= startInternalTimer(() => this.#onTimer(), limitMs);
  }

  close(): void {
    this.#timer?.close();
  }

  #onTimer(): void {
    this.#timer = undefined;
    const left = this.#since + this.#limitMs - now();
    if (left > 0) this.#timer = startInternalTimer(() => this.#onTimer(), left);
    else this.#ring();
  }
}

/** Looks at a server's connections now and then, while a message is under way. */
export class ConnectionCheck {
  readonly #check: () => boolean;
  #timer: Timeout | undefined;
  /** As of a timer, which it is in Node: its server is closed. */
  _destroyed = false;

  /** @param check returns whether it is to be called again. */
  constructor(check: () => boolean) {
    this.#check = check;
  }

  open(): void {
    this._destroyed = false;
  }

  start(intervalMs: number): void {
    if (intervalMs <= 0) return;
    this.#timer ??= startInternalTimer(() => {
      this.#timer = undefined;
      if (this.#check()) this.start(intervalMs);
    }, intervalMs);
  }

  /** Connections that are open still have their time. */
  close(): void {
    this._destroyed = true;
  }
}
