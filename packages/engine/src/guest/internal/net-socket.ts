import { Buffer } from '../node/buffer.ts';
import { Duplex } from '../node/stream.ts';
import { currentContext } from './async-context.ts';
import { afterClosing } from './closing.ts';
import { completeLater } from './completions.ts';
import { creationStack } from './error-stack.ts';
import { codedError, invalidArgType, unavailable } from './errors.ts';
import { resolveName } from './net-address.ts';
import { assertDuration, connectError, type NetError, streamError, validatePort } from './net-error.ts';
import { type ConnectArgs, destroyOnAbort, normalizeConnect, type SocketOptions } from './net-socket-options.ts';
import { type NetHandleOwner, netHandles } from './net-registry.ts';
import { sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';
import { startInternalTimer, type Timeout } from './timers.ts';
import { assertFunction } from './validate.ts';

type Done = (error?: Error | null) => void;

const EPIPE = -32;
const ECONNRESET = -104;

/** A byte stream to another socket of this machine. */
export class Socket extends Duplex implements NetHandleOwner {
  connecting = false;
  remoteAddress: string | undefined = undefined;
  remotePort: number | undefined = undefined;
  remoteFamily: string | undefined = undefined;
  bytesRead = 0;
  bytesWritten = 0;
  timeout: number | undefined = undefined;
  /** The server that accepted it. */
  server: { connectionClosed(): void } | null = null;
  readonly context = currentContext();
  #handle = 0;
  #refd = true;
  #timer: Timeout | undefined;
  /** Writes and the end wait for the connection, or for the peer to take more. */
  #waiting: (() => void) | undefined;
  #peerEnded = false;

  constructor(options: SocketOptions = {}) {
    if (options.fd !== undefined || options.onread !== undefined) throw unavailable(`new net.Socket({ ${options.fd !== undefined ? 'fd' : 'onread'} })`);
    // 'close' follows when the handle is closed, with whether there was an error: not the stream's own.
    super({
      allowHalfOpen: options.allowHalfOpen ?? false,
      decodeStrings: true,
      emitClose: false,
      autoDestroy: true,
      highWaterMark: options.highWaterMark ?? 65_536,
    });
    this.on('end', () => {
      this.#peerEnded = true;
    });
    if (options.signal) destroyOnAbort(this, options.signal);
  }

  get pending(): boolean {
    return this.#handle === 0 || this.connecting;
  }
  get readyState(): string {
    if (this.connecting) return 'opening';
    if (this.readable && this.writable) return 'open';
    return this.readable ? 'readOnly' : this.writable ? 'writeOnly' : 'closed';
  }
  get localPort(): number | undefined {
    return this.#handle === 0 ? undefined : sys.netPort(this.#handle);
  }
  get localAddress(): string | undefined {
    return this.#handle === 0 ? undefined : '127.0.0.1';
  }
  get localFamily(): string | undefined {
    return this.#handle === 0 ? undefined : 'IPv4';
  }
  get bufferSize(): number {
    return this.writableLength;
  }

  /** Takes over a connection that a server accepted. */
  adopt(handle: number, remotePort: number, paused: boolean): this {
    this.#attach(handle, '127.0.0.1', remotePort);
    if (paused) this.pause();
    else this.read(0);
    return this;
  }

  connect(...args: ConnectArgs): this {
    const { options, listener } = normalizeConnect(args);
    if (options.path) throw unavailable('net.connect() to a path');
    if (options.port === undefined) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "options" or "port" or "path" argument must be specified');
    const port = validatePort(options.port, 'Port');
    const host = options.host ?? 'localhost';
    if (this.destroyed) (this as unknown as { _undestroy(): void })._undestroy();
    if (listener) this.once('connect', listener);
    if (options.timeout) this.setTimeout(options.timeout);
    this.connecting = true;
    const resolved = resolveName(host);
    if (resolved instanceof Error) {
      completeLater(() => {
        this.emit('lookup', resolved, undefined, undefined, host);
        this.destroy(resolved);
      });
      return this;
    }
    if (resolved.address !== host) nextTick(() => this.emit('lookup', null, resolved.address, resolved.family, host));
    const result = sys.netConnect(port, resolved.address, creationStack());
    if (result < 0) completeLater(() => this.#failToConnect(connectError(result, resolved.address, port)));
    else this.#attach(result, resolved.address, port);
    return this;
  }

  #failToConnect(error: NetError): void {
    if (this.connecting) this.destroy(error);
  }

  #attach(handle: number, remoteAddress: string, remotePort: number): void {
    this.#handle = handle;
    this.#peerEnded = false;
    this.remoteAddress = remoteAddress;
    this.remotePort = remotePort;
    this.remoteFamily = remoteAddress.includes(':') ? 'IPv6' : 'IPv4';
    netHandles.set(handle, this);
    if (!this.#refd) sys.netRef(handle, false);
  }

  /** From the host. */
  socketEvent(event: 'connect' | 'data' | 'end' | 'drain' | 'error', arg: ArrayBuffer | string): void {
    this.#touch();
    switch (event) {
      case 'connect':
        this.connecting = false;
        this.emit('connect');
        this.emit('ready');
        this.#goOn();
        if (this.readable && !this.isPaused()) this.read(0);
        break;
      case 'data':
        this.bytesRead += (arg as ArrayBuffer).byteLength;
        this.push(Buffer.from(arg as ArrayBuffer));
        break;
      case 'end':
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
    if (this.#handle !== 0 && !this.connecting) sys.netPause(this.#handle, false);
  }

  override write(chunk: unknown, encoding?: string | Done | null, callback?: Done): boolean {
    if (chunk !== null && typeof chunk !== 'string' && !ArrayBuffer.isView(chunk))
      throw invalidArgType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
    if (!this.#peerEnded || this.allowHalfOpen || this.destroyed) return super.write(chunk, encoding, callback);
    const error = Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' });
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') nextTick(done, error);
    this.destroy(error);
    return false;
  }

  override _write(chunk: Uint8Array, _encoding: string, done: Done): void {
    if (this.connecting) {
      this.#waiting = () => this._write(chunk, _encoding, done);
      return;
    }
    this.#touch();
    this.bytesWritten += chunk.length;
    const result = this.#handle === 0 ? EPIPE : sys.netWrite(this.#handle, chunk);
    if (result < 0) done(streamError(result, 'write'));
    else if (result === 0) this.#waiting = done;
    else done();
  }

  override _writev(pieces: { chunk: unknown }[], done: Done): void {
    this._write(Buffer.concat(pieces.map(({ chunk }) => chunk as Uint8Array)), 'buffer', done);
  }

  override _final(done: Done): void {
    if (this.connecting) {
      this.#waiting = () => this._final(done);
      return;
    }
    if (this.#handle !== 0) sys.netEnd(this.#handle);
    nextTick(done);
  }

  override _destroy(error: Error | null, done: Done): void {
    const opened = this.#handle !== 0 || this.connecting;
    this.connecting = false;
    this.#waiting = undefined;
    this.#timer?.close();
    this.#timer = undefined;
    if (this.#handle !== 0) {
      netHandles.delete(this.#handle);
      sys.netDestroy(this.#handle, false);
      this.#handle = 0;
      this.server?.connectionClosed();
    }
    if (opened) {
      afterClosing(() => this.emit('close', error !== null && error !== undefined));
      done(error);
    } else {
      done(error);
      nextTick(() => this.emit('close'));
    }
  }

  #touch(): void {
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
    if (ms > 0 && !this.destroyed) this.#timer = startInternalTimer(() => this.emit('timeout'), ms);
    return this;
  }

  /** Closes with a reset: the peer sees ECONNRESET. */
  resetAndDestroy(): this {
    if (this.connecting) this.once('connect', () => this.resetAndDestroy());
    else if (this.#handle === 0) this.destroy(codedError(Error, 'ERR_SOCKET_CLOSED', 'Socket is closed'));
    else {
      sys.netDestroy(this.#handle, true);
      this.destroy();
    }
    return this;
  }

  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  address(): object {
    return this.#handle === 0 ? {} : { address: '127.0.0.1', family: 'IPv4', port: this.localPort };
  }
  /** Nothing is held back for larger packets here. */
  setNoDelay(): this {
    return this;
  }
  /** A peer cannot vanish unseen here: nothing to probe for. */
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    this.#refd = true;
    if (this.#handle !== 0) sys.netRef(this.#handle, true);
    return this;
  }
  unref(): this {
    this.#refd = false;
    if (this.#handle !== 0) sys.netRef(this.#handle, false);
    return this;
  }
}

/** net.connect(): a new socket on its way. */
export function connect(...args: ConnectArgs): Socket {
  return new Socket(normalizeConnect(args).options).connect(...args);
}
