import { ERRNO } from '../../abi/errno.ts';
import type { HttpRequestRecord, HttpResponseRecord } from '../../abi/syscalls.ts';
import { isLoopback, type NetworkProcess } from './endpoint.ts';
import { createExchange, type Exchange, type ExchangeClient } from './http-exchange.ts';

/** A listening server. */
export interface Listener {
  readonly handle: number;
  readonly process: NetworkProcess;
  readonly port: number;
  readonly protocol: 'tcp' | 'http';
  listening: boolean;
  readonly connections: Set<Connection>;
}

/** One end of a connection that belongs to a process. */
export interface SocketEnd {
  readonly handle: number;
  readonly process: NetworkProcess;
  readonly port: number;
  paused: boolean;
  readonly held: Uint8Array[];
  heldBytes: number;
  endHeld: boolean;
  ended: boolean;
}

/** A connection between two ends; the client's is missing when the client is outside the machine. */
export interface Connection {
  readonly listener: Listener;
  readonly server: SocketEnd;
  readonly client: SocketEnd | undefined;
  readonly exchanges: Map<number, Exchange>;
  open: boolean;
}

const FIRST_EPHEMERAL_PORT = 40_000;

/** The loopback network of one machine. */
export class Network {
  readonly #listeners = new Map<number, Listener>();
  /** By the handle of either end. */
  readonly #connections = new Map<number, Connection>();
  readonly #exchanges = new Map<number, { connection: Connection; exchange: Exchange }>();
  readonly #onListening: (port: number, pid: number) => void;
  #nextPort = FIRST_EPHEMERAL_PORT;
  #nextExchange = 1;

  constructor(onListening: (port: number, pid: number) => void) {
    this.#onListening = onListening;
  }

