import { AdoptableEmitter } from './adoptable-emitter.ts';
import { creationStack } from './error-stack.ts';
import type { ClientRequest } from './http-client-request.ts';
import type { RequestOptions } from './http-client-options.ts';
import { HttpSocket } from './http-socket.ts';
import { isIP } from './net-address.ts';
import { resolveTarget, socketPath } from './net-connect.ts';
import { connectError, pathError, validatePort } from './net-error.ts';
import { connect, type Socket } from './net-socket.ts';
import { sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';
import { assertNumber, assertOneOf } from './validate.ts';

export interface AgentOptions {
  keepAlive?: boolean;
  keepAliveMsecs?: number;
  maxSockets?: number;
  maxTotalSockets?: number;
  maxFreeSockets?: number;
  scheduling?: 'lifo' | 'fifo';
  timeout?: number;
  agentKeepAliveTimeoutBuffer?: number;
  defaultPort?: number;
  protocol?: string;
}

/** What a request's connection is made of. */
export type ConnectionOptions = RequestOptions & Record<string, unknown>;
type Lists<T> = Record<string, T[]>;
export type ConnectionCallback = (error: Error | null | undefined, socket?: HttpSocket) => void;

const createLists = <T>(): Lists<T> => Object.create(null) as Lists<T>;
const kOptions: unique symbol = Symbol('requestOptions');
type Waiting = ClientRequest & { [kOptions]?: ConnectionOptions };

/** http.Agent: keeps connections for reuse and queues requests beyond its limits. */
export class Agent extends AdoptableEmitter {
  static defaultMaxSockets = Number.POSITIVE_INFINITY;
  readonly options: AgentOptions & Record<string, unknown>;
  defaultPort = 80;
  protocol = 'http:';
  readonly requests = createLists<Waiting>();
  readonly sockets = createLists<HttpSocket>();
  readonly freeSockets = createLists<HttpSocket>();
  readonly keepAliveMsecs: number;
  readonly keepAlive: boolean;
  maxSockets: number;
  maxFreeSockets: number;
  maxTotalSockets: number;
  readonly scheduling: 'lifo' | 'fifo';
  totalSocketCount = 0;
  readonly agentKeepAliveTimeoutBuffer: number;

  constructor(options?: AgentOptions | null) {
    super();
    const given = { ...options };
    this.options = Object.assign(Object.create(null) as AgentOptions & Record<string, unknown>, given);
    this.options['noDelay'] ??= true;
    // A connection's `path` is a socket's, not the request's.
    this.options['path'] = null;
    if (given.defaultPort) this.defaultPort = given.defaultPort;
    if (given.protocol) this.protocol = given.protocol;
    this.keepAliveMsecs = given.keepAliveMsecs || 1000;
    this.keepAlive = given.keepAlive || false;
    this.maxSockets = given.maxSockets || Agent.defaultMaxSockets;
    this.maxFreeSockets = given.maxFreeSockets || 256;
    this.scheduling = given.scheduling || 'lifo';
    const buffer = given.agentKeepAliveTimeoutBuffer;
    this.agentKeepAliveTimeoutBuffer = typeof buffer === 'number' && buffer >= 0 && Number.isFinite(buffer) ? buffer : 1000;
    assertOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);
    if (given.maxTotalSockets !== undefined) assertNumber(given.maxTotalSockets, 'maxTotalSockets', 1);
    this.maxTotalSockets = given.maxTotalSockets ?? Number.POSITIVE_INFINITY;
    this.on('free', (socket: HttpSocket, to: ConnectionOptions) => this.#onFree(socket, to));
  }

  getName(options: ConnectionOptions = {}): string {
    let name = `${options.host || 'localhost'}:${options.port || ''}:${options.localAddress || ''}`;
    if (options.family === 4 || options.family === 6) name += `:${options.family}`;
    if (options.socketPath) name += `:${options.socketPath}`;
    return name;
  }

  createConnection(...args: never[]): HttpSocket | Socket | null | undefined {
    return connect(...(args as unknown as Parameters<typeof connect>));
  }

  /** Gives the request a connection: a free one, a new one, or the next that comes free. */
  addRequest(request: ClientRequest, given: ConnectionOptions | string, port?: number, localAddress?: string): void {
    const options: ConnectionOptions = { ...(typeof given === 'string' ? { host: given, port, localAddress } : given), ...this.options };
    if (options.socketPath) options.path = options.socketPath;
    const name = this.getName(options);
    const free = this.freeSockets[name];
    while (free?.[0]?.destroyed) free.shift();
    const socket = this.scheduling === 'fifo' ? free?.shift() : free?.pop();
    if (free?.length === 0) delete this.freeSockets[name];
    const open = (this.sockets[name] ??= []);
    if (socket !== undefined) {
      this.reuseSocket(socket, request);
      this.#assign(request, socket);
      open.push(socket);
    } else if ((free?.length ?? 0) + open.length < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
      this.createSocket(request, options, (error, made) => {
        if (error || made === undefined) request.onSocket(made, error);
        else this.#assign(request, made);
      });
    } else {
      (request as Waiting)[kOptions] = options;
      (this.requests[name] ??= []).push(request);
    }
  }

  #assign(request: ClientRequest, socket: HttpSocket): void {
    request.onSocket(socket);
    if (request.timeout !== undefined && request.timeout !== (this.options.timeout ?? 0)) socket.setTimeout(request.timeout);
  }

  createSocket(_request: ClientRequest, given: ConnectionOptions, done: ConnectionCallback): void {
    const options: ConnectionOptions = { ...given, ...this.options };
    if (options.socketPath) options.path = options.socketPath;
    const name = this.getName(options);
    options['_agentKey'] = name;
    options['encoding'] = null;
    if (this.keepAlive) Object.assign(options, { keepAlive: true, keepAliveInitialDelay: this.keepAliveMsecs });
    let settled = false;
    const onCreated: ConnectionCallback = (error, socket) => {
      if (settled) return;
      settled = true;
      if (error || socket === undefined) {
        done(error);
        return;
      }
      (this.sockets[name] ??= []).push(socket);
      this.totalSocketCount++;
      this.#watch(socket, options);
      done(null, socket);
    };
    const made = this.#isPlain(options) ? openConnection(options) : (this.createConnection as (...args: unknown[]) => unknown)(options, onCreated);
    if (made) onCreated(null, made as HttpSocket);
  }

  /** Both ends speak messages then: no bytes are made. */
  #isPlain(options: ConnectionOptions): boolean {
    return (
      this.createConnection === createPlainly && options['lookup'] === undefined && options.localAddress === undefined && options['blockList'] === undefined
    );
  }

  #watch(socket: HttpSocket, options: ConnectionOptions): void {
    const listeners: Record<string, () => void> = {
      free: () => this.emit('free', socket, options),
      close: () => {
        this.totalSocketCount--;
        this.removeSocket(socket, options);
      },
      timeout: () => {
        for (const list of Object.values(this.freeSockets)) if (list.includes(socket)) return void socket.destroy();
      },
      agentRemove: () => {
        for (const [event, listener] of Object.entries(listeners)) socket.removeListener(event, listener);
        this.totalSocketCount--;
        this.removeSocket(socket, options);
      },
    };
    for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener);
    if (this.options.timeout) socket.setTimeout(this.options.timeout);
  }

  #onFree(socket: HttpSocket, options: ConnectionOptions): void {
    const name = this.getName(options);
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const next = this.requests[name]?.shift();
    if (this.requests[name]?.length === 0) delete this.requests[name];
    if (next !== undefined) {
      this.#assign(next, socket);
      return;
    }
    const request = socket._httpMessage as ClientRequest | null;
    const free = this.freeSockets[name] ?? [];
    const count = free.length + (this.sockets[name]?.length ?? 0);
    const isFull = this.totalSocketCount > this.maxTotalSockets || count > this.maxSockets || free.length >= this.maxFreeSockets;
    if (!request?.shouldKeepAlive || !this.keepAlive || isFull || !this.keepSocketAlive(socket)) {
      socket.destroy();
      return;
    }
    this.freeSockets[name] = free;
    socket._httpMessage = null;
    this.removeSocket(socket, options);
    socket.once('error', destroyFailed);
    free.push(socket);
  }

  /** Prepares a connection for waiting. Returns false when the server would close it too soon. */
  keepSocketAlive(socket: HttpSocket): boolean {
    socket.setKeepAlive?.(true, this.keepAliveMsecs);
    socket.unref?.();
    let timeout = this.options.timeout ?? 0;
    const hint = /^timeout=(\d+)/.exec(String((socket._httpMessage as ClientRequest | null)?.res?.headers['keep-alive'] ?? ''))?.[1];
    if (hint !== undefined) {
      const limit = Number(hint) * 1000 - this.agentKeepAliveTimeoutBuffer;
      if (limit <= 0) return false;
      if (limit < timeout) timeout = limit;
    }
    if (socket.timeout !== timeout) socket.setTimeout?.(timeout);
    else socket.touch?.();
    return true;
  }

  reuseSocket(socket: HttpSocket, request: ClientRequest): void {
    socket.removeListener('error', destroyFailed);
    request.reusedSocket = true;
    socket.ref?.();
  }

  removeSocket(socket: HttpSocket, options: ConnectionOptions): void {
    const name = this.getName(options);
    take(this.sockets, name, socket);
    if (!socket.writable) take(this.freeSockets, name, socket);
    const waiting = this.requests[name]?.length ? name : Object.keys(this.requests).find((each) => !this.sockets[each]?.length);
    const request = waiting === undefined ? undefined : this.requests[waiting]?.[0];
    const wanted = request?.[kOptions];
    if (request === undefined || wanted === undefined) return;
    delete request[kOptions];
    // In the place of the connection that is gone, one for a request that waits.
    this.createSocket(request, wanted, (error, made) => {
      if (error || made === undefined) request.onSocket(made, error);
      else made.emit('free');
    });
  }

  destroy(): void {
    for (const lists of [this.freeSockets, this.sockets]) for (const list of Object.values(lists)) for (const socket of [...list]) socket.destroy();
  }
}

