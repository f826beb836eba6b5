import { codedError, unavailable } from './errors.ts';
import { EventEmitter, type EventName, type Listener } from './event-emitter.ts';
import { Socket } from './net-socket.ts';
import { sys } from './sys.ts';

const { on, removeListener, removeAllListeners } = EventEmitter.prototype;

function EmitterOnly(this: EventEmitter): void {
  EventEmitter.init.call(this);
}
// So that `instanceof net.Socket` holds; a stream it is not, for its bytes never exist.
EmitterOnly.prototype = Object.create(Socket.prototype) as object;

/** What programs ask the connection under HTTP messages about itself, and what it is not. */
export class HttpSocketState extends (EmitterOnly as unknown as new () => EventEmitter) {
  handle: number;
  connecting = false;
  destroyed = false;
  errored: Error | null = null;
  /** The message it carries now; agents of other makers look at it. */
  _httpMessage: unknown = null;
  timeout: number | undefined = undefined;
  remoteAddress: string | undefined;
  remotePort: number | undefined;
  _closed = false;
  _ending = false;

  constructor(handle: number, remoteAddress: string | undefined, remotePort: number | undefined) {
    super();
    this.handle = handle;
    this.remoteAddress = remoteAddress;
    this.remotePort = remotePort;
  }

  // A stream looks at its state with every listener; this one has none.
  override on(name: EventName, listener: Listener): this {
    return on.call(this, name, listener) as this;
  }
  override addListener(name: EventName, listener: Listener): this {
    return on.call(this, name, listener) as this;
  }
  override off(name: EventName, listener: Listener): this {
    return removeListener.call(this, name, listener) as this;
  }
  override removeListener(name: EventName, listener: Listener): this {
    return removeListener.call(this, name, listener) as this;
  }
  override removeAllListeners(...names: [name?: EventName]): this {
    return removeAllListeners.apply(this, names) as this;
  }

  get pending(): boolean {
    return this.connecting;
  }
  get readable(): boolean {
    return !this.destroyed;
  }
  get writable(): boolean {
    return !this.destroyed && !this._ending;
  }
  get writableEnded(): boolean {
    return this.destroyed || this._ending;
  }
  get readyState(): string {
    return this.connecting ? 'opening' : this.destroyed ? 'closed' : 'open';
  }
  get closed(): boolean {
    return this._closed;
  }
  get remoteFamily(): string | undefined {
    return this.remoteAddress === undefined ? undefined : this.remoteAddress.includes(':') ? 'IPv6' : 'IPv4';
  }
  /** Both ends of a connection are on this machine: they have one address. */
  get localAddress(): string | undefined {
    return this.remoteAddress;
  }
  get localFamily(): string | undefined {
    return this.remoteFamily;
  }
  get localPort(): number | undefined {
    return this.destroyed ? undefined : sys.netPort(this.handle);
  }
  /** What HTTP has carried, framed as bytes are. */
  get bytesRead(): number {
    return sys.netBytes(this.handle, false);
  }
  get bytesWritten(): number {
    return sys.netBytes(this.handle, true) + ((this._httpMessage as { writableLength?: number } | null)?.writableLength ?? 0);
  }
  get readableHighWaterMark(): number {
    return 65_536;
  }
  get readableEnded(): boolean {
    return this.destroyed;
  }
  get writableFinished(): boolean {
    return this.destroyed;
  }
  get writableCorked(): number {
    return 0;
  }
  get bufferSize(): number {
    return 0;
  }
  setEncoding(): never {
    throw codedError(Error, 'ERR_HTTP_SOCKET_ENCODING', 'Changing the socket encoding is not allowed per RFC7230 Section 3.');
  }
  get writableLength(): number {
    return 0;
  }
  get writableHighWaterMark(): number {
    return 65_536;
  }
  address(): object {
    return this.destroyed || this.remoteAddress === undefined ? {} : { address: this.localAddress, family: this.localFamily, port: this.localPort };
  }

  pipe(): never {
    throw unavailable('pipe() of an HTTP connection');
  }
  read(): never {
    throw unavailable('read() of an HTTP connection');
  }
  connect(): never {
    throw unavailable('connect() of an HTTP connection');
  }
  pause(): this {
    return this;
  }
  resume(): this {
    return this;
  }
  cork(): void {}
  uncork(): void {}
  setNoDelay(_enable?: boolean): this {
    return this;
  }
  setKeepAlive(_enable?: boolean, _delayMs?: number): this {
    return this;
  }
}
