import { ERRNO } from '../../abi/errno.ts';
import type { HttpRequestRecord } from '../../abi/syscalls.ts';
import { createMessageSink } from './message-sink.ts';
import {
  type Connection,
  type Exchange,
  type ExchangeClient,
  endOf,
  FIRST_PAIR_END,
  isClientOpen,
  type Listener,
  type NewRequest,
  newEnd,
  type OutgoingRequest,
  type SocketEnd,
} from './connection.ts';
import { addressSeen, isLoopback, type NetworkProcess } from './endpoint.ts';
import { InboundQueue, NOWHERE, tellEnd } from './inbound-queue.ts';
import { type ListenSharing, Listeners } from './listeners.ts';
import { outsideBytes } from './message-size.ts';
import { PARSER_LIMITS, type ParserLimits } from './parser-limits.ts';
import { socketReceiver } from './socket-receiver.ts';
import { RawExchangeClient, RawHttpClient } from './raw-http-client.ts';
import { RawHttpServer } from './raw-http-server.ts';

/** The loopback network of one machine. */
export class Network {
  readonly #listeners = new Listeners();
  /** By the handle of either end. */
  readonly #connections = new Map<number, Connection>();
  readonly #exchanges = new Map<number, Exchange>();
  readonly #onListening: (port: number, pid: number) => void;
  #nextExchange = 1;
  #nextPairEnd = FIRST_PAIR_END;

  constructor(onListening: (port: number, pid: number) => void) {
    this.#onListening = onListening;
  }