const createPlainly = Agent.prototype.createConnection;

function destroyFailed(this: HttpSocket): void {
  this.destroy();
}

function take(lists: Lists<HttpSocket>, name: string, socket: HttpSocket): void {
  const list = lists[name];
  const at = list?.indexOf(socket) ?? -1;
  if (list === undefined || at < 0) return;
  list.splice(at, 1);
  if (list.length === 0) delete lists[name];
}

/** A connection on its way to a server of this machine. What goes wrong arrives as its 'error'. */
export function openConnection(options: ConnectionOptions): HttpSocket {
  const host = options.host || 'localhost';
  const path = options.socketPath;
  const port = path ? 0 : validatePort(options.port, 'Port');
  const resolved = path ? { address: socketPath(path), family: 0 } : resolveTarget({ host, family: Number(options.family ?? 0) });
  const address = resolved instanceof Error ? host : resolved.address;
  const result = resolved instanceof Error ? 0 : sys.netConnect(path ? -1 : port, address, creationStack());
  const socket = new HttpSocket(Math.max(0, result), path ? undefined : address, path ? undefined : port);
  socket.connecting = true;
  if (resolved instanceof Error) socket.failToConnect(resolved);
  else if (result < 0) socket.failToConnect(path ? pathError(result, 'connect', path) : connectError(result, address, port));
  else if (!path && isIP(host) === 0) nextTick(() => socket.emit('lookup', null, address, resolved.family, host));
  return socket;
}

const known = { agent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }) };

/** http.globalAgent, which programs may replace. */
export const globalAgent = {
  get current(): Agent {
    return known.agent;
  },
  set current(agent: Agent) {
    known.agent = agent;
  },
};
