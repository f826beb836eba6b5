import { Buffer } from '../node/buffer.ts';
import { type NetHandleOwner, netHandles } from './net-registry.ts';
import { sys } from './sys.ts';

/** A socket's end of a connection, as programs see it at `_handle`: null before and after. */
export class SocketHandle {
  /** Id in the handle table. */
  readonly id: number;
  bytesRead = 0;
  bytesWritten = 0;
  #refd = true;
  /** The other side sends no more: like libuv's, the handle then keeps nothing alive. */
  #passive = false;
  #closed = false;

  /** Of one that a server accepted. */
  peer: { readonly address: string | undefined; readonly port: number } | undefined = undefined;

  constructor(id: number) {
    this.id = id;
  }

  /** Its events are the owner's from now on. */
  belongTo(owner: NetHandleOwner): this {
    netHandles.set(this.id, owner);
    return this;
  }

  get fd(): number {
    return this.#closed ? -1 : this.id;
  }

  /** Nothing is held back for larger packets here. */
  setNoDelay(_enable?: boolean): number {
    return 0;
  }
  /** A peer cannot vanish unseen here: nothing to probe for. */
  setKeepAlive(_enable?: boolean, _delaySeconds?: number): number {
    return 0;
  }

  ref(): void {
    this.#refd = true;
    this.#update();
  }
  unref(): void {
    this.#refd = false;
    this.#update();
  }
  hasRef(): boolean {
    return this.#refd;
  }
  setPassive(passive: boolean): void {
    if (passive === this.#passive) return;
    this.#passive = passive;
    this.#update();
  }
  #update(): void {
    if (!this.#closed) sys.netRef(this.id, this.#refd && !this.#passive);
  }

  readStart(): void {
    if (!this.#closed) sys.netPause(this.id, false);
  }
  readStop(): void {
    if (!this.#closed) sys.netPause(this.id, true);
  }

  /** Returns 1 when the peer keeps up, 0 to wait for 'drain', or a negative errno. */
  write(bytes: Uint8Array): number {
    return this.#closed ? EBADF : sys.netWrite(this.id, bytes);
  }
  shutdown(): void {
    if (!this.#closed) sys.netEnd(this.id);
  }

  close(callback?: () => void): void {
    this.#release(false);
    callback?.();
  }
  reset(): void {
    this.#release(true);
  }
  #release(reset: boolean): void {
    if (this.#closed) return;
    this.#closed = true;
    netHandles.delete(this.id);
    sys.netDestroy(this.id, reset);
  }
}

/** A listening server's handle, as programs see it. */
export interface ListeningHandle {
  readonly fd: number;
  close(): unknown;
  ref(): unknown;
  unref(): unknown;
  hasRef(): boolean;
  onconnection(error: number, client: SocketHandle): void;
}

const EBADF = -9;

export interface OnRead {
  readonly buffer: Uint8Array | (() => Uint8Array);
  readonly callback: (this: unknown, size: number, buffer: Uint8Array) => unknown;
}

/** The `onread` option: bytes go into the program's own buffer, and no 'data' is emitted. */
export class BufferReader {
  readonly #options: OnRead;
  readonly #owner: { readonly destroyed: boolean };
  #buffer: Uint8Array;
  #held: Uint8Array = Buffer.alloc(0);
  paused = false;

  constructor(options: OnRead, owner: { readonly destroyed: boolean }) {
    this.#options = options;
    this.#owner = owner;
    this.#buffer = this.#next();
  }

  #next(): Uint8Array {
    const { buffer } = this.#options;
    return typeof buffer === 'function' ? buffer() : buffer;
  }

  add(bytes: Uint8Array): void {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
  }

  /** Hands over what has come. Returns false when the reader has paused. */
  pump(): boolean {
    while (this.#held.length > 0 && !this.paused && !this.#owner.destroyed) {
      const buffer = this.#buffer;
      const size = Math.min(buffer.length, this.#held.length);
      buffer.set(this.#held.subarray(0, size));
      this.#held = this.#held.subarray(size);
      if (this.#options.callback.call(this.#owner, size, buffer) === false) this.paused = true;
      this.#buffer = this.#next();
    }
    return !this.paused;
  }
}
