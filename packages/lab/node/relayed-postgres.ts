import { connect, type Socket } from 'node:net';
import { joinBytes } from '../../engine/src/host/network/inbound-queue.ts';
import type { Service, ServiceConnection, ServiceHost, ServiceSession } from '../../engine/src/host/network/service.ts';
import { errorMessage, MessageReader, typeOf, uint32 } from '../../engine/src/services/postgres/wire.ts';

/** A real server's address. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/** Whom a session waits for, by pid: rows of pg_blocking_pids. */
export type Blockers = ReadonlyMap<number, readonly number[]>;

const CANCEL_REQUEST = 80_877_102;
const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const NOT_ENCRYPTED = new TextEncoder().encode('N');
/** What the server answers with ReadyForQuery, at the end. */
const ASKS = new Set(['Q', 'S', 'F']);
/** Kinds of authentication message that ask for nothing: ok, and the last word of SASL. */
const ASKS_NOTHING = new Set([0, 12]);
/** A session that is not answered after so long, ms of real time, may wait for another one. */
const PATIENCE_MS = 5;

/**
 * A real Postgres server as a service beside a program: what the program sends goes there, and time stands still until it
 * is answered. A session that waits for a lock is not being answered: whoever holds it may be waiting for time to pass.
 */
export class RelayedPostgres implements Service {
  readonly #server: ServerAddress;
  readonly #maxConnections: number;
  readonly #blockers: () => Promise<Blockers>;
  readonly #sessions = new Set<RelayedSession>();
  #look: Promise<void> | undefined;

  constructor(server: ServerAddress, maxConnections: number, blockers: () => Promise<Blockers>) {
    this.#server = server;
    this.#maxConnections = maxConnections;
    this.#blockers = blockers;
  }

  accept(connection: ServiceConnection, host: ServiceHost): ServiceSession {
    const session = new RelayedSession(this.#server, connection, host, {
      isFull: () => [...this.#sessions].filter(({ hasStarted }) => hasStarted).length >= this.#maxConnections,
      asked: () => this.#lookForLocks(),
      freed: () => this.#resume(),
      closed: () => {
        this.#sessions.delete(session);
        this.#resume();
      },
    });
    this.#sessions.add(session);
    return session;
  }

  /** Resolves when the server has ended every session that is open now, and nobody asks after them any more. */
  async ended(): Promise<void> {
    await Promise.all([...this.#sessions].map(({ closed }) => closed));
    await this.#look;
  }

  /** Somebody may have let go of what others wait for. */
  #resume(): void {
    for (const session of this.#sessions) session.resume();
  }

  #lookForLocks(): void {
    this.#look ??= this.#whileWaiting().finally(() => {
      this.#look = undefined;
    });
  }

  /** Looks, for as long as somebody waits for an answer, who waits for a lock. */
  async #whileWaiting(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
      const waiting = [...this.#sessions].filter(({ isWaiting }) => isWaiting).map((session) => ({ session, turn: session.turn }));
      if (waiting.length === 0) return;
      // A server that cannot be asked any more ends their connections, too.
      const blockers = await this.#blockers().catch((): Blockers => new Map());
      const idle = new Set([...this.#sessions].filter(({ isIdle }) => isIdle).map(({ pid }) => pid));
      for (const { session, turn } of waiting) if (session.turn === turn && isHeldUp(session.pid, blockers, idle)) session.block();
    }
  }
}

/**
 * Whether it waits, in the end, for one of `idle`, which waits for the program. Others work, as the server's own vacuum
 * does, and sessions in a circle are freed by the server itself.
 */
function isHeldUp(pid: number | undefined, blockers: Blockers, idle: ReadonlySet<number | undefined>, seen = new Set<number>()): boolean {
  if (pid === undefined || seen.has(pid)) return false;
  seen.add(pid);
  return (blockers.get(pid) ?? []).some((other) => idle.has(other) || isHeldUp(other, blockers, idle, seen));
}

interface Surroundings {
  readonly isFull: () => boolean;
  readonly asked: () => void;
  readonly freed: () => void;
  readonly closed: () => void;
}

class RelayedSession implements ServiceSession {
  readonly closed: Promise<void>;
  readonly #connection: ServiceConnection;
  readonly #host: ServiceHost;
  readonly #around: Surroundings;
  readonly #server: Socket;
  readonly #fromClient = new MessageReader();
  readonly #fromServer = new MessageReader();
  /** Came from the server, and is not told yet. */
  #answer: Uint8Array[] = [];
  /** Requests that the server owes an answer. */
  #owed = 0;
  #settle: ((answer: Uint8Array) => void) | undefined;
  #ended = false;
  #serverIsGone = false;
  hasStarted = false;
  pid: number | undefined;
  /** Another one whenever it asks, or may have been freed. */
  turn = 0;

