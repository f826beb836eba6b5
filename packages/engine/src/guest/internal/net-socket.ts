import { Buffer } from '../node/buffer.ts';
import { currentContext } from './async-context.ts';
import { afterClosing } from './closing.ts';
import { codedError, invalidArgType } from './errors.ts';
import { prepareConnect } from './net-connect.ts';
import { assertDuration, streamError } from './net-error.ts';
import { BufferReader, SocketHandle } from './net-handle.ts';
import type { NetHandleOwner } from './net-registry.ts';
import { type ConnectArgs, checkSocketOptions, destroyOnAbort, normalizeConnect, type SocketOptions } from './net-socket-options.ts';
import { SocketState, setPeer } from './net-socket-state.ts';
import { nextTick } from './tick-queue.ts';
import { startInternalTimer, type Timeout } from './timers.ts';
import { assertFunction } from './validate.ts';

type Done = (error?: Error | null) => void;

const ECONNRESET = -104;

/** A byte stream to another socket of this machine. */
export class Socket extends SocketState implements NetHandleOwner {
  timeout: number | undefined = undefined;
  /** The server that accepted it. */
  server: { connectionClosed(): void } | null = null;
  autoSelectFamilyAttemptedAddresses: string[] | undefined = undefined;
  readonly context = currentContext();
  #refd = true;
  #timer: Timeout | undefined;
  /** Writes and the end wait for the connection, or for the peer to take more. */
  #waiting: (() => void) | undefined;
  #refusesWrites = false;
  #onNeverConnected: Done | undefined;
  readonly #reader: BufferReader | undefined;

  constructor(given: SocketOptions | number = {}) {
    const options = typeof given === 'number' ? { fd: given } : (given ?? {});
    checkSocketOptions(options);
    // 'close' follows when the handle is closed, with whether there was an error: not the stream's own.
    super({
      allowHalfOpen: options.allowHalfOpen ?? false,
      decodeStrings: true,
      emitClose: false,
      autoDestroy: true,
      readableHighWaterMark: options.highWaterMark ?? options.readableHighWaterMark ?? 65_536,
      writableHighWaterMark: options.highWaterMark ?? options.writableHighWaterMark ?? 65_536,
      ...(options.readable === false && { readable: false }),
      ...(options.writable === false && { writable: false }),
    });
    this.on('end', endWrites);
    if (options.onread) this.#reader = new BufferReader(options.onread, this);
    this.configure(options);
    if (options.handle) this._handle = options.handle as SocketHandle;
    if (options.signal) destroyOnAbort(this, options.signal);
  }

  /** Takes over a connection: one that a server accepted, or one that HTTP has left. */
  adopt(handle: SocketHandle, paused: boolean): this {
    this.#attach(handle);
    setPeer(this, handle.peer?.address, handle.peer?.port ?? 0);
    if (paused) this.pause();
    else this.read(0);
    return this;
  }

  connect(...args: ConnectArgs): this {
    const { options, listener } = normalizeConnect(args);
    const start = prepareConnect(options);
    if (this.destroyed) (this as unknown as { _undestroy(): void })._undestroy();
    if (listener) this.once('connect', listener);
    if (options.timeout) this.setTimeout(options.timeout);
    this.connecting = true;
    this._handle = null;
    this._counts = { bytesRead: 0, bytesWritten: 0 };
    setPeer(this, undefined, 0);
    start(this);
    return this;
  }

  /** The connection is on its way. @param address undefined for one to a path. */
  connectionOpened(id: number, address: string | undefined, port: number): void {
    this.#attach(new SocketHandle(id));
    this.#peer = [address, port];
  }

  #peer: readonly [address: string | undefined, port: number] | undefined;

  #attach(handle: SocketHandle): void {
    this._handle = handle.belongTo(this);
    this._counts = handle;
    if (!this.#refd) handle.unref();
  }

  refuseWrites(): void {
    this.#refusesWrites = !this.allowHalfOpen;
  }

