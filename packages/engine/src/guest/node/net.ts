import { Buffer } from './buffer.ts';
import EventEmitter from './events.ts';
import { Duplex } from './stream.ts';
import { codedError, errnoName, unavailable } from '../internal/errors.ts';
import { netHandles } from '../internal/net-registry.ts';
import { nextTick } from '../internal/tick-queue.ts';
import { entries, sys } from '../internal/sys.ts';
import { startInternalTimer, type Timeout } from '../internal/timers.ts';

type Done = (error?: Error | null) => void;

export class Socket extends (Duplex as new (options: object) => any) {
  connecting = false;
  remoteAddress: string | undefined;
  remotePort: number | undefined;
  localAddress: string | undefined;
  remoteFamily: string | undefined;
  bytesRead = 0;
  bytesWritten = 0;
  timeout = 0;
  #handle = 0;
  #timer: Timeout | undefined;
  #waiting: Done | undefined;
  #onConnect: (() => void)[] = [];

  constructor(options: { allowHalfOpen?: boolean } = {}) {
    super({ allowHalfOpen: options.allowHalfOpen ?? false, decodeStrings: true, emitClose: true, autoDestroy: true });
    this.on('end', () => {
      if (!this.allowHalfOpen) this.end();
    });
  }

  get readyState(): string {
    return this.connecting ? 'opening' : this.#handle !== 0 ? 'open' : 'closed';
  }
  get pending(): boolean {
    return this.#handle === 0 || this.connecting;
  }
  get localPort(): number | undefined {
    return this.#handle === 0 ? undefined : sys.netPort(this.#handle);
  }

