import { type ContextFrame, currentContext } from './async-context.ts';
import { completeLater } from './completions.ts';
import { creationStack } from './error-stack.ts';
import { codedError, invalidArgValue, unavailable } from './errors.ts';
import { EventEmitter } from './event-emitter.ts';
import { isIP, resolveName } from './net-address.ts';
import { listenError, validatePort } from './net-error.ts';
import { type NetHandleOwner, netHandles } from './net-registry.ts';
import { Socket } from './net-socket.ts';
import type { AbortSignalShape } from './net-socket-options.ts';
import { sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';

type ErrorCallback = (error?: Error) => void;

export interface ListenOptions {
  port?: number | string | undefined;
  host?: string | undefined;
  path?: string | undefined;
  fd?: number | undefined;
  signal?: AbortSignalShape | undefined;
}

export interface ServerOptions {
  allowHalfOpen?: boolean | undefined;
  pauseOnConnect?: boolean | undefined;
}

/** Listens on a port of this machine. node:http's server is one, too. */
export class Server extends EventEmitter implements NetHandleOwner {
  maxConnections: number | undefined = undefined;
  allowHalfOpen = false;
  pauseOnConnect = false;
  /** Of listen(): connections and requests belong to it. */
  context: ContextFrame | undefined = undefined;
  #handle = 0;
  #port = 0;
  #address = '::';
  #connections = 0;
  #refd = true;
  #signal: { readonly signal: AbortSignalShape; readonly onAbort: () => void } | undefined;

  constructor(options?: ServerOptions | ((socket: Socket) => void) | null, listener?: (socket: Socket) => void) {
    super();
    const handler = typeof options === 'function' ? options : listener;
    if (typeof options === 'object' && options !== null) {
      this.allowHalfOpen = options.allowHalfOpen ?? false;
      this.pauseOnConnect = options.pauseOnConnect ?? false;
    }
    if (handler) this.on('connection', handler);
  }

  get listening(): boolean {
    return this.#handle !== 0;
  }

  listen(...args: unknown[]): this {
    const listener = args.findLast((each) => typeof each === 'function') as (() => void) | undefined;
    if (listener) this.once('listening', listener);
    if (this.#handle !== 0) throw codedError(Error, 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
    const options = normalizeListen(args);
    const port = validatePort(options.port ?? 0, 'options.port');
    if (options.signal) this.#closeOn(options.signal);
    const host = options.host ?? '';
    const stack = creationStack();
    this.context = currentContext();
    if (host === '') this.#listen(port, '::', stack);
    else {
      // A host is looked up first, even an address.
      const resolved = resolveName(host);
      const later = isIP(host) !== 0 ? nextTick : completeLater;
      later(() => {
        if (resolved instanceof Error) this.emit('error', resolved);
        else this.#listen(port, resolved.address, stack);
      });
    }
    return this;
  }

  #listen(port: number, address: string, stack: string): void {
    const result = sys.netListen(port, address, this.protocol, stack);
    if (result < 0) {
      nextTick(() => this.emit('error', listenError(result, address, port)));
      return;
    }
    this.#handle = result;
    this.#port = sys.netPort(result);
    this.#address = address;
    if (!this.#refd) sys.netRef(result, false);
    netHandles.set(result, this);
    nextTick(() => {
      if (this.#handle === result) this.emit('listening');
    });
  }

  /** What the host delivers: bytes or messages. */
  get protocol(): 'tcp' | 'http' {
    return 'tcp';
  }

  /** From the host. */
  accept(handle: number, remotePort: number): void {
    if (this.maxConnections !== undefined && this.#connections >= this.maxConnections) {
      sys.netDestroy(handle, false);
      this.emit('drop', {
        localAddress: '127.0.0.1',
        localPort: this.#port,
        localFamily: 'IPv4',
        remoteAddress: '127.0.0.1',
        remotePort,
        remoteFamily: 'IPv4',
      });
      return;
    }
    this.#connections++;
    this.open(handle, remotePort);
  }

  /** Makes the socket of an accepted connection, and says so. */
  open(handle: number, remotePort: number): void {
    const socket = new Socket({ allowHalfOpen: this.allowHalfOpen });
    socket.server = this;
    socket.adopt(handle, remotePort, this.pauseOnConnect);
    this.emit('connection', socket);
  }

  connectionClosed(): void {
    this.#connections--;
    this.#closeIfDrained();
  }

  address(): { address: string; family: string; port: number } | null {
    if (this.#handle === 0) return null;
    return { address: this.#address, family: this.#address.includes(':') ? 'IPv6' : 'IPv4', port: this.#port };
  }

  close(callback?: ErrorCallback): this {
    if (typeof callback === 'function') {
      if (this.#handle !== 0) this.once('close', callback);
      else this.once('close', () => callback(codedError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.')));
    }
    this.#signal?.signal.removeEventListener('abort', this.#signal.onAbort);
    this.#signal = undefined;
    if (this.#handle !== 0) {
      netHandles.delete(this.#handle);
      sys.netClose(this.#handle);
      this.#handle = 0;
    }
    this.#closeIfDrained();
    return this;
  }

  #closeIfDrained(): void {
    if (this.#handle !== 0 || this.#connections > 0) return;
    nextTick(() => this.emit('close'));
  }

  #closeOn(signal: AbortSignalShape): void {
    const onAbort = () => {
      this.close();
    };
    if (signal.aborted) nextTick(onAbort);
    else {
      this.#signal = { signal, onAbort };
      signal.addEventListener('abort', onAbort, { once: true });
    }
  }

  getConnections(callback: (error: null, count: number) => void): this {
    nextTick(callback, null, this.#connections);
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

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#handle === 0) return;
    await new Promise<void>((resolve, reject) => {
      this.close((error) => (error ? reject(error) : resolve()));
    });
  }
}

/** The forms of listen(): options; port, host; nothing. @throws for what is no address. */
function normalizeListen(args: readonly unknown[]): ListenOptions {
  const [first, second] = args;
  if (first === undefined || first === null || typeof first === 'function') return {};
  if (typeof first === 'object') {
    const options = first as ListenOptions;
    if (options.path !== undefined || options.fd !== undefined) throw unavailable(`server.listen({ ${options.path !== undefined ? 'path' : 'fd'} })`);
    if (!('port' in options)) throw invalidArgValue('options', options, 'must have the property "port" or "path"');
    if (options.port !== undefined && options.port !== null && typeof options.port !== 'number' && typeof options.port !== 'string')
      throw invalidArgValue('options', options);
    return options;
  }
  if (typeof first === 'string' && !/^\s*\d+\s*$/.test(first)) throw unavailable('server.listen() on a path');
  return { port: first as number, host: typeof second === 'string' ? second : undefined };
}

// Bundlers rename one of two classes of a name; programs see it in what they print.
Object.defineProperty(Server, 'name', { value: 'Server' });