  constructor(server: ServerAddress, connection: ServiceConnection, host: ServiceHost, around: Surroundings) {
    this.#connection = connection;
    this.#host = host;
    this.#around = around;
    this.#server = connect(server.port, server.host).setNoDelay();
    this.#server.on('data', (bytes) => this.#hear(bytes));
    // 'close' follows.
    this.#server.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      this.#server.once('close', () => {
        this.#serverIsGone = true;
        this.#owed = 0;
        this.#tell();
        if (!this.#ended)
          this.#host.work(
            Promise.resolve(),
            () => this.#connection.close(),
            () => undefined,
          );
        this.#around.closed();
        resolve();
      });
    });
  }

  /** Whether it waits for the program. */
  get isIdle(): boolean {
    return this.#owed === 0 && !this.#ended;
  }

  /** Whether time stands still for it. */
  get isWaiting(): boolean {
    return this.#settle !== undefined;
  }

  data(bytes: Uint8Array): void {
    this.#fromClient.push(bytes);
    for (let next = this.#fromClient.take(this.hasStarted); next !== undefined; next = this.#fromClient.take(this.hasStarted)) {
      if (this.#ended) return;
      if (this.hasStarted) this.#pass(next);
      else this.#start(next);
    }
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#server.end();
    // The server's side of it is gone when its connection is.
    if (!this.#serverIsGone) this.#wait();
    this.#connection.close();
  }

  /** It waits for a lock: time may pass. */
  block(): void {
    this.#tell();
  }

  resume(): void {
    this.turn++;
    if (!this.#serverIsGone && (this.#owed > 0 || this.#ended)) this.#wait();
  }

  #start(request: Uint8Array): void {
    const code = uint32(request, 4);
    if (code === SSL_REQUEST || code === GSS_REQUEST) return this.#connection.write(NOT_ENCRYPTED);
    if (code !== CANCEL_REQUEST && this.#around.isFull()) {
      this.#connection.write(errorMessage('FATAL', '53300', 'sorry, too many clients already'));
      return this.end();
    }
    this.#server.write(request);
    if (code === CANCEL_REQUEST) return this.end();
    this.hasStarted = true;
    this.#owe();
  }

  #pass(request: Uint8Array): void {
    const type = typeOf(request);
    this.#server.write(request);
    // A password, and the end of a COPY, are answers of the program's to which the server owes one in turn.
    if (ASKS.has(type) || type === 'p' || type === 'c' || type === 'f') this.#owe();
    else if (type === 'X') this.end();
  }

  #owe(): void {
    this.#owed++;
    this.turn++;
    this.#wait();
  }

  #wait(): void {
    if (this.#settle !== undefined) return;
    const answer = new Promise<Uint8Array>((resolve) => {
      this.#settle = resolve;
    });
    this.#host.work(
      answer,
      (bytes) => this.#write(bytes),
      () => undefined,
    );
    this.#around.asked();
  }

  /** Ends the wait with what has come. */
  #tell(): void {
    const bytes = joinBytes(this.#answer);
    this.#answer = [];
    const settle = this.#settle;
    this.#settle = undefined;
    if (settle === undefined) this.#write(bytes);
    else settle(bytes);
  }

  #write(bytes: Uint8Array): void {
    if (bytes.length > 0 && !this.#ended) this.#connection.write(bytes);
  }

  #hear(bytes: Uint8Array): void {
    this.#fromServer.push(bytes);
    let isReady = false;
    for (let next = this.#fromServer.take(true); next !== undefined; next = this.#fromServer.take(true)) {
      this.#answer.push(next);
      const type = typeOf(next);
      if (type === 'K') this.pid = uint32(next, 5);
      const isAnswered = type === 'Z' || type === 'G' || (type === 'R' && !ASKS_NOTHING.has(uint32(next, 5)));
      if (isAnswered && this.#owed > 0) this.#owed--;
      isReady ||= type === 'Z';
    }
    // Before it is told: time must not move in between.
    if (isReady) this.#around.freed();
    // Gone, it waits for nothing but the end of its connection.
    if (this.#owed === 0 && !this.#ended) this.#tell();
  }
}
