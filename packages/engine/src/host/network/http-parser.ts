import { assertMethodStart, Framing, type MessageHead, parseHeaderLine, parseRequestLine, parseStatusLine, type StartLine } from './http-head.ts';
import { HttpParseError } from './http-parse-error.ts';
import { PARSER_LIMITS, type ParserLimits } from './parser-limits.ts';

/** What a parser found, in order: one head, any number of body pieces, one end; then the next message. */
export interface MessageEvents {
  head(head: MessageHead): void;
  body(bytes: Uint8Array): void;
  /** @param trailers `Name: value` lines, each ended by CRLF. */
  end(trailers: string): void;
}

/** Bytes of extensions that one chunk may have. */
const MAX_CHUNK_EXTENSION_BYTES = 16 * 1024;
/** Headers beyond this many are dropped, as Node does. */
const MAX_HEADERS = 2000;
const LF = 10;

type State =
  | { readonly kind: 'start' | 'trailers' | 'until-close' | 'chunk-size' | 'chunk-end' | 'dead' }
  | { readonly kind: 'headers'; readonly start: StartLine; readonly headers: string[]; readonly framing: Framing }
  | { readonly kind: 'fixed' | 'chunk'; left: number };

/** HTTP/1.1 from bytes that arrive in pieces of any size. One parser reads one direction of one connection. */
export class HttpParser {
  readonly #kind: 'request' | 'response';
  readonly #events: MessageEvents;
  readonly #limits: () => ParserLimits;
  /** Of a response: whether it answers a HEAD request and so has no body. */
  toHead = false;
  #state: State = { kind: 'start' };
  /** The unfinished line, one character per byte. */
  #line = '';
  #headBytes = 0;
  #trailers = '';
  #held = false;

  constructor(kind: 'request' | 'response', events: MessageEvents, limits: () => ParserLimits = () => PARSER_LIMITS) {
    this.#limits = limits;
    this.#kind = kind;
    this.#events = events;
  }

  /** True between messages: nothing of the next one has arrived. */
  get idle(): boolean {
    return this.#state.kind === 'start' && this.#line === '';
  }

  /** Reads no further than the head that is being told of, until {@link go}: what follows it may be no HTTP. */
  hold(): void {
    this.#held = true;
  }

  go(): void {
    this.#held = false;
  }

  /** Returns what it has left while it is held. @throws {HttpParseError} once; what follows is ignored. */
  feed(bytes: Uint8Array): Uint8Array {
    let at = 0;
    try {
      while (at < bytes.length && !this.#held && this.#state.kind !== 'dead') at = this.#step(bytes, at);
      return bytes.subarray(at);
    } catch (error) {
      if (error instanceof HttpParseError) {
        error.rawPacket = bytes;
        error.bytesParsed += at;
      }
      this.#state = { kind: 'dead' };
      throw error;
    }
  }

  /** The sender has ended. @throws {HttpParseError} when it ended in the middle of a message. */
  finish(): void {
    const { kind } = this.#state;
    const { idle } = this;
    this.#state = { kind: 'dead' };
    if (kind === 'until-close') this.#events.end('');
    else if (!idle && kind !== 'dead') throw new HttpParseError('HPE_INVALID_EOF_STATE', 'Invalid EOF state');
  }

  /** Consumes some bytes from `at`; returns where to go on. */
  #step(bytes: Uint8Array, at: number): number {
    const state = this.#state;
    switch (state.kind) {
      case 'fixed':
      case 'chunk': {
        const end = Math.min(bytes.length, at + state.left);
        state.left -= end - at;
        this.#events.body(bytes.subarray(at, end));
        if (state.left === 0) {
          if (state.kind === 'fixed') this.#endMessage();
          else this.#state = { kind: 'chunk-end' };
        }
        return end;
      }
      case 'until-close':
        this.#events.body(bytes.subarray(at));
        return bytes.length;
      default:
        return this.#readLine(bytes, at);
    }
  }

