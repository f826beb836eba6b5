import { getEncoding } from '../internal/buffer-encodings.ts';
import { Buffer } from '../internal/buffer-constructor.ts';
import { invalidArgType } from '../internal/errors.ts';

/** Bytes of one unit in encodings whose units are of one size; UTF-8 is looked at byte by byte. */
const UNIT: Readonly<Record<string, number>> = { utf16le: 2, base64: 3, base64url: 3 };

/** Turns pieces of bytes into text without breaking characters that lie across two pieces. */
export class StringDecoder {
  readonly encoding: string;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(encoding?: string) {
    this.encoding = getEncoding(encoding).name;
  }

  write(chunk: Uint8Array | string): string {
    if (typeof chunk === 'string') return chunk;
    if (!ArrayBuffer.isView(chunk)) throw invalidArgType('buf', 'an instance of Buffer, TypedArray, or DataView', chunk);
    const piece = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    const end = bytes.length - this.#incompleteAtEnd(bytes);
    this.#rest = bytes.slice(end);
    return getEncoding(this.encoding).decode(bytes.subarray(0, end));
  }

  /** What is left over, as far as it is text. */
  end(chunk?: Uint8Array | string): string {
    const text = chunk === undefined ? '' : this.write(chunk);
    const rest = this.#rest;
    this.#rest = new Uint8Array(0);
    return text + (rest.length === 0 ? '' : getEncoding(this.encoding).decode(rest));
  }

  get lastNeed(): number {
    const first = this.#rest[0] ?? 0;
    if (this.encoding !== 'utf8') return this.#rest.length === 0 ? 0 : (UNIT[this.encoding] ?? 1) - this.#rest.length;
    return this.#rest.length === 0 ? 0 : sequenceLength(first) - this.#rest.length;
  }

  get lastTotal(): number {
    return this.#rest.length + this.lastNeed;
  }

  get lastChar(): Buffer {
    return Buffer.concat([this.#rest], 4);
  }

  #incompleteAtEnd(bytes: Uint8Array): number {
    if (this.encoding === 'utf8') return incompleteUtf8(bytes);
    const unit = UNIT[this.encoding] ?? 1;
    const rest = bytes.length % unit;
    if (this.encoding !== 'utf16le' || bytes.length - rest < 2) return rest;
    // A high surrogate waits for its low one.
    const high = bytes[bytes.length - rest - 1] as number;
    return high >= 0xd8 && high <= 0xdb ? rest + 2 : rest;
  }
}

function sequenceLength(first: number): number {
  if (first >= 0xf0 && first <= 0xf4) return 4;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xc2 && first < 0xe0 ? 2 : 1;
}

/** Bytes at the end that begin a character and could still become one. */
function incompleteUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte >= 0x80 && byte < 0xc0) continue;
    return sequenceLength(byte) > back && couldContinue(bytes.subarray(bytes.length - back)) ? back : 0;
  }
  return 0;
}

/** Whether a started sequence is one that UTF-8 allows: the second byte rules out long forms and surrogates. */
function couldContinue(started: Uint8Array): boolean {
  const [first = 0, second] = started;
  if (second === undefined) return true;
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second < 0xa0;
  if (first === 0xf0) return second >= 0x90;
  return first !== 0xf4 || second < 0x90;
}

export default { StringDecoder };
