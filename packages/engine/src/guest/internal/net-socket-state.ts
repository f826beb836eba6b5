import { Duplex } from '../node/stream.ts';
import type { SocketHandle } from './net-handle.ts';
import { keepAliveSeconds, type SocketOptions } from './net-socket-options.ts';
import { sys } from './sys.ts';

/** What programs ask a socket about itself. */
export class SocketState extends Duplex {
  connecting = false;
  remoteAddress: string | undefined = undefined;
  remotePort: number | undefined = undefined;
  remoteFamily: string | undefined = undefined;
  _handle: SocketHandle | null = null;
  /** Of the handle, also once it is gone. */
  _counts = { bytesRead: 0, bytesWritten: 0 };
  /** Bytes that a write under way has counted already. */
  _underWay = 0;

  #noDelay = false;
  #keepAlive = false;
  #keepAliveSeconds = 0;

  /** Options that wait for a handle. */
  configure({ noDelay, keepAlive, keepAliveInitialDelay }: Pick<SocketOptions, 'noDelay' | 'keepAlive' | 'keepAliveInitialDelay'>): void {
    this.#noDelay = Boolean(noDelay);
    this.#keepAlive = Boolean(keepAlive);
    this.#keepAliveSeconds = keepAliveSeconds(keepAliveInitialDelay);
  }

  /** It is connected. */
  applyOptions(): void {
    if (this.#noDelay) this._handle?.setNoDelay(true);
    if (this.#keepAlive) this._handle?.setKeepAlive(true, this.#keepAliveSeconds);
  }

  setNoDelay(enable?: boolean): this {
    const wanted = enable === undefined || Boolean(enable);
    const handle = this._handle;
    if (handle !== null && (wanted === this.#noDelay || !handle.setNoDelay)) return this;
    this.#noDelay = wanted;
    handle?.setNoDelay(wanted);
    return this;
  }

  setKeepAlive(enable?: boolean, initialDelayMs?: number): this {
    const wanted = Boolean(enable);
    const seconds = Math.trunc((initialDelayMs ?? 0) / 1000) || 0;
    const handle = this._handle;
    if (handle !== null && ((wanted === this.#keepAlive && seconds === this.#keepAliveSeconds) || !handle.setKeepAlive)) return this;
    this.#keepAlive = wanted;
    this.#keepAliveSeconds = seconds;
    handle?.setKeepAlive(wanted, seconds);
    return this;
  }

  get pending(): boolean {
    return this._handle === null || this.connecting;
  }
  get _connecting(): boolean {
    return this.connecting;
  }
  get readyState(): string {
    if (this.connecting) return 'opening';
    if (this.readable && this.writable) return 'open';
    return this.readable ? 'readOnly' : this.writable ? 'writeOnly' : 'closed';
  }
  get bytesRead(): number {
    return this._counts.bytesRead;
  }
  /** What has been written, sent or not. */
  get bytesWritten(): number {
    return this._counts.bytesWritten + this.writableLength - this._underWay;
  }
  get localPort(): number | undefined {
    return this.remotePort === undefined || this._handle === null ? undefined : sys.netPort(this._handle.id);
  }
  get localAddress(): string | undefined {
    return this._handle === null ? undefined : (this.remoteAddress ?? '127.0.0.1');
  }
  get localFamily(): string | undefined {
    return this._handle === null ? undefined : (this.remoteFamily ?? 'IPv4');
  }
  get bufferSize(): number | undefined {
    return this._handle === null ? undefined : this.writableLength;
  }

  address(): object {
    return this._handle === null || this.localPort === undefined ? {} : { address: this.localAddress, family: this.localFamily, port: this.localPort };
  }
}

/** @param address undefined for a peer on a path. */
export function setPeer(socket: SocketState, address: string | undefined, port: number): void {
  socket.remoteAddress = address;
  socket.remotePort = address === undefined ? undefined : port;
  socket.remoteFamily = address === undefined ? undefined : address.includes(':') ? 'IPv6' : 'IPv4';
}