  /** Returns the server's handle, or a negative errno. */
  listen(process: NetworkProcess, port: number, host: string, protocol: 'tcp' | 'http', stack: string, sharing: ListenSharing = {}): number {
    if (port >= 0 && !isLoopback(host)) return -ERRNO.EADDRNOTAVAIL;
    const chosen = port === 0 ? this.#listeners.freePort() : port;
    if (this.#listeners.isTaken(chosen, host, sharing)) return -ERRNO.EADDRINUSE;
    const handle = process.descriptors.openSocket('server', `listening on ${port < 0 ? host : `:${chosen}`}`, stack);
    if (handle < 0) return handle;
    this.#listeners.add({ handle, process, port: chosen, host, protocol, limits: PARSER_LIMITS, ...sharing });
    if (port >= 0) this.#onListening(chosen, process.pid);
    return handle;
  }

  isListening(port: number): boolean {
    return this.#listeners.isListening(port);
  }

  /** Port of a server or of a socket's own end; -EBADF for anything else. */
  portOf(handle: number): number {
    const listener = this.#listeners.withHandle(handle);
    if (listener !== undefined) return listener.port;
    const connection = this.#connections.get(handle);
    const end = connection && endOf(connection, handle);
    return end === undefined ? -ERRNO.EBADF : end.port;
  }

  /** Stops accepting. Open connections live on. */
  stopListening(handle: number): void {
    const listener = this.#listeners.withHandle(handle);
    if (listener === undefined) return;
    this.#listeners.delete(listener);
    listener.process.descriptors.closeSocket(handle);
  }

  /**
   * Opens a connection. Returns it, or a negative errno.
   * @param client undefined for a client outside the machine.
   */
  connect(port: number, host: string, client: NetworkProcess | undefined, stack: string): Connection | number {
    const listener = this.#listeners.reached(port, host);
    if (listener === undefined) return port < 0 ? -ERRNO.ENOENT : -ERRNO.ECONNREFUSED;
    const clientPort = port < 0 ? 0 : this.#listeners.freePort();
    const [from, to] = port < 0 ? ['', host] : [`:${clientPort}`, `127.0.0.1:${port}`];
    const own = client?.descriptors.openSocket('socket', `${from} -> ${to}`, stack);
    if (own !== undefined && own < 0) return own;
    const accepted = listener.process.descriptors.openSocket('socket', `${to} <- ${from}`, '');
    if (accepted < 0 && client === undefined) return accepted;
    const connection = this.#join(listener, accepted, client && own !== undefined ? newEnd(own, client, clientPort) : undefined);
    if (connection.client) {
      this.#connections.set(connection.client.handle, connection);
      connection.client.process.deliver('onSocket', connection.client.handle, 'connect', '');
    }
    if (accepted >= 0) {
      this.#connections.set(accepted, connection);
      listener.process.deliver('onConnection', listener.handle, accepted, clientPort, addressSeen(listener, host));
    } else {
      // With no descriptor left libuv accepts with one it holds in reserve, and closes at once.
      connection.server.open = false;
      connection.toClient.end();
    }
    return connection;
  }

  /**
   * A connection of a process with itself, under a stream that is no socket of this machine: one end speaks HTTP messages,
   * the other bytes. Its ends take no descriptors. Returns the client's; the server's is the next number.
   * @param protocol what the server's end speaks.
   */
  pair(process: NetworkProcess, protocol: 'tcp' | 'http'): number {
    const handle = this.#nextPairEnd;
    this.#nextPairEnd += 2;
    const listener: Listener = { handle: 0, process, port: 0, host: '', protocol, limits: PARSER_LIMITS };
    const connection = this.#join(listener, handle + 1, newEnd(handle, process, 0));
    this.#connections.set(handle, connection);
    this.#connections.set(handle + 1, connection);
    return handle;
  }

  /** How requests to a server are read, or what comes over one connection. */
  limit(handle: number, limits: ParserLimits): void {
    const connection = this.#connections.get(handle);
    const from = connection?.server.handle === handle ? connection.listener : connection;
    const limited = this.#listeners.withHandle(handle) ?? from;
    if (limited !== undefined) limited.limits = limits;
  }

  connection(handle: number): Connection | undefined {
    return this.#connections.get(handle);
  }

  exchange(id: number): Exchange | undefined {
    return this.#exchanges.get(id);
  }

  /** Registers requests on a connection and hands them to the server as one batch. They are answered one after another. */
  send(connection: Connection, requests: readonly NewRequest[]): Exchange[] {
    const { server, listener } = connection;
    if (connection.clientSpeaks === 'bytes' && !(requests[0]?.client instanceof RawExchangeClient)) this.#speakMessages(connection);
    if (connection.serverSpeaks === 'bytes') return requests.map(({ record, client }) => this.#sendRaw(connection, record, client));
    const exchanges: Exchange[] = [];
    const records: HttpRequestRecord[] = [];
    for (const { record, client, refusal } of requests) {
      if (connection.client === undefined) connection.carried.toServer += outsideBytes(record);
      const id = this.#nextExchange++;
      exchanges.push(
        this.#register({
          id,
          method: record.method,
          connection,
          client,
          body: record.streaming ? this.#requestBody(id, connection, client) : undefined,
          received: !record.streaming,
          responded: false,
        }),
      );
      if (refusal === undefined) records.push({ id, socket: server.handle, server: listener.handle, ...record });
      else server.process.deliver('onSocket', server.handle, 'error', refusal);
    }
    if (records.length > 0) server.process.deliver('onHttpRequest', JSON.stringify(records));
    return exchanges;
  }

  /** The response is complete. */
  responded(exchange: Exchange): void {
    exchange.responded = true;
    this.#settle(exchange);
  }

  /**
   * A process closes its end, or an outside client hangs up (`end` undefined). The other side reads what was sent and
   * then the end; when something was left unread here, or on request, it sees a reset, as with TCP.
   */
  close(connection: Connection, end: SocketEnd | undefined, reset: boolean): void {
    if (end === undefined) {
      if (!connection.outsideOpen) return;
      connection.outsideOpen = false;
    } else {
      if (!end.open) return;
      end.open = false;
      this.#connections.delete(end.handle);
      end.process.descriptors.closeSocket(end.handle);
    }
    if (end === connection.server) {
      const broken = reset || (connection.serverReads?.unread ?? 0) > 0;
      connection.serverReads?.discard();
      const unanswered = this.dropExchanges(connection).filter((exchange) => !exchange.responded);
      for (const exchange of unanswered) exchange.client.error('ECONNRESET');
      if (isClientOpen(connection)) tellEnd(connection.toClient, broken);
    } else {
      const broken = reset || (connection.clientReads?.unread ?? 0) > 0;
      connection.clientReads?.discard();
      this.dropExchanges(connection);
      if (connection.server.open) tellEnd(connection.toServer, broken);
    }
  }

