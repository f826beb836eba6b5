/** How much a parser takes, and how strict it is. */
export interface ParserLimits {
  readonly maxHeadBytes: number;
  /** As with insecureHTTPParser: control characters in values, folded lines, lone line feeds. */
  readonly lenient: boolean;
}

/** Node's defaults. */
export const PARSER_LIMITS: ParserLimits = { maxHeadBytes: 16 * 1024, lenient: false };

/** Why a message that crosses without bytes would not have been read from them; undefined when it would. */
export function refusalOf({ headBytes, lengths }: MessageSize, { maxHeadBytes }: ParserLimits): string | undefined {
  if (headBytes > maxHeadBytes) return 'HPE_HEADER_OVERFLOW Header overflow';
  return lengths > 1 ? 'HPE_UNEXPECTED_CONTENT_LENGTH Duplicate Content-Length' : undefined;
}

export interface MessageSize {
  readonly headBytes: number;
  /** How many Content-Length headers it has. */
  readonly lengths: number;
}