  /** Returns the server's handle, or a negative errno. */
  listen(process: NetworkProcess, port: number, host: string, protocol: 'tcp' | 'http', stack: string): number {
    if (!isLoopback(host)) return -ERRNO.EADDRNOTAVAIL;
    const chosen = port === 0 ? this.#freePort() : port;
    if (this.#listeners.has(chosen)) return -ERRNO.EADDRINUSE;
    const handle = process.descriptors.openSocket('server', `listening on :${chosen}`, stack);
    if (handle < 0) return handle;
    this.#listeners.set(chosen, { handle, process, port: chosen, protocol, listening: true, connections: new Set() });
    process.deliver('onListening', handle);
    this.#onListening(chosen, process.pid);
    return handle;
  }

  isListening(port: number): boolean {
    return this.#listeners.has(port);
  }

  portOf(handle: number): number {
    for (const listener of this.#listeners.values()) if (listener.handle === handle) return listener.port;
    const connection = this.#connections.get(handle);
    if (connection === undefined) return -ERRNO.EBADF;
    return connection.server.handle === handle ? connection.listener.port : (connection.client?.port ?? 0);
  }

  /** Stops accepting. Idle HTTP connections close at once, as Node's server.close() does; busy ones live on. */
  stopListening(handle: number): void {
    for (const listener of this.#listeners.values()) {
      if (listener.handle !== handle) continue;
      this.#listeners.delete(listener.port);
      listener.listening = false;
      listener.process.descriptors.closeSocket(handle);
      for (const connection of [...listener.connections]) {
        if (listener.protocol === 'http' && connection.exchanges.size === 0) this.close(connection, 'FIN');
      }
      this.#whenDrained(listener);
    }
  }

  /** Opens a connection. Returns it, or the name of the error that the client sees. */
  connect(port: number, host: string, client: NetworkProcess | undefined, stack: string): Connection | number {
    const listener = isLoopback(host) ? this.#listeners.get(port) : undefined;
    if (listener === undefined) return -ERRNO.ECONNREFUSED;
    const clientPort = this.#freePort();
    const own = client?.descriptors.openSocket('socket', `:${clientPort} -> 127.0.0.1:${port}`, stack);
    if (own !== undefined && own < 0) return own;
    const accepted = listener.process.descriptors.openSocket('socket', `127.0.0.1:${port} <- :${clientPort}`, '');
    if (accepted < 0) {
      // libuv accepts and closes at once when the process has no descriptor left.
      if (own !== undefined) client?.descriptors.closeSocket(own);
      return accepted;
    }
    const connection: Connection = {
      listener,
      server: newEnd(accepted, listener.process, port),
      client: client && own !== undefined ? newEnd(own, client, clientPort) : undefined,
      exchanges: new Map(),
      open: true,
    };
    listener.connections.add(connection);
    this.#connections.set(accepted, connection);
    if (connection.client) {
      this.#connections.set(connection.client.handle, connection);
      connection.client.process.deliver('onSocket', connection.client.handle, 'connect', '');
    }
    if (listener.protocol === 'tcp') listener.process.deliver('onConnection', listener.handle, accepted, clientPort);
    return connection;
  }

  connection(handle: number): Connection | undefined {
    return this.#connections.get(handle);
  }

  exchange(id: number): { connection: Connection; exchange: Exchange } | undefined {
    return this.#exchanges.get(id);
  }

  /** Registers requests on a connection and hands them to the server as one batch. Returns their ids. */
  send(connection: Connection, requests: readonly { record: Omit<HttpRequestRecord, 'id' | 'socket' | 'server'>; client: ExchangeClient }[]): number[] {
    const records: HttpRequestRecord[] = [];
    for (const { record, client } of requests) {
      const request: HttpRequestRecord = { ...record, id: this.#nextExchange++, socket: connection.server.handle, server: connection.listener.handle };
      const exchange = createExchange(request, client);
      connection.exchanges.set(request.id, exchange);
      this.#exchanges.set(request.id, { connection, exchange });
      records.push(request);
    }
    connection.server.process.deliver('onHttpRequest', JSON.stringify(records));
    return records.map(({ id }) => id);
  }

  /** The response is complete. */
  settle(id: number): void {
    const found = this.#exchanges.get(id);
    if (found === undefined) return;
    this.#exchanges.delete(id);
    found.connection.exchanges.delete(id);
    if (!found.connection.listener.listening && found.connection.exchanges.size === 0) this.close(found.connection, 'FIN');
  }

  respond(record: HttpResponseRecord): void {
    const found = this.#exchanges.get(record.id);
    if (found === undefined) return;
    found.exchange.state = 'done';
    this.settle(record.id);
    found.exchange.client.head(record);
    found.exchange.client.end();
  }

  /**
   * Ends a connection for both sides. Unanswered requests are aborted at the server and fail at the client.
   * @param why 'FIN' for an orderly end, 'RST' for a reset.
   */
  close(connection: Connection, why: 'FIN' | 'RST'): void {
    if (!connection.open) return;
    connection.open = false;
    connection.listener.connections.delete(connection);
    for (const [id, exchange] of connection.exchanges) {
      this.#exchanges.delete(id);
      connection.server.process.deliver('onHttpAbort', id);
      if (exchange.state !== 'done') {
        exchange.state = 'done';
        exchange.client.error('ECONNRESET');
      }
    }
    connection.exchanges.clear();
    for (const end of [connection.server, connection.client]) {
      if (end === undefined) continue;
      this.#connections.delete(end.handle);
      end.process.descriptors.closeSocket(end.handle);
      if (why === 'RST') end.process.deliver('onSocket', end.handle, 'error', 'ECONNRESET');
      end.process.deliver('onSocket', end.handle, 'close', '');
    }
    this.#whenDrained(connection.listener);
  }

  /** Everything of a process that died: servers vanish, its peers see a reset. */
  closeProcess(pid: number): void {
    for (const listener of [...this.#listeners.values()]) {
      if (listener.process.pid === pid) {
        this.#listeners.delete(listener.port);
        listener.listening = false;
      }
    }
    for (const connection of new Set(this.#connections.values())) {
      if (connection.server.process.pid === pid || connection.client?.process.pid === pid) this.close(connection, 'RST');
    }
  }

  #whenDrained(listener: Listener): void {
    if (!listener.listening && listener.connections.size === 0) listener.process.deliver('onSocket', listener.handle, 'close', '');
  }

  #freePort(): number {
    while (this.#listeners.has(this.#nextPort)) this.#nextPort++;
    return this.#nextPort++;
  }
}

function newEnd(handle: number, process: NetworkProcess, port: number): SocketEnd {
  return { handle, process, port, paused: false, held: [], heldBytes: 0, endHeld: false, ended: false };
}
