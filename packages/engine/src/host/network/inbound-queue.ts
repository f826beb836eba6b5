/** Bytes that may wait for a reader before its writer is told to wait: of the order of Linux's default socket buffers. */
export const WINDOW_BYTES = 64 * 1024;

/** Where bytes of one direction go. */
export interface ByteSink {
  /** Returns false when the writer should wait until it is told that there is room. */
  push(bytes: Uint8Array): boolean;
  /** No more bytes follow (FIN). @param trailers of an HTTP body: `Name: value` lines, each ended by CRLF. */
  end(trailers?: string): void;
  /** The other side broke the connection (RST): what was not read is lost. */
  reset(): void;
}

/** Who is told what an {@link InboundQueue} holds. */
export interface Receiver {
  data(bytes: Uint8Array): void;
  end(trailers: string): void;
  reset(): void;
  /** There is room again, after a push that returned false. */
  drained(): void;
}

/**
 * The receive buffer of one end: hands over one piece per {@link grant}, so that a reader that stops asking
 * makes the writer stop.
 */
export class InboundQueue implements ByteSink {
  readonly #receiver: Receiver;
  readonly #pieces: Uint8Array[] = [];
  #bytes = 0;
  #granted: boolean;
  #full = false;
  #trailers = '';
  #onceRead: (() => void) | undefined;
  #state: 'open' | 'ending' | 'ended' = 'open';

  constructor(receiver: Receiver, granted: boolean) {
    this.#receiver = receiver;
    this.#granted = granted;
  }

  /** Bytes that nobody has read. */
  get unread(): number {
    return this.#bytes;
  }

  push(bytes: Uint8Array): boolean {
    if (this.#state !== 'open' || bytes.length === 0) return true;
    this.#pieces.push(bytes);
    this.#bytes += bytes.length;
    this.#pump();
    this.#full = this.#bytes >= WINDOW_BYTES;
    return !this.#full;
  }

  end(trailers = ''): void {
    if (this.#state !== 'open') return;
    this.#trailers = trailers;
    this.#state = 'ending';
    this.#pump();
  }

  /** Calls back once, as soon as the reader has taken everything that was pushed so far; never when it is lost. */
  onceRead(listener: () => void): void {
    if (this.#pieces.length === 0 && this.#state === 'open') listener();
    else this.#onceRead = listener;
  }

  reset(): void {
    if (this.#state === 'ended') return;
    this.discard();
    this.#receiver.reset();
  }

  /** The reader takes one more piece. */
  grant(): void {
    this.#granted = true;
    this.#pump();
  }

  /** The reader takes nothing for now. */
  revoke(): void {
    this.#granted = false;
  }

  /** Forgets everything and swallows what is still to come. */
  discard(): void {
    this.#onceRead = undefined;
    this.#pieces.length = 0;
    this.#bytes = 0;
    this.#state = 'ended';
    this.#tellDrained();
  }

  /** Hands over everything at once: somebody else reads from here on. */
  takeAll(): Uint8Array {
    const bytes = joinBytes(this.#pieces);
    this.discard();
    return bytes;
  }

  #pump(): void {
    if (!this.#granted) return;
    if (this.#pieces.length > 0) {
      this.#granted = false;
      const bytes = this.#take();
      this.#receiver.data(bytes);
      if (this.#bytes < WINDOW_BYTES) this.#tellDrained();
      if (this.#bytes === 0) {
        const listener = this.#onceRead;
        this.#onceRead = undefined;
        listener?.();
      }
    } else if (this.#state === 'ending') {
      this.#state = 'ended';
      this.#receiver.end(this.#trailers);
    }
  }

  #tellDrained(): void {
    if (!this.#full) return;
    this.#full = false;
    this.#receiver.drained();
  }

  /** What waits, up to one window at a time. */
  #take(): Uint8Array {
    const [first] = this.#pieces;
    if (first !== undefined && (this.#pieces.length === 1 || first.length >= WINDOW_BYTES)) {
      this.#pieces.shift();
      this.#bytes -= first.length;
      return first;
    }
    let count = 0;
    let length = 0;
    for (const piece of this.#pieces) {
      if (count > 0 && length + piece.length > WINDOW_BYTES) break;
      length += piece.length;
      count++;
    }
    this.#bytes -= length;
    return joinBytes(this.#pieces.splice(0, count));
  }
}

export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Where nobody reads. */
export const NOWHERE: ByteSink = { push: () => true, end: () => undefined, reset: () => undefined };

export function tellEnd(sink: ByteSink, reset: boolean): void {
  if (reset) sink.reset();
  else sink.end();
}
