import { Buffer } from '../node/buffer.ts';
import type { Duplex } from '../node/stream.ts';
import { afterClosing } from './closing.ts';
import { HttpSocket } from './http-socket.ts';
import { type NetHandleOwner, netHandles } from './net-registry.ts';
import { currentContext } from './async-context.ts';
import { sys } from './sys.ts';

/** What a stream under HTTP may have besides: sockets do. */
type Face = Duplex & { connecting?: boolean; remoteAddress?: string; remotePort?: number; setTimeout?(ms: number): void; ref?(): void; unref?(): void };

const kTransport: unique symbol = Symbol('kTransport');

/** The carrier of messages under the socket that a program sees: itself, or a bridge to a stream of its own making. */
export function transportOf(face: object, side: 'client' | 'server'): HttpSocket {
  if (face instanceof HttpSocket) return face;
  const known = face as Face & { [kTransport]?: BridgedSocket };
  const existing = known[kTransport];
  if (existing !== undefined && !existing.destroyed) return existing;
  const made = new BridgedSocket(known, side);
  Object.defineProperty(face, kTransport, { value: made, configurable: true, enumerable: false, writable: true });
  return made;
}

/** HTTP over any duplex stream: the host makes bytes of messages and messages of bytes. */
class BridgedSocket extends HttpSocket implements NetHandleOwner {
  readonly stream: Face;
  readonly #bytes: number;
  readonly #listeners: readonly (readonly [string, (arg: never) => void])[];
  #failed: Error | null = null;

  constructor(face: Face, side: 'client' | 'server') {
    const first = sys.httpPair(side === 'client' ? 'tcp' : 'http');
    super(side === 'client' ? first : first + 1, face.remoteAddress as string, face.remotePort as number);
    this.stream = face;
    this.#bytes = side === 'client' ? first + 1 : first;
    this.connecting = face.connecting === true;
    netHandles.set(this.#bytes, { context: currentContext(), socketEvent: (event, arg) => this.#fromHost(event, arg) });
    const listeners: (readonly [string, (arg: never) => void])[] = [
      ['data', (chunk: Uint8Array | string) => this.#take(chunk)],
      ['end', () => sys.netEnd(this.#bytes)],
      ['drain', () => sys.netPause(this.#bytes, false)],
      ['error', (error: Error) => this.#fail(error)],
      ['close', () => this.#closed()],
      ['connect', () => this.#connected()],
    ];
    if (side === 'server') listeners.push(['timeout', () => this.owner?.socketTimedOut()]);
    this.#listeners = listeners;
    for (const [event, listener] of listeners) face.on(event, listener);
    sys.netPause(this.#bytes, false);
  }

  override get face(): HttpSocket {
    return this.stream as unknown as HttpSocket;
  }
  override get writable(): boolean {
    return !this.destroyed && this.stream.writable;
  }

  #take(chunk: Uint8Array | string): void {
    if (sys.netWrite(this.#bytes, typeof chunk === 'string' ? Buffer.from(chunk) : chunk) === 0) this.stream.pause();
  }

  #fromHost(event: string, arg: ArrayBuffer | string): void {
    if (event === 'data') {
      if (this.stream.destroyed || this.stream.write(Buffer.from(arg as ArrayBuffer))) sys.netPause(this.#bytes, false);
    } else if (event === 'drain') this.stream.resume();
    else if (event === 'end' && !this.destroyed) this.stream.end();
  }

  #connected(): void {
    this.connecting = false;
    this.owner?.socketDrained();
  }

  #fail(error: Error): void {
    if (this.#failed !== null) return;
    this.#failed = error;
    this.owner?.socketFailed(error);
    this.destroy();
  }

  /** What has come is read to its end first. */
  #closed(): void {
    if (!this.destroyed) sys.netDestroy(this.#bytes, false);
  }

  override destroy(error?: Error | null): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.connecting = false;
    this.errored = error ?? null;
    this.#release();
    if (!this.stream.destroyed) this.stream.destroy(error ?? undefined);
    afterClosing(() => this.finishClose());
    return this;
  }

  override destroySoon(): void {
    const { stream } = this;
    if (this.destroyed || stream.writableEnded) return;
    // After what is on its way through the host.
    sys.netEnd(this.handle);
    stream.once('finish', () => this.destroy());
  }

  override write(chunk: string | Uint8Array): boolean {
    return this.stream.write(chunk);
  }

  #release(): void {
    for (const handle of [this.handle, this.#bytes]) {
      netHandles.delete(handle);
      sys.netDestroy(handle, false);
    }
  }

  override detach(): HttpSocket {
    for (const [event, listener] of this.#listeners) this.stream.off(event, listener);
    this.#release();
    this.destroyed = true;
    this.stream.pause();
    return this.stream as unknown as HttpSocket;
  }

  override setTimeout(ms: number): this {
    this.timeout = ms;
    this.stream.setTimeout?.(ms);
    return this;
  }
  override touch(): void {}
  override ref(): this {
    this.stream.ref?.();
    return this;
  }
  override unref(): this {
    this.stream.unref?.();
    return this;
  }
}

/** Listener for errors of a connection, those that a program emits included. */
export function failOwner(this: HttpSocket, error: Error): void {
  this.owner?.socketFailed(error);
}