  /** Takes over a connection that the host accepted or opened. */
  attach(handle: number): this {
    this.#handle = handle;
    this.remoteAddress = '127.0.0.1';
    this.localAddress = '127.0.0.1';
    this.remoteFamily = 'IPv4';
    netHandles.set(handle, { event: (event, arg) => this.#onEvent(event, arg) });
    return this;
  }

  connect(...args: any[]): this {
    const callback = args.findLast((each) => typeof each === 'function');
    const options = typeof args[0] === 'object' ? args[0] : { port: args[0], host: typeof args[1] === 'string' ? args[1] : 'localhost' };
    if (callback) this.once('connect', callback);
    const port = Number(options.port);
    const host = options.host ?? 'localhost';
    this.connecting = true;
    this.remotePort = port;
    const result = sys.netConnect(port, host, new Error().stack ?? '');
    if (result < 0) {
      const code = errnoName(result);
      const address = host === 'localhost' ? '127.0.0.1' : host;
      nextTick(() => this.destroy(Object.assign(new Error(`connect ${code} ${address}:${port}`), { code, errno: result, syscall: 'connect', address, port })));
      return this;
    }
    return this.attach(result);
  }

  #onEvent(event: string, arg: ArrayBuffer | string): void {
    if (event === 'data') {
      this.bytesRead += (arg as ArrayBuffer).byteLength;
      this.#touch();
      if (!this.push(Buffer.from(arg))) sys.netPause(this.#handle, true);
    } else if (event === 'connect') {
      this.connecting = false;
      for (const run of this.#onConnect.splice(0)) run();
      this.emit('connect');
      this.emit('ready');
    } else if (event === 'end') this.push(null);
    else if (event === 'drain') {
      const done = this.#waiting;
      this.#waiting = undefined;
      done?.();
    } else if (event === 'error') {
      const code = String(arg);
      this.destroy(Object.assign(new Error(`read ${code}`), { code, errno: -104, syscall: 'read' }));
    } else if (event === 'close') {
      netHandles.delete(this.#handle);
      this.#handle = 0;
      if (!this.readableEnded) this.push(null);
      if (!this.destroyed) this.destroy();
    }
  }

  _read(): void {
    if (this.#handle !== 0 && !this.connecting) sys.netPause(this.#handle, false);
  }

  _write(chunk: Uint8Array, _encoding: string, done: Done): void {
    if (this.connecting) {
      this.#onConnect.push(() => this._write(chunk, _encoding, done));
      return;
    }
    this.#touch();
    this.bytesWritten += chunk.length;
    const result = this.#handle === 0 ? -32 : sys.netWrite(this.#handle, chunk);
    if (errnoName(result) === 'EPROTO' && result < 0) {
      sys.unsupported('a raw socket to an HTTP server');
      done(unavailable('A raw socket to an HTTP server'));
    } else if (result < 0) done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE', errno: -32, syscall: 'write' }));
    else if (result === 0) this.#waiting = done;
    else done();
  }

  _final(done: Done): void {
    const end = () => {
      if (this.#handle !== 0) sys.netEnd(this.#handle);
      done();
    };
    if (this.connecting) this.#onConnect.push(end);
    else end();
  }

  _destroy(error: Error | null, done: Done): void {
    this.#timer?.close();
    if (this.#handle !== 0) sys.netDestroy(this.#handle, false);
    netHandles.delete(this.#handle);
    this.#handle = 0;
    this.connecting = false;
    done(error);
  }

  #touch(): void {
    if (this.timeout > 0) this.#timer?.refresh();
  }

  setTimeout(ms: number, listener?: () => void): this {
    this.timeout = ms;
    this.#timer?.close();
    if (listener) this.once('timeout', listener);
    if (ms > 0) this.#timer = startInternalTimer(() => this.emit('timeout'), ms);
    return this;
  }
  resetAndDestroy(): this {
    if (this.#handle !== 0) sys.netDestroy(this.#handle, true);
    return this.destroy();
  }
  destroySoon(): void {
    this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  address(): object {
    return { address: '127.0.0.1', family: 'IPv4', port: this.localPort };
  }
  ref(): this {
    if (this.#handle !== 0) sys.netRef(this.#handle, true);
    return this;
  }
  unref(): this {
    if (this.#handle !== 0) sys.netRef(this.#handle, false);
    return this;
  }
}

export class Server extends (EventEmitter as unknown as new () => any) {
  listening = false;
  maxConnections: number | undefined;
  readonly allowHalfOpen: boolean;
  #handle = 0;
  #port = 0;
  #sockets = new Set<Socket>();

  constructor(options?: { allowHalfOpen?: boolean } | ((socket: Socket) => void), listener?: (socket: Socket) => void) {
    super();
    const handler = typeof options === 'function' ? options : listener;
    this.allowHalfOpen = typeof options === 'object' ? (options.allowHalfOpen ?? false) : false;
    if (handler) this.on('connection', handler);
  }

  listen(...args: any[]): this {
    const callback = args.findLast((each) => typeof each === 'function');
    const options = typeof args[0] === 'object' && args[0] !== null ? args[0] : { port: args[0], host: typeof args[1] === 'string' ? args[1] : undefined };
    if (callback) this.once('listening', callback);
    if (this.#handle !== 0) throw codedError(Error, 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
    const port = Number(options.port ?? 0) || 0;
    const host = options.host ?? '::';
    const result = sys.netListen(port, host, 'tcp', new Error().stack ?? '');
    if (result < 0) {
      const code = errnoName(result);
      nextTick(() =>
        this.emit(
          'error',
          Object.assign(new Error(`listen ${code}: address already in use ${host}:${port}`), { code, errno: result, syscall: 'listen', address: host, port }),
        ),
      );
      return this;
    }
    this.#handle = result;
    this.#port = sys.netPort(result);
    this.listening = true;
    netHandles.set(result, {
      event: () => {
        netHandles.delete(result);
        this.emit('close');
      },
      listening: () => this.emit('listening'),
      connection: (socketHandle, remotePort) => {
        const socket = new Socket({ allowHalfOpen: this.allowHalfOpen }).attach(socketHandle);
        socket.remotePort = remotePort;
        this.#sockets.add(socket);
        socket.once('close', () => this.#sockets.delete(socket));
        this.emit('connection', socket);
      },
    });
    return this;
  }

  address(): object | null {
    return this.#handle === 0 ? null : { address: '::', family: 'IPv6', port: this.#port };
  }

  close(callback?: (error?: Error) => void): this {
    if (this.#handle === 0) {
      if (callback) nextTick(callback as never, codedError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.'));
      return this;
    }
    if (callback) this.once('close', callback);
    const handle = this.#handle;
    this.#handle = 0;
    this.listening = false;
    sys.netClose(handle);
    return this;
  }

  getConnections(callback: (error: null, count: number) => void): void {
    nextTick(callback as never, null, this.#sockets.size);
  }
  ref(): this {
    if (this.#handle !== 0) sys.netRef(this.#handle, true);
    return this;
  }
  unref(): this {
    if (this.#handle !== 0) sys.netRef(this.#handle, false);
    return this;
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => this.close(() => resolve()));
  }
}

entries.onConnection = (server, socket, remotePort) => netHandles.get(server)?.connection?.(socket, remotePort);

const connect = (...args: any[]) => new Socket(typeof args[0] === 'object' ? args[0] : {}).connect(...args);
const isIPv4 = (text: string) => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/.test(text) && !text.endsWith('.');
const isIPv6 = (text: string) => text.includes(':') && /^[0-9a-f:.]+$/i.test(text);
const isIP = (text: string) => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0);
const createServer = (options?: any, listener?: any) => new Server(options, listener);

export default { Socket, Stream: Socket, Server, createServer, connect, createConnection: connect, isIP, isIPv4, isIPv6 };