  #readLine(bytes: Uint8Array, at: number): number {
    const newline = bytes.indexOf(LF, at);
    const end = newline < 0 ? bytes.length : newline;
    this.#headBytes += end - at + 1;
    this.#assertSize();
    for (let i = at; i < end; i++) this.#line += String.fromCharCode(bytes[i] as number);
    if (this.#state.kind === 'start' && this.#kind === 'request' && this.#line.length > 0 && this.#line !== '\r') assertMethodStart(this.#line);
    if (newline < 0) return bytes.length;
    const endsWithCrlf = this.#line.endsWith('\r');
    const line = endsWithCrlf ? this.#line.slice(0, -1) : this.#line;
    this.#line = '';
    this.#onLine(line, endsWithCrlf);
    return newline + 1;
  }

  #assertSize(): void {
    if (this.#state.kind === 'chunk-size') {
      if (this.#headBytes > MAX_CHUNK_EXTENSION_BYTES) throw new HttpParseError('HPE_CHUNK_EXTENSIONS_OVERFLOW', 'Chunk extensions overflow');
    } else if (this.#headBytes > this.#limits().maxHeadBytes) throw new HttpParseError('HPE_HEADER_OVERFLOW', 'Header overflow');
  }

  #onLine(line: string, ended: boolean): void {
    const state = this.#state;
    const { lenient } = this.#limits();
    const endsWithCrlf = ended || lenient;
    switch (state.kind) {
      case 'start': {
        // Empty lines before a message are allowed.
        if (line === '') {
          this.#headBytes = 0;
          return;
        }
        const start = this.#kind === 'request' ? parseRequestLine(line, endsWithCrlf) : parseStatusLine(line, endsWithCrlf);
        this.#state = { kind: 'headers', start, headers: [], framing: new Framing() };
        return;
      }
      case 'headers': {
        if (line === '') return this.#endHead(state.start, state.headers, state.framing);
        if (lenient && /^[ \t]/.test(line) && state.headers.length > 0) {
          state.headers.push(`${state.headers.pop()} ${line.trim()}`);
          return;
        }
        const [name, value] = parseHeaderLine(line, endsWithCrlf, lenient);
        state.framing.add(name, value);
        if (state.headers.length < MAX_HEADERS * 2) state.headers.push(name, value);
        return;
      }
      case 'chunk-size': {
        const [digits = ''] = line.split(';', 1);
        if (!/^[0-9a-f]+\s*$/i.test(digits)) throw new HttpParseError('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size');
        this.#headBytes = 0;
        const left = Number.parseInt(digits, 16);
        this.#state = left === 0 ? { kind: 'trailers' } : { kind: 'chunk', left };
        return;
      }
      case 'chunk-end':
        if (line !== '') throw new HttpParseError('HPE_STRICT', 'Expected LF after chunk data');
        this.#headBytes = 0;
        this.#state = { kind: 'chunk-size' };
        return;
      case 'trailers':
        if (line === '') this.#endMessage();
        else this.#trailers += `${parseHeaderLine(line, endsWithCrlf, lenient).join(': ')}\r\n`;
    }
  }

  #endHead(start: StartLine, headers: string[], framing: Framing): void {
    // Its request is told of before the coding that nobody knows is refused.
    const refused = this.#kind === 'request' ? framing.refusal : undefined;
    const body = this.#kind === 'request' ? framing.requestBody() : framing.responseBody(start.status, this.toHead);
    const keepAlive = body.kind !== 'until-close' && framing.keepAlive(start.version);
    this.#headBytes = 0;
    this.#events.head({ ...start, headers, body, keepAlive, upgrade: start.method === 'CONNECT' || framing.upgrade });
    if (refused !== undefined) throw refused;
    if (body.kind === 'none') this.#endMessage();
    else if (body.kind === 'fixed') this.#state = { kind: 'fixed', left: body.bytes };
    else this.#state = { kind: body.kind === 'chunked' ? 'chunk-size' : 'until-close' };
  }

  #endMessage(): void {
    this.#headBytes = 0;
    this.#state = { kind: 'start' };
    const trailers = this.#trailers;
    this.#trailers = '';
    this.#events.end(trailers);
  }
}
