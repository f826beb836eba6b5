/** Bytes that are no HTTP. `code` and `reason` are those of Node's own parser. */
export class HttpParseError extends Error {
  override readonly name = 'HttpParseError';
  readonly code: string;
  readonly reason: string;

  constructor(code: string, reason: string) {
    super(`Parse Error: ${reason}`);
    this.code = code;
    this.reason = reason;
  }
}
