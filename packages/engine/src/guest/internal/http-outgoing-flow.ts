import { Buffer } from '../node/buffer.ts';
import { codedError, type CodedError, invalidArgType } from './errors.ts';
import { type GivenHeaders, pairsOf } from './http-head-record.ts';
import { hasInvalidCharacter, validateHeaderName } from './http-headers.ts';
import { kHead } from './http-header-store.ts';
import type { OutgoingMessage } from './http-outgoing.ts';
import {
  type Chunk,
  type Done,
  kBytesWritten,
  kCorked,
  kEndCallbacks,
  kErrored,
  kHeadSent,
  kHeldCallbacks,
  kPieces,
  kTickBytes,
  kWaiting,
  kWritableFinished,
} from './http-outgoing-state.ts';
import { nextTick } from './tick-queue.ts';

/** Sends what end() brought, and the end. */
export function sendRest(message: OutgoingMessage, body: Chunk | undefined, charset: string | undefined): void {
  const piece = message._hasBody ? body : undefined;
  flushPieces(message, true);
  if (!message[kHeadSent] && message._trailer !== '') message.startHead(true);
  if (!message[kHeadSent]) {
    message[kHeadSent] = true;
    message.sendWhole(piece ?? '', charset);
    return;
  }
  if (piece !== undefined && !message.sendPiece(typeof piece === 'string' ? Buffer.from(piece, charset) : piece, true)) message[kWaiting] = true;
  message.sendEnd();
}

export function assertChunk(chunk: unknown): asserts chunk is Chunk {
  if (chunk === null) throw codedError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array))
    throw invalidArgType('chunk', 'of type string or an instance of Buffer or Uint8Array', chunk);
}

export function byteLength(chunk: Chunk, encoding: string | undefined): number {
  return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength;
}

/** @throws when strictContentLength is on and the body does not fit its Content-Length. */
export function countBody(message: OutgoingMessage, bytes: number, last: boolean): void {
  // Node looks at the header only once it has been sent.
  const declared = message[kHead] === null ? undefined : message.getHeader('content-length');
  const total = message[kBytesWritten] + bytes;
  if (declared !== undefined && message._hasBody && (last ? total !== Number(declared) : total > Number(declared))) {
    throw codedError(
      Error,
      'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
      `Response body's content-length of ${total} byte(s) does not match the content-length of ${declared} byte(s) set in header`,
    );
  }
  message[kBytesWritten] = total;
}

export function refuseWrite(message: OutgoingMessage, done: Done | undefined): void {
  if (message.destroyed) {
    if (done) nextTick(done, message.finished ? writeAfterEnd() : codedError(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed'));
    return;
  }
  const error = writeAfterEnd();
  nextTick(() => {
    done?.(error);
    message.emit('error', error);
  });
}

function writeAfterEnd(): CodedError {
  return codedError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
}

export function queueEndCallback(message: OutgoingMessage, done: Done): void {
  if (message[kWritableFinished]) done(codedError(Error, 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished'));
  else (message[kEndCallbacks] ??= []).push(done);
}

/** What was written in one tick counts as one buffer: then it has left, if the other side keeps up. */
export function endOfTick(message: OutgoingMessage): void {
  if (message[kCorked] > 0) return;
  message[kTickBytes] = 0;
  if (message.destroyed) return;
  flushPieces(message, false);
  nextTick(endOfWrite, message);
}

function flushPieces(message: OutgoingMessage, more: boolean): void {
  const pieces = message[kPieces];
  message[kPieces] = null;
  if (pieces === null) return;
  message.startHead(more || pieces.length > 0);
  if (pieces.length > 0 && !message.sendPiece(pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces), more)) message[kWaiting] = true;
}

function endOfWrite(message: OutgoingMessage): void {
  if (!message[kWaiting] && !message.unconnected) message.drained();
}

export function runHeldCallbacks(message: OutgoingMessage): void {
  const held = message[kHeldCallbacks];
  message[kHeldCallbacks] = null;
  for (const done of held ?? []) done(null);
}

export function finishMessage(message: OutgoingMessage): void {
  if (message[kErrored] || message.destroyed) return;
  if (message[kHeldCallbacks] !== null) runHeldCallbacks(message);
  message[kWritableFinished] = true;
  const callbacks = message[kEndCallbacks];
  if (callbacks !== null) {
    message[kEndCallbacks] = null;
    for (const done of callbacks) done(null);
  }
  message.beforeFinish();
  if (message._events?.['finish'] !== undefined) message.emit('finish');
}

export function closeUnassigned(message: OutgoingMessage): void {
  if (message._closed) return;
  message._closed = true;
  message.emit('close');
}

/** Headers after the body as they leave. */
export function trailerLines(headers: GivenHeaders): string {
  let lines = '';
  for (const [name, value] of pairsOf(headers)) {
    validateHeaderName(name, 'Trailer name');
    for (const each of [value].flat()) {
      if (hasInvalidCharacter(String(each))) throw codedError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in trailer content ["${name}"]`);
      lines += `${name}: ${each}\r\n`;
    }
  }
  return lines;
}
