import { Buffer } from '../node/buffer.ts';
import { codedError } from './errors.ts';
import { emitterOnly } from './emitter-only.ts';
import { captureRejectionSymbol } from './event-emitter.ts';
import { type GivenHeaders, kContentLength } from './http-head-record.ts';
import { kHead } from './http-header-store.ts';
import {
  assertChunk,
  byteLength,
  closeUnassigned,
  countBody,
  endOfTick,
  finishMessage,
  queueEndCallback,
  refuseWrite,
  runHeldCallbacks,
  sendRest,
  trailerLines,
} from './http-outgoing-flow.ts';
import {
  type Chunk,
  type Done,
  HIGH_WATER_MARK,
  kErrored,
  kFinishHeld,
  kHeadSent,
  kHeldCallbacks,
  kNeedDrain,
  kPieces,
  kTickBytes,
  kCorked,
  kUniqueHeaders,
  kWaiting,
  OUTGOING_DEFAULTS,
} from './http-outgoing-state.ts';
import { OutgoingStatus } from './http-outgoing-status.ts';
import { RAW_METHODS, writePiece, writeRaw } from './http-outgoing-raw.ts';
import type { HttpSocket } from './http-socket.ts';
import { nextTick } from './tick-queue.ts';

/** What ServerResponse and ClientRequest share: headers, and the order in which head, body and end may leave. */
export class OutgoingMessage extends emitterOnly(OutgoingStatus) {
  /** The lines that go with a kept connection. */
  get keepAliveLines(): string {
    return 'Connection: keep-alive\r\n';
  }

  get uniqueHeaders(): ReadonlySet<string> | undefined {
    return this[kUniqueHeaders];
  }

  /** What was written cannot have left yet: callbacks and 'finish' wait. */
  get unconnected(): boolean {
    return false;
  }

  /** Whether a body where none is allowed is an error. */
  get rejectsBody(): boolean {
    return false;
  }

  /** Decides the head. */
  _implicitHeader(): void {
    throw codedError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _implicitHeader() method is not implemented');
  }
  /** Sends the whole message at once. */
  sendWhole(body: Chunk, encoding: string | undefined): void {
    this.sendHead(true);
    this.sendPiece(typeof body === 'string' ? Buffer.from(body, encoding) : body, true);
    this.sendEnd();
  }
  /** @param more something follows at once: it may leave together with that. */
  sendHead(_more: boolean): void {
    const head = this._header;
    if (head !== null) writeRaw(this, head, 'latin1');
  }
  /** Returns false when the writer should wait. */
  sendPiece(bytes: Uint8Array, _more: boolean): boolean {
    return writePiece(this, bytes);
  }
  sendEnd(): void {
    writeRaw(this, this.chunkedEncoding ? `0\r\n${this._trailer}\r\n` : '', 'latin1');
  }
  /** Called after the end was handed over, before 'finish'. */
  afterEnd(): void {}

  flushHeaders(): void {
    if (this[kHead] === null) this._implicitHeader();
    this.startHead();
  }

  /** Sends the head if it has not left yet. */
  startHead(more = false): void {
    if (this[kHeadSent]) return;
    this[kHeadSent] = true;
    this.sendHead(more);
  }