  /** Everything of a process that died: servers vanish, its peers see their connections end. */
  closeProcess(pid: number): void {
    for (const { handle } of this.#listeners.ofProcess(pid)) this.stopListening(handle);
    for (const connection of new Set(this.#connections.values())) {
      for (const end of [connection.server, connection.client]) if (end?.process.pid === pid) this.close(connection, end, false);
    }
  }

  #join(listener: Listener, accepted: number, client: SocketEnd | undefined): Connection {
    const server = newEnd(accepted, listener.process, listener.port);
    const clientReads: InboundQueue | undefined =
      client &&
      new InboundQueue(
        socketReceiver(client, () => this.#serverHasRoom(connection)),
        true,
      );
    const serverReads =
      listener.protocol === 'tcp'
        ? new InboundQueue(
            socketReceiver(server, () => client?.process.deliver('onSocket', client.handle, 'drain', '')),
            false,
          )
        : undefined;
    const connection: Connection = {
      listener,
      server,
      client,
      clientReads,
      serverReads,
      carried: { toServer: 0, toClient: 0 },
      limits: PARSER_LIMITS,
      outsideOpen: client === undefined,
      bodyUnderWay: false,
      endPending: false,
      clientSpeaks: 'bytes',
      serverSpeaks: listener.protocol === 'tcp' ? 'bytes' : 'messages',
      exchanges: new Map(),
      afterBody: undefined,
      toServer: serverReads ?? NOWHERE,
      toClient: clientReads ?? NOWHERE,
    };
    if (listener.protocol === 'http') connection.toServer = new RawHttpClient(this, connection);
    return connection;
  }

  /** The client reads again: whoever waits to write to it may go on. */
  #serverHasRoom(connection: Connection): void {
    const { server, exchanges, serverSpeaks } = connection;
    if (serverSpeaks === 'bytes') server.process.deliver('onSocket', server.handle, 'drain', '');
    else for (const id of exchanges.keys()) return server.process.deliver('onHttpDrain', id);
  }

  /** The client turns out to speak messages. */
  #speakMessages(connection: Connection): void {
    connection.clientSpeaks = 'messages';
    if (connection.serverSpeaks === 'bytes') connection.toClient = new RawHttpServer(this, connection);
    else if (connection.client) connection.toClient = createMessageSink(this, connection);
  }

  /** A message for a server that speaks bytes. */
  #sendRaw(connection: Connection, record: OutgoingRequest, client: ExchangeClient): Exchange {
    const bridge = connection.toClient as RawHttpServer;
    const exchange: Exchange = {
      id: this.#nextExchange++,
      method: record.method,
      connection,
      client,
      body: bridge.bodyOf(record),
      received: !record.streaming,
      responded: false,
    };
    this.#register(exchange);
    bridge.send(exchange, record);
    return exchange;
  }

  #requestBody(id: number, connection: Connection, client: ExchangeClient): InboundQueue {
    const { process } = connection.server;
    return new InboundQueue(
      {
        data: (bytes) => process.deliver('onHttpBody', id, bytes),
        end: (trailers) => {
          process.deliver('onHttpBodyEnd', id, trailers);
          const exchange = this.#exchanges.get(id);
          if (exchange === undefined) return;
          exchange.received = true;
          this.#settle(exchange);
          connection.afterBody?.();
        },
        reset: () => undefined,
        drained: () => client.room(),
      },
      false,
    );
  }

  #register(exchange: Exchange): Exchange {
    this.#exchanges.set(exchange.id, exchange);
    exchange.connection.exchanges.set(exchange.id, exchange);
    return exchange;
  }

  #settle(exchange: Exchange): void {
    if (!exchange.responded || !exchange.received) return;
    this.#exchanges.delete(exchange.id);
    exchange.connection.exchanges.delete(exchange.id);
  }

  /** Nothing of what is under way will be answered. */
  dropExchanges(connection: Connection): Exchange[] {
    const dropped = [...connection.exchanges.values()];
    for (const { id } of dropped) this.#exchanges.delete(id);
    connection.exchanges.clear();
    return dropped;
  }
}
