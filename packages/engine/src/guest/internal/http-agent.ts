import { creationStack } from './error-stack.ts';
import { unavailable } from './errors.ts';
import { EventEmitter } from './event-emitter.ts';
import type { ClientRequest } from './http-client-request.ts';
import { HttpSocket } from './http-socket.ts';
import { resolveName } from './net-address.ts';
import { connectError } from './net-error.ts';
import { sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';
import { assertOneOf } from './validate.ts';

export interface AgentOptions {
  keepAlive?: boolean;
  keepAliveMsecs?: number;
  maxSockets?: number;
  maxTotalSockets?: number;
  maxFreeSockets?: number;
  scheduling?: 'lifo' | 'fifo';
  timeout?: number;
  agentKeepAliveTimeoutBuffer?: number;
}

/** Where a request goes. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly localAddress?: string | undefined;
  readonly family?: number | undefined;
}

type Lists<T> = Record<string, T[]>;

const createLists = <T>(): Lists<T> => Object.create(null) as Lists<T>;

/** http.Agent: keeps connections for reuse and queues requests beyond its limits. */
export class Agent extends EventEmitter {
  static defaultMaxSockets = Number.POSITIVE_INFINITY;
  readonly options: AgentOptions & Record<string, unknown>;
  readonly defaultPort = 80;
  readonly protocol = 'http:';
  readonly requests = createLists<ClientRequest>();
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

  constructor(options: AgentOptions = {}) {
    super();
    this.options = Object.assign(Object.create(null) as object, { ...options, noDelay: true, path: null });
    this.keepAliveMsecs = options.keepAliveMsecs ?? 1000;
    this.keepAlive = options.keepAlive ?? false;
    this.maxSockets = options.maxSockets || Agent.defaultMaxSockets;
    this.maxFreeSockets = options.maxFreeSockets || 256;
    this.maxTotalSockets = options.maxTotalSockets ?? Number.POSITIVE_INFINITY;
    this.scheduling = options.scheduling ?? 'lifo';
    this.agentKeepAliveTimeoutBuffer = options.agentKeepAliveTimeoutBuffer ?? 1000;
    assertOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);
    this.on('free', (socket: HttpSocket, name: string) => this.#onFree(socket, name));
  }

  getName(options: Partial<Destination> = {}): string {
    let name = `${options.host || 'localhost'}:${options.port || ''}:${options.localAddress || ''}`;
    if (options.family === 4 || options.family === 6) name += `:${options.family}`;
    return name;
  }

  createConnection(): never {
    throw unavailable('agent.createConnection()');
  }

  /** Gives the request a connection: a free one, a new one, or the next that comes free. */
  addRequest(request: ClientRequest, to: Destination): void {
    if (Object.hasOwn(this, 'createConnection') || this.createConnection !== Agent.prototype.createConnection)
      throw unavailable('An agent with a createConnection() of its own');
    const name = this.getName(to);
    const free = this.freeSockets[name];
    while (free?.[0]?.destroyed) free.shift();
    const socket = this.scheduling === 'fifo' ? free?.shift() : free?.pop();
    if (free?.length === 0) delete this.freeSockets[name];
    const open = (this.sockets[name] ??= []);
    if (socket !== undefined) {
      request.reusedSocket = true;
      socket.ref();
      request.assign(socket);
      open.push(socket);
    } else if ((free?.length ?? 0) + open.length < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
      this.#createSocket(request, to, name);
    } else (this.requests[name] ??= []).push(request);
  }

  #createSocket(request: ClientRequest, to: Destination, name: string): void {
    const socket = openConnection(to);
    (this.sockets[name] ??= []).push(socket);
    this.totalSocketCount++;
    if (request.timeout ?? this.options.timeout) socket.setTimeout((request.timeout ?? this.options.timeout) as number);
    socket.on('free', () => this.emit('free', socket, name));
    socket.on('close', () => {
      this.totalSocketCount--;
      this.#remove(socket, name);
    });
    socket.on('timeout', () => {
      if (this.freeSockets[name]?.includes(socket)) socket.destroy();
    });
    request.assign(socket);
  }

  #onFree(socket: HttpSocket, name: string): void {
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const next = this.requests[name]?.shift();
    if (this.requests[name]?.length === 0) delete this.requests[name];
    if (next !== undefined) {
      next.assign(socket);
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
    socket._httpMessage = null;
    this.freeSockets[name] = free;
    this.#remove(socket, name);
    free.push(socket);
  }

  /** Prepares a connection for waiting. Returns false when the server would close it too soon. */
  keepSocketAlive(socket: HttpSocket): boolean {
    socket.unref();
    let timeout = this.options.timeout ?? 0;
    const hint = /^timeout=(\d+)/.exec(String((socket._httpMessage as ClientRequest | null)?.res?.headers['keep-alive'] ?? ''))?.[1];
    if (hint !== undefined) {
      const limit = Number(hint) * 1000 - this.agentKeepAliveTimeoutBuffer;
      if (limit <= 0) return false;
      if (limit < timeout) timeout = limit;
    }
    if (socket.timeout !== timeout) socket.setTimeout(timeout);
    else socket.touch();
    return true;
  }

  #remove(socket: HttpSocket, name: string): void {
    take(this.sockets, name, socket);
    if (!socket.writable) take(this.freeSockets, name, socket);
    const waiting = this.requests[name]?.length ? name : Object.keys(this.requests).find((each) => !this.sockets[each]?.length);
    const request = waiting === undefined ? undefined : this.requests[waiting]?.[0];
    if (waiting === undefined || request === undefined) return;
    // In the place of the connection that is gone, one for a request that waits.
    this.requests[waiting]?.shift();
    if (this.requests[waiting]?.length === 0) delete this.requests[waiting];
    this.#createSocket(request, request, waiting);
  }

  destroy(): void {
    for (const lists of [this.freeSockets, this.sockets]) for (const list of Object.values(lists)) for (const socket of [...list]) socket.destroy();
  }
}

function take(lists: Lists<HttpSocket>, name: string, socket: HttpSocket): void {
  const list = lists[name];
  const at = list?.indexOf(socket) ?? -1;
  if (list === undefined || at < 0) return;
  list.splice(at, 1);
  if (list.length === 0) delete lists[name];
}

/** A connection on its way to a server of this machine. What goes wrong arrives as its 'error'. */
export function openConnection({ host, port }: Destination): HttpSocket {
  const resolved = resolveName(host);
  const address = resolved instanceof Error ? host : resolved.address;
  const result = resolved instanceof Error ? 0 : sys.netConnect(port, address, creationStack());
  const socket = new HttpSocket(Math.max(0, result), address, port);
  socket.connecting = true;
  if (resolved instanceof Error) socket.failToConnect(resolved);
  else if (result < 0) socket.failToConnect(connectError(result, address, port));
  else if (address !== host) nextTick(() => socket.emit('lookup', null, address, resolved.family, host));
  return socket;
}

export const globalAgent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 });