  write(chunk: Chunk, encoding?: string | Done | null, callback?: Done): boolean {
    const done = typeof encoding === 'function' ? encoding : callback;
    assertChunk(chunk);
    if (this.finished || this.destroyed) {
      refuseWrite(this, done);
      return false;
    }
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : undefined) : chunk;
    if (this.strictContentLength) countBody(this, bytes.length, false);
    if (this[kHead] === null) this._implicitHeader();
    if (!this._hasBody) {
      if (this.rejectsBody) throw codedError(Error, 'ERR_HTTP_BODY_NOT_ALLOWED', 'Adding content for this request method or response status is not allowed.');
      if (done) nextTick(done);
      return true;
    }
    // What is written in one tick leaves together, at its end.
    if (this[kPieces] === null) {
      this[kPieces] = [];
      nextTick(endOfTick, this);
    }
    if (bytes.length > 0) this[kPieces].push(bytes);
    this[kTickBytes] += bytes.length + 1;
    if (done) (this[kHeldCallbacks] ??= []).push(done);
    if (!this[kWaiting] && this[kTickBytes] < HIGH_WATER_MARK) return true;
    this[kNeedDrain] = true;
    return false;
  }

  end(chunk?: Chunk | Done | null, encoding?: string | Done | null, callback?: Done): this {
    const done = typeof chunk === 'function' ? chunk : typeof encoding === 'function' ? encoding : callback;
    const body = typeof chunk === 'function' || chunk === null || chunk === undefined || chunk === '' ? undefined : chunk;
    const charset = typeof encoding === 'string' ? encoding : undefined;
    if (body !== undefined) {
      if (this.finished) {
        refuseWrite(this, done);
        return this;
      }
      assertChunk(body);
      if (this.destroyed) {
        refuseWrite(this, undefined);
      } else {
        if (this.strictContentLength) countBody(this, byteLength(body, charset), true);
        if (this[kHead] === null) {
          this[kContentLength] = byteLength(body, charset);
          this._implicitHeader();
        }
      }
    } else if (this.finished) {
      if (done) queueEndCallback(this, done);
      return this;
    } else if (this[kHead] === null) {
      this[kContentLength] = 0;
      this._implicitHeader();
    }
    if (done) queueEndCallback(this, done);
    if (this.strictContentLength && body === undefined && this[kContentLength] !== 0) countBody(this, 0, true);
    if (!this.destroyed) sendRest(this, body, charset);
    this.finished = true;
    this.afterEnd();
    if (this._events?.['prefinish'] !== undefined) this.emit('prefinish');
    if (this[kWaiting] || this.unconnected) this[kFinishHeld] = true;
    else nextTick(finishMessage, this);
    return this;
  }

  /** The other side takes more: everything that waited goes on. */
  drained(): void {
    this[kWaiting] = false;
    if (this[kNeedDrain] && !this.finished) {
      this[kNeedDrain] = false;
      this.emit('drain');
    }
    runHeldCallbacks(this);
    if (!this[kFinishHeld]) return;
    this[kFinishHeld] = false;
    finishMessage(this);
  }

  /** Bookkeeping that comes before the program's own 'finish' listeners. */
  beforeFinish(): void {}

  override destroy(error?: Error | null): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this[kErrored] = error;
    if (this.socket) this.socket.destroy(error);
    else nextTick(closeUnassigned, this);
    return this;
  }

  setTimeout(ms: number, listener?: () => void): this {
    if (listener) this.on('timeout', listener);
    if (this.socket) this.socket.setTimeout(ms);
    else this.once('socket', (socket: HttpSocket) => socket.setTimeout(ms));
    return this;
  }

  /** Headers after the body: they go out when that goes out in chunks. */
  addTrailers(headers: GivenHeaders): void {
    this._trailer = trailerLines(headers);
  }

  [captureRejectionSymbol](error: Error): void {
    this.destroy(error);
  }

  pipe<Target extends object>(target: Target): Target {
    this.emit('error', codedError(Error, 'ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable'));
    return target;
  }

  cork(): void {
    this[kCorked]++;
  }

  /** What was written since cork() leaves with the end of this tick. */
  uncork(): void {
    if (this[kCorked] === 0) return;
    this[kCorked]--;
    if (this[kCorked] === 0 && this[kPieces] !== null) nextTick(endOfTick, this);
  }

  /** The head as text; null before it is decided. Middleware tests it for truth. */
  get _header(): string | null {
    const head = this[kHead];
    if (head === null) return null;
    return `${this.startLine()}\r\n${head.lines}\r\n`;
  }
  startLine(): string {
    return '';
  }
}

Object.assign(OutgoingMessage.prototype, OUTGOING_DEFAULTS);
Object.defineProperties(OutgoingMessage.prototype, Object.getOwnPropertyDescriptors(RAW_METHODS));
