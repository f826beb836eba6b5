import { AdoptableEmitter } from './adoptable-emitter.ts';
import { type ContextFrame, currentContext } from './async-context.ts';
import { ERRNO } from '../../abi/errno.ts';
import { OPEN } from '../../abi/open-flags.ts';
import { completeLater } from './completions.ts';
import { creationStack } from './error-stack.ts';
import { codedError, invalidArgType, invalidArgValue } from './errors.ts';
import { captureRejectionSymbol, type EventName } from './event-emitter.ts';
import { isIP, resolveName } from './net-address.ts';
import { assertBlockList, type BlockList } from './net-block-list.ts';
import { MAX_SOCKET_PATH, socketPath } from './net-connect.ts';
import { type ListenOptions, normalizeListen, sharingOf } from './net-listen-options.ts';
import { bindError, listenError, pathError, validatePort } from './net-error.ts';
import { type NetHandleOwner, netHandles } from './net-registry.ts';
import { type ListeningHandle, SocketHandle } from './net-handle.ts';
import { Socket } from './net-socket.ts';
import { type AbortSignalShape, keepAliveSeconds } from './net-socket-options.ts';
import { sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';
import { assertAbortSignal } from './validate.ts';

type ErrorCallback = (error?: Error) => void;

export interface ServerOptions {
  highWaterMark?: number | undefined;
  blockList?: BlockList | undefined;
  captureRejections?: boolean;
  allowHalfOpen?: boolean | undefined;
  pauseOnConnect?: boolean | undefined;
  noDelay?: boolean | undefined;
  keepAlive?: boolean | undefined;
  keepAliveInitialDelay?: number | undefined;
}

/** Listens on a port of this machine. node:http's server is one, too. */
export class Server extends AdoptableEmitter implements NetHandleOwner {
  maxConnections: number | undefined = undefined;
  allowHalfOpen = false;
  pauseOnConnect = false;
  noDelay = false;
  keepAlive = false;
  keepAliveInitialDelay = 0;
  /** Of listen(): connections and requests belong to it. */
  context: ContextFrame | undefined = undefined;
  #handle = 0;
  #port = 0;
  #address = '::';
  #connections = 0;
  #refd = true;
  #face: ListeningHandle | undefined;
  #blockList: BlockList | undefined;
  #highWaterMark: number | undefined;
  #path: string | undefined;
  #listenNumber = 0;
  #signal: { readonly signal: AbortSignalShape; readonly onAbort: () => void } | undefined;

  constructor(options?: ServerOptions | ((socket: Socket) => void) | null, listener?: (socket: Socket) => void) {
    super(typeof options === 'object' && options !== null ? options : undefined);
    const handler = typeof options === 'function' ? options : listener;
    if (typeof options === 'object' && options !== null) {
      if (options.blockList) assertBlockList(options.blockList, 'options.blockList');
      this.#blockList = options.blockList;
      this.#highWaterMark = options.highWaterMark;
      this.allowHalfOpen = options.allowHalfOpen ?? false;
      this.pauseOnConnect = options.pauseOnConnect ?? false;
      this.noDelay = Boolean(options.noDelay);
      this.keepAlive = Boolean(options.keepAlive);
      this.keepAliveInitialDelay = keepAliveSeconds(options.keepAliveInitialDelay);
    }
    if (typeof options !== 'function' && typeof options !== 'object' && options !== undefined) throw invalidArgType('options', 'of type object', options);
    if (handler) this.on('connection', handler);
  }

  get listening(): boolean {
    return this.#handle !== 0;
  }

  listen(...args: unknown[]): this {
    const listener = args.findLast((each) => typeof each === 'function') as (() => void) | undefined;
    if (listener) this.once('listening', listener);
    if (this.listening || this.#path !== undefined)
      throw codedError(Error, 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
    const options = normalizeListen(args);
    if (options.signal !== undefined) assertAbortSignal(options.signal, 'options.signal');
    const stack = creationStack();
    this.context = currentContext();
    if (options.path !== undefined) {
      if (options.signal) this.#closeOn(options.signal);
      this.#listenOnPath(options.path, options, stack);
      return this;
    }
    const port = validatePort(options.port ?? 0, 'options.port');
    if (options.signal) this.#closeOn(options.signal);
    const host = options.host ?? '';
    this.#listenNumber++;
    const sharing = sharingOf(options);
    if (host === '') this.#listen(port, '::', stack, sharing);
    else {
      // A host is looked up first, even an address.
      const resolved = resolveName(host);
      const number = this.#listenNumber;
      const later = isIP(host) !== 0 ? nextTick : completeLater;
      later(() => {
        if (number !== this.#listenNumber) return;
        if (resolved instanceof Error) this.emit('error', resolved);
        else this.#listen(port, resolved.address, stack, sharing);
      });
    }
    return this;
  }

  #listen(port: number, address: string, stack: string, sharing: number): void {
    const result = sys.netListen(port, address, this.protocol, stack, sharing);
    if (result < 0) nextTick(() => this.emit('error', listenError(result, address, port)));
    else {
      this.#address = address;
      this.#listenOn(result);
    }
  }

  /** The socket's file is a plain one here: it is there as long as the server listens. */
  #listenOnPath(path: string, options: ListenOptions, stack: string): void {
    const { readableAll, writableAll } = options;
    if (path.startsWith('\0') && (readableAll || writableAll))
      throw invalidArgValue('options', options, 'can not set readableAll or writableAllt to true when path is abstract unix socket');
    const full = socketPath(path);
    const isFile = full.startsWith('/') && full.length <= MAX_SOCKET_PATH;
    const fd = isFile ? sys.fsOpen(full, OPEN.CREAT | OPEN.EXCL | OPEN.WRONLY, 0o755, '') : 0;
    if (isFile && fd >= 0) {
      sys.fsClose(fd);
      if (readableAll || writableAll) sys.fsChmod(full, (readableAll ? 0o444 : 0) | (writableAll ? 0o222 : 0));
    }
    const result = full.length > MAX_SOCKET_PATH ? -ERRNO.EINVAL : fd < 0 ? bindError(fd) : sys.netListen(-1, full, this.protocol, stack);
    if (result < 0) nextTick(() => this.emit('error', pathError(result, 'listen', path)));
    else {
      this.#path = path;
      this.#listenOn(result);
    }
  }

  #listenOn(handle: number): void {
    this.#handle = handle;
    this.#port = sys.netPort(handle);
    if (!this.#refd) sys.netRef(handle, false);
    netHandles.set(handle, this);
    this.listenedOn(handle);
    nextTick(() => {
      if (this.#handle === handle) this.emit('listening');
    });
  }

  /** Called once there is a handle, before anybody can have connected. */
  listenedOn(_handle: number): void {}

  /** Programs test it for truth, close it in its stead, and put their own function where it accepts. */
  get _handle(): ListeningHandle | null {
    if (this.#handle === 0) return null;
    this.#face ??= {
      fd: this.#handle,
      close: () => this.close(),
      ref: () => this.ref(),
      unref: () => this.unref(),
      hasRef: () => this.#refd,
      onconnection: (_error, client) => this.#take(client),
    };
    return this.#face;
  }
  get _connectionKey(): string {
    return this.#path ?? `${isIP(this.#address)}:${this.#address}:0`;
  }
  get connections(): number {
    return this.#connections;
  }

  [captureRejectionSymbol](error: Error, event: EventName, ...args: readonly unknown[]): void {
    if (event === 'connection') (args[0] as Socket).destroy(error);
    else this.emit('error', error);
  }

  /** What the host delivers: bytes or messages. */
  get protocol(): 'tcp' | 'http' {
    return 'tcp';
  }

  /** From the host. */
  accept(handle: number, remotePort: number, remoteAddress: string): void {
    if (this.#blockList?.check(remoteAddress, remoteAddress.includes(':') ? 'ipv6' : 'ipv4')) {
      sys.netDestroy(handle, false);
      return;
    }
    if (this.maxConnections !== undefined && this.#connections >= this.maxConnections) {
      sys.netDestroy(handle, false);
      const family = remoteAddress.includes(':') ? 'IPv6' : 'IPv4';
      this.emit('drop', { localAddress: remoteAddress, localPort: this.#port, localFamily: family, remoteAddress, remotePort, remoteFamily: family });
      return;
    }
    this.#connections++;
    this.open(handle, remotePort, remoteAddress);
  }

  /** Makes the socket of an accepted connection, and says so. */
  open(handle: number, remotePort: number, remoteAddress: string): void {
    const client = new SocketHandle(handle);
    client.peer = { address: this.#path === undefined ? remoteAddress : undefined, port: remotePort };
    if (this.#face) this.#face.onconnection(0, client);
    else this.#take(client);
  }

  #take(client: SocketHandle): void {
    const { noDelay, keepAlive, keepAliveInitialDelay } = this;
    if (noDelay) client.setNoDelay(true);
    if (keepAlive) client.setKeepAlive(true, keepAliveInitialDelay);
    const socket = new Socket({
      allowHalfOpen: this.allowHalfOpen,
      highWaterMark: this.#highWaterMark,
      noDelay,
      keepAlive,
      keepAliveInitialDelay: keepAliveInitialDelay * 1000,
    });
    socket.server = this;
    socket.adopt(client, this.pauseOnConnect);
    this.emit('connection', socket);
  }

  connectionClosed(): void {
    this.#connections--;
    this.#closeIfDrained();
  }

  address(): { address: string; family: string; port: number } | string | null {
    if (this.#handle === 0) return null;
    if (this.#path !== undefined) return this.#path;
    return { address: this.#address, family: this.#address.includes(':') ? 'IPv6' : 'IPv4', port: this.#port };
  }

  close(callback?: ErrorCallback): this {
    if (typeof callback === 'function') {
      if (this.#handle !== 0) this.once('close', callback);
      else this.once('close', () => callback(codedError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.')));
    }
    this.#signal?.signal.removeEventListener('abort', this.#signal.onAbort);
    this.#signal = undefined;
    this.#listenNumber++;
    if (this.#handle !== 0) {
      if (this.#path !== undefined && !this.#path.startsWith('\0')) sys.fsUnlink(socketPath(this.#path));
      this.#path = undefined;
      netHandles.delete(this.#handle);
      sys.netClose(this.#handle);
      this.#handle = 0;
      this.#face = undefined;
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

// Bundlers rename one of two classes of a name; programs see it in what they print.
Object.defineProperty(Server, 'name', { value: 'Server' });
