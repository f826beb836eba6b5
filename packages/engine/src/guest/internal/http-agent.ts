import EventEmitter from '../node/events.ts';
import { errnoName } from './errors.ts';
import { HttpSocket } from './http-socket.ts';
import { netHandles } from './net-registry.ts';
import { sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';

/** Keeps connections for reuse, and queues requests beyond maxSockets. */
export class Agent extends (EventEmitter as unknown as new () => any) {
  readonly keepAlive: boolean;
  readonly maxSockets: number;
  readonly maxFreeSockets: number;
  readonly options: object;
  readonly defaultPort = 80;
  readonly protocol = 'http:';
  readonly sockets: Record<string, HttpSocket[]> = {};
  readonly freeSockets: Record<string, HttpSocket[]> = {};
  readonly requests: Record<string, any[]> = {};

  constructor(options: { keepAlive?: boolean; maxSockets?: number; maxFreeSockets?: number } = {}) {
    super();
    this.options = options;
    this.keepAlive = options.keepAlive ?? false;
    this.maxSockets = options.maxSockets ?? Number.POSITIVE_INFINITY;
    this.maxFreeSockets = options.maxFreeSockets ?? 256;
  }

  getName(options: { host?: string; port?: number }): string {
    return `${options.host ?? 'localhost'}:${options.port ?? ''}:`;
  }

  addRequest(request: any): void {
    const name = this.getName(request);
    const free = this.freeSockets[name]?.shift();
    if (free !== undefined && !free.destroyed) {
      request.reusedSocket = true;
      this.#use(name, free, request);
    } else if ((this.sockets[name]?.length ?? 0) < this.maxSockets) this.#connect(name, request);
    else (this.requests[name] ??= []).push(request);
  }

  #connect(name: string, request: any): void {
    const handle = sys.netConnect(request.port, request.host, new Error().stack ?? '');
    if (handle < 0) {
      const code = errnoName(handle);
      const address = request.host === 'localhost' ? '127.0.0.1' : request.host;
      nextTick(() =>
        request.destroy(
          Object.assign(new Error(`connect ${code} ${address}:${request.port}`), { code, errno: handle, syscall: 'connect', address, port: request.port }),
        ),
      );
      return;
    }
    const socket = new HttpSocket(handle);
    netHandles.set(handle, {
      event: (event) => {
        if (event === 'connect') socket.emit('connect');
        if (event !== 'close') return;
        netHandles.delete(handle);
        socket.closed();
        this.#remove(name, socket);
      },
    });
    this.#use(name, socket, request);
  }

  #use(name: string, socket: HttpSocket, request: any): void {
    (this.sockets[name] ??= []).push(socket);
    request._start(socket, () => this.#release(name, socket));
  }

  #release(name: string, socket: HttpSocket): void {
    if (socket.destroyed) return;
    const next = this.requests[name]?.shift();
    if (next !== undefined) {
      next._start(socket, () => this.#release(name, socket));
      return;
    }
    take(this.sockets, name, socket);
    if (this.keepAlive && (this.freeSockets[name]?.length ?? 0) < this.maxFreeSockets) {
      (this.freeSockets[name] ??= []).push(socket);
      sys.netRef(socket.handle, false);
    } else socket.destroy();
  }

  #remove(name: string, socket: HttpSocket): void {
    take(this.sockets, name, socket);
    take(this.freeSockets, name, socket);
    const next = this.requests[name]?.shift();
    if (next !== undefined) this.addRequest(next);
  }

  destroy(): void {
    for (const list of [...Object.values(this.sockets), ...Object.values(this.freeSockets)]) for (const socket of [...list]) socket.destroy();
  }
}

function take(lists: Record<string, HttpSocket[]>, name: string, socket: HttpSocket): void {
  const list = lists[name];
  const at = list?.indexOf(socket) ?? -1;
  if (list === undefined || at < 0) return;
  list.splice(at, 1);
  if (list.length === 0) delete lists[name];
}

export const globalAgent = new Agent({ keepAlive: true });
