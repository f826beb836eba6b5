import { Buffer } from '../node/buffer.ts';
import { type ContextFrame, currentContext } from './async-context.ts';
import { afterClosing } from './closing.ts';
import { completeLater } from './completions.ts';
import { HttpSocketState } from './http-socket-state.ts';
import { assertDuration, type NetError, streamError } from './net-error.ts';
import { type NetHandleOwner, netHandles } from './net-registry.ts';
import { SocketHandle } from './net-handle.ts';
import { Socket } from './net-socket.ts';
import { sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';
import { startInternalTimer, type Timeout } from './timers.ts';
import { assertFunction } from './validate.ts';

/** What stands behind a connection: the server's or the client's side. Told before the program's own listeners. */
export interface HttpSocketOwner {
  readonly context: ContextFrame | undefined;
  socketFailed(error: Error): void;
  /** What came is no HTTP. @param text code and reason. */
  parseFailed(text: string): void;
  /** Part of a head has come. */
  headBegun?(): void;
  /** The other side sends no more. */
  socketEnded(): void;
  socketClosed(): void;
  socketDrained(): void;
  /** Returns whether anybody took it. */
  socketTimedOut(): boolean;
}

const ECONNRESET = -104;
const EPIPE = -32;

/** The connection under HTTP messages: what programs ask of a socket there. */
export class HttpSocket extends HttpSocketState implements NetHandleOwner {
  owner: HttpSocketOwner | null = null;
  readonly #context = currentContext();
  /** The server that accepted it. */
  server: { connectionClosed(): void } | null = null;
  _hadError = false;
  #timer: Timeout | undefined;

  constructor(handle: number, remoteAddress: string | undefined, remotePort: number | undefined) {
    super(handle, remoteAddress, remotePort);
    if (handle > 0) netHandles.set(handle, this);
  }

  /** A connection that is kept serves one request after another: its events are the current one's. */
  get context(): ContextFrame | undefined {
    return this.owner === null ? this.#context : this.owner.context;
  }

  /** From the host. */
  socketEvent(event: 'connect' | 'data' | 'end' | 'drain' | 'error', arg: ArrayBuffer | string): void {
    this.touch();
    switch (event) {
      case 'connect':
        this.connecting = false;
        this.emit('connect');
        this.owner?.socketDrained();
        this.emit('ready');
        break;
      case 'end':
        if (this.owner === null) this.destroy();
        else this.owner.socketEnded();
        break;
      case 'drain':
        this.owner?.socketDrained();
        break;
      case 'data':
        this.owner?.headBegun?.();
        break;
      case 'error':
        if (arg === 'ECONNRESET') this.destroy(streamError(ECONNRESET, 'read'));
        else if (this.owner === null) this.destroy();
        else this.owner.parseFailed(String(arg));
    }
  }

  /** What programs see as the socket. */
  get face(): HttpSocket {
    return this;
  }

  /** Leaves the connection to somebody else, who goes on in bytes. */
  detach(): HttpSocket {
    this.destroyed = true;
    this.#timer?.close();
    this.#timer = undefined;
    netHandles.delete(this.handle);
    const socket = new Socket();
    socket.server = this.server;
    const handle = new SocketHandle(this.handle);
    handle.peer = { address: this.remoteAddress, port: this.remotePort ?? 0 };
    socket.adopt(handle, false);
    // Programs look whether HTTP has left it.
    Object.assign(socket, { parser: null });
    return socket as unknown as HttpSocket;
  }

  /** The connection attempt failed. */
  failToConnect(error: NetError): void {
    completeLater(() => this.destroy(error));
  }

  destroy(error?: Error | null): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.connecting = false;
    this.errored = error ?? null;
    this.#timer?.close();
    this.#timer = undefined;
    if (this.handle > 0) {
      netHandles.delete(this.handle);
      sys.netDestroy(this.handle, false);
    }
    this.server?.connectionClosed();
    if (error) {
      nextTick(() => {
        this.owner?.socketFailed(error);
        if (this.listenerCount('error') > 0) this.emit('error', error);
      });
    }
    // A handle closes in a turn of its own.
    afterClosing(() => this.finishClose());
    return this;
  }

  finishClose(): void {
    this._closed = true;
    this.owner?.socketClosed();
    this.emit('close', this.errored !== null);
  }

  /** Raw bytes past the messages: only a peer that speaks bytes can be told something this way. */
  write(chunk: string | Uint8Array, encoding?: string | (() => void), callback?: () => void): boolean {
    const done = typeof encoding === 'function' ? encoding : callback;
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : undefined) : chunk;
    const result = this.destroyed ? EPIPE : sys.netWrite(this.handle, bytes);
    if (result < 0) this.destroy(streamError(result, 'write'));
    else if (done) nextTick(done);
    return result > 0;
  }

  end(chunk?: string | Uint8Array | (() => void) | null, encoding?: string | (() => void), callback?: () => void): this {
    const done = [chunk, encoding, callback].find((each) => typeof each === 'function');
    if (done) this.once('finish', done);
    if (chunk && typeof chunk !== 'function') this.write(chunk, typeof encoding === 'string' ? encoding : undefined);
    // What was written is on its way, and messages have no half-open state: the peer reads to the end.
    this.destroy();
    if (done) nextTick(() => this.emit('finish'));
    return this;
  }

  /** Ends when what was written is on its way, which takes a turn. */
  destroySoon(): void {
    if (this._ending) return;
    this._ending = true;
    nextTick(() => this.destroy());
  }

  resetAndDestroy(): this {
    if (!this.destroyed) sys.netDestroy(this.handle, true);
    return this.destroy();
  }

  /** Something went over the connection: it is not idle. */
  touch(): void {
    if (this.timeout) this.#timer?.refresh();
  }

  setTimeout(ms: number, listener?: () => void): this {
    assertDuration(ms, 'msecs');
    this.#timer?.close();
    this.#timer = undefined;
    this.timeout = ms;
    if (listener !== undefined) {
      assertFunction(listener, 'callback');
      if (ms === 0) this.removeListener('timeout', listener);
      else this.once('timeout', listener);
    }
    if (ms > 0 && !this.destroyed) this.#timer = startInternalTimer(() => this.#onTimeout(), ms);
    return this;
  }

  #onTimeout(): void {
    const taken = this.owner?.socketTimedOut() ?? false;
    const heard = this.emit('timeout');
    if (!taken && !heard && this.server !== null) this.destroy();
  }

  ref(): this {
    if (!this.destroyed) sys.netRef(this.handle, true);
    return this;
  }
  unref(): this {
    if (!this.destroyed) sys.netRef(this.handle, false);
    return this;
  }
}
