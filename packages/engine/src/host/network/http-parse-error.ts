/** Bytes that are no HTTP. `code` and `reason` are those of Node's own parser. */
export class HttpParseError extends Error {
  override readonly name = 'HttpParseError';
  readonly code: string;
  readonly reason: string;
  /** The piece that it was found in, and how much of that was read before. */
  rawPacket: Uint8Array = new Uint8Array();
  bytesParsed = 0;

  constructor(code: string, reason: string) {
    super(`Parse Error: ${reason}`);
    this.code = code;
    this.reason = reason;
  }

  /** As it crosses into the guest: code and reason; on a second line the count, and then the piece, one character per byte. */
  get text(): string {
    let raw = '';
    for (const byte of this.rawPacket) raw += String.fromCharCode(byte);
    return `${this.code} ${this.reason}\n${this.bytesParsed}\n${raw}`;
  }
}
