import { Buffer } from '../node/buffer.ts';
import type { OutgoingMessage } from './http-outgoing.ts';
import { type Chunk, type Done, kOutput, kTickBytes } from './http-outgoing-state.ts';
import { nextTick } from './tick-queue.ts';

/** What a message without an exchange sends before it has a socket. */
export interface RawPiece {
  readonly data: Chunk;
  readonly encoding: string | undefined;
  readonly callback: Done | undefined;
}

interface WritableSocket {
  write(data: Chunk, encoding?: string, callback?: Done): boolean;
}

/** Bytes past head and body, straight to the socket; without one they wait for it. */
export function writeRaw(message: OutgoingMessage, data: Chunk, encoding?: string | Done | null, callback?: Done): boolean {
  const done = typeof encoding === 'function' ? encoding : callback;
  const charset = typeof encoding === 'string' ? encoding : undefined;
  const socket = message.socket as WritableSocket | null;
  if (socket !== null) return socket.write(data, charset, done);
  (message[kOutput] ??= []).push({ data, encoding: charset, callback: done });
  return false;
}

/** It has a socket now. */
export function flushRaw(message: OutgoingMessage): void {
  const waiting = message[kOutput];
  message[kOutput] = null;
  for (const { data, encoding, callback } of waiting ?? []) writeRaw(message, data, encoding, callback);
}

/** A piece of a body as bytes: of a message that no exchange stands behind. */
export function writePiece(message: OutgoingMessage, bytes: Uint8Array): boolean {
  if (!message.chunkedEncoding) return writeRaw(message, bytes);
  return bytes.length === 0 || writeRaw(message, Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]));
}

/** Of Node's own making and still called by some programs. */
export const RAW_METHODS: ThisType<OutgoingMessage> = {
  _writeRaw(data: Chunk, encoding?: string | Done | null, callback?: Done): boolean {
    return writeRaw(this, data, encoding, callback);
  },
  _send(data: Chunk, encoding?: string | Done | null, callback?: Done): boolean {
    this.startHead();
    if (data.length > 0) return writeRaw(this, data, encoding, callback);
    const done = typeof encoding === 'function' ? encoding : callback;
    if (done) nextTick(done);
    return true;
  },
  get outputData(): readonly RawPiece[] {
    return (this as unknown as OutgoingMessage)[kOutput] ?? [];
  },
  get outputSize(): number {
    const message = this as unknown as OutgoingMessage;
    const held = (message[kOutput] ?? []).reduce((sum, { data }) => sum + data.length, 0);
    return message.socket === null ? held + message[kTickBytes] : held;
  },
};