  /** From the host. */
  socketEvent(event: 'connect' | 'data' | 'end' | 'drain' | 'error', arg: ArrayBuffer | string): void {
    this.#touch();
    switch (event) {
      case 'connect':
        this.connecting = false;
        this.#onNeverConnected = undefined;
        if (this.#peer) setPeer(this, ...this.#peer);
        this.applyOptions();
        this.emit('connect');
        this.emit('ready');
        this.#goOn();
        if (this.isPaused()) this._handle?.setPassive(true);
        else if (this.readable) this.read(0);
        break;
      case 'data':
        this._counts.bytesRead += (arg as ArrayBuffer).byteLength;
        if (this.#reader === undefined) this.push(Buffer.from(arg as ArrayBuffer));
        else {
          this.#reader.add(Buffer.from(arg as ArrayBuffer));
          if (this.#reader.pump()) this._handle?.readStart();
        }
        break;
      case 'end':
        this._handle?.setPassive(this.#waiting === undefined);
        this.push(null);
        this.read(0);
        break;
      case 'drain':
        this.#goOn();
        break;
      case 'error':
        this.destroy(streamError(ECONNRESET, 'read'));
    }
  }

  #goOn(): void {
    const run = this.#waiting;
    this.#waiting = undefined;
    run?.();
  }

  override _read(): void {
    if (!this.connecting) this._handle?.readStart();
  }

  override pause(): this {
    if (this.#reader) this.#reader.paused = true;
    return super.pause() as this;
  }

  override resume(): this {
    if (this.#reader?.paused) {
      this.#reader.paused = false;
      if (this.#reader.pump()) this._handle?.readStart();
    }
    if (!this.connecting && !this.readableEnded) this._handle?.setPassive(false);
    return super.resume() as this;
  }

  override write(chunk: unknown, encoding?: string | Done | null, callback?: Done): boolean {
    if (chunk !== null && typeof chunk !== 'string' && !ArrayBuffer.isView(chunk))
      throw invalidArgType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
    if (!this.#refusesWrites || !this.writableEnded) return super.write(chunk, encoding, callback);
    const error = Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' });
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') nextTick(done, error);
    this.destroy(error);
    return false;
  }

  override _write(chunk: Uint8Array, _encoding: string, done: Done): void {
    this._underWay = chunk.length;
    this._counts.bytesWritten += chunk.length;
    this.#send(chunk, (error) => {
      this._underWay = 0;
      done(error);
    });
  }

  #send(chunk: Uint8Array, done: Done): void {
    if (this.connecting) {
      const early = this._counts;
      this.#onNeverConnected = done;
      this.#waiting = () => {
        if (early !== this._counts) this._counts.bytesWritten += chunk.length;
        this.#send(chunk, done);
      };
      return;
    }
    this.#touch();
    const handle = this._handle;
    const result = handle === null ? 0 : handle.write(chunk);
    if (handle === null) done(codedError(Error, 'ERR_SOCKET_CLOSED', 'Socket is closed'));
    else if (result < 0) done(streamError(result, 'write'));
    else if (result > 0) done();
    else {
      handle.setPassive(false);
      this.#waiting = done;
    }
  }

  override _writev(pieces: { chunk: unknown }[], done: Done): void {
    this._write(Buffer.concat(pieces.map(({ chunk }) => chunk as Uint8Array)), 'buffer', done);
  }

  override _final(done: Done): void {
    if (this.connecting) {
      this.#waiting = () => this._final(done);
      return;
    }
    this._handle?.shutdown();
    nextTick(done);
  }

  override _destroy(error: Error | null, done: Done): void {
    const opened = this._handle !== null || this.connecting;
    this.connecting = false;
    this.#waiting = undefined;
    this.#timer?.close();
    this.#timer = undefined;
    if (this._handle !== null) {
      this._handle.close();
      this._handle = null;
      this.server?.connectionClosed();
    }
    const refused = this.#onNeverConnected;
    this.#onNeverConnected = undefined;
    const tellClosed = () => {
      refused?.(codedError(Error, 'ERR_SOCKET_CLOSED_BEFORE_CONNECTION', 'Socket closed before the connection was established'));
      if (opened) this.emit('close', error !== null && error !== undefined);
      else this.emit('close');
    };
    if (opened) afterClosing(tellClosed);
    done(error);
    if (!opened) nextTick(tellClosed);
  }

  #touch(): void {
    if (this.timeout) this.#timer?.refresh();
  }

  setTimeout(ms: number, listener?: () => void): this {
    if (this.destroyed) return this;
    assertDuration(ms, 'msecs');
    this.#timer?.close();
    this.#timer = undefined;
    this.timeout = ms;
    if (listener !== undefined) {
      assertFunction(listener, 'callback');
      if (ms === 0) this.removeListener('timeout', listener);
      else this.once('timeout', listener);
    }
    if (ms > 0) this.#timer = startInternalTimer(() => this._onTimeout(), ms);
    return this;
  }

  _onTimeout(): void {
    this.emit('timeout');
  }

  /** Closes with a reset: the peer sees ECONNRESET. */
  resetAndDestroy(): this {
    if (this.connecting) this.once('connect', () => this.resetAndDestroy());
    else if (this._handle === null) this.destroy(codedError(Error, 'ERR_SOCKET_CLOSED', 'Socket is closed'));
    else {
      this._handle.reset();
      this.destroy();
    }
    return this;
  }

  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  ref(): this {
    this.#refd = true;
    this._handle?.ref();
    return this;
  }
  unref(): this {
    this.#refd = false;
    this._handle?.unref();
    return this;
  }
}

/** The other side has read all: what is written after our own end is for nobody. */
function endWrites(this: Socket): void {
  this.refuseWrites();
}

/** net.connect(): a new socket on its way. */
export function connect(...args: ConnectArgs): Socket {
  return new Socket(normalizeConnect(args).options).connect(...args);
}
