/** Constructor of a view, for giving back the kind that came. */
type ViewClass = new (buffer: ArrayBuffer, offset: number, length: number) => ArrayBufferView;

/** A buffer that is being filled for somebody. */
export interface PullInto {
  buffer: ArrayBuffer;
  readonly bufferBytes: number;
  readonly offset: number;
  readonly bytes: number;
  filled: number;
  /** Bytes from which on it may be handed over. */
  readonly minimum: number;
  readonly elementBytes: number;
  readonly View: ViewClass;
  /** 'none' once its reader has gone: what is in it belongs to the queue. */
  owner: 'default' | 'byob' | 'none';
}

interface Piece {
  readonly buffer: ArrayBuffer;
  offset: number;
  bytes: number;
}

type Transferable = ArrayBuffer & { readonly detached: boolean; transfer(): ArrayBuffer };

export function isDetached(buffer: ArrayBufferLike): boolean {
  return (buffer as Transferable).detached;
}

/** The same bytes in a buffer that nobody else has. */
export function transfer(buffer: ArrayBufferLike): ArrayBuffer {
  return (buffer as Transferable).transfer();
}

export function elementBytesOf(view: ArrayBufferView): number {
  return (view as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1;
}

/** A view of what is in it so far, of the kind its owner brought. */
export function filledView(into: PullInto): ArrayBufferView {
  return new into.View(transfer(into.buffer), into.offset, into.filled / into.elementBytes);
}

/** Bytes that nobody has asked for yet. */
export class ByteQueue {
  #pieces: Piece[] = [];
  total = 0;

  clear(): void {
    this.#pieces = [];
    this.total = 0;
  }

  push(buffer: ArrayBuffer, offset: number, bytes: number): void {
    this.#pieces.push({ buffer, offset, bytes });
    this.total += bytes;
  }

  shift(): Uint8Array {
    const { buffer, offset, bytes } = this.#pieces.shift() as Piece;
    this.total -= bytes;
    return new Uint8Array(buffer, offset, bytes);
  }

  /** Moves what there is into the buffer. True when it may be handed over: whole elements, and enough of them. */
  fill(into: PullInto): boolean {
    const possible = Math.min(this.total, into.bytes - into.filled);
    const aligned = into.filled + possible - ((into.filled + possible) % into.elementBytes);
    const isReady = aligned >= into.minimum;
    let left = isReady ? aligned - into.filled : possible;
    while (left > 0) {
      const piece = this.#pieces[0] as Piece;
      const count = Math.min(left, piece.bytes);
      new Uint8Array(into.buffer, into.offset + into.filled, count).set(new Uint8Array(piece.buffer, piece.offset, count));
      if (piece.bytes === count) this.#pieces.shift();
      else {
        piece.offset += count;
        piece.bytes -= count;
      }
      this.total -= count;
      into.filled += count;
      left -= count;
    }
    return isReady;
  }
}
