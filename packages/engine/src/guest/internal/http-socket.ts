import EventEmitter from '../node/events.ts';
import { startInternalTimer, type Timeout } from './timers.ts';
import { sys } from './sys.ts';

/** The connection under a request: enough of net.Socket for what servers ask of it. No stream: the bytes never exist. */
export class HttpSocket extends (EventEmitter as unknown as new () => any) {
  readonly handle: number;
  readonly remoteAddress = '127.0.0.1';
  readonly remoteFamily = 'IPv4';
  readonly localAddress = '127.0.0.1';
  readonly encrypted = false;
  destroyed = false;
  timeout = 0;
  #timer: Timeout | undefined;

  constructor(handle: number) {
    super();
    this.handle = handle;
  }
  get remotePort(): number {
    return 40_000 + (this.handle % 20_000);
  }
  get localPort(): number {
    return sys.netPort(this.handle);
  }
  get readable(): boolean {
    return !this.destroyed;
  }
  get writable(): boolean {
    return !this.destroyed;
  }
  get readyState(): string {
    return this.destroyed ? 'closed' : 'open';
  }
  address(): object {
    return { address: '127.0.0.1', family: 'IPv4', port: this.localPort };
  }
  destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    sys.netDestroy(this.handle, error !== undefined);
    if (error !== undefined && this.listenerCount('error') > 0) this.emit('error', error);
    return this;
  }
  end(): this {
    return this.destroy();
  }
  destroySoon(): void {
    this.destroy();
  }
  setTimeout(ms: number, listener?: () => void): this {
    this.timeout = ms;
    this.#timer?.close();
    if (listener) this.once('timeout', listener);
    if (ms > 0) this.#timer = startInternalTimer(() => this.emit('timeout'), ms);
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  cork(): void {}
  uncork(): void {}
  /** The connection is gone, whoever ended it. */
  closed(): void {
    this.destroyed = true;
    this.#timer?.close();
    this.emit('close', false);
  }
}
