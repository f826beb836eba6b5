import { joinBytes } from '../../host/network/inbound-queue.ts';
import type { Service, ServiceConnection, ServiceHost, ServiceSession } from '../../host/network/service.ts';
import { BackendQueue, type PostgresBackend } from './backend-queue.ts';
import { errorMessage, message, MessageReader, readyMessage, strings, typeOf, uint32, withOwnNames } from './wire.ts';

export interface PostgresOptions {
  /** Connections at once; the next is refused with 53300. Default 100, as Postgres's own. */
  readonly maxConnections?: number;
}

const CANCEL_REQUEST = 80_877_102;
const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const encoder = new TextEncoder();
const NOT_ENCRYPTED = encoder.encode('N');

/** What Postgres says of itself when a session starts. */
const PARAMETERS: Readonly<Record<string, string>> = {
  server_version: '17.5',
  client_encoding: 'UTF8',
  server_encoding: 'UTF8',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  integer_datetimes: 'on',
  standard_conforming_strings: 'on',
};

/** After these the database answers; those before them are kept until then. */
const ASKS = new Set(['Q', 'S', 'H', 'F']);
/** Resets the session for others, in the middle of an extended query, too. */
const ROLLBACK = joinBytes([message('S', new Uint8Array(0)), message('Q', strings('ROLLBACK'))]);

/** A Postgres server for programs in the machine, over one session of a {@link PostgresBackend}. Serve it on port 5432. */
export class PostgresService implements Service {
  readonly #backend: PostgresBackend;
  readonly #maxConnections: number;
  readonly #sessions = new Map<number, PostgresSession>();
  #queue: BackendQueue | undefined;
  #nextPid = 100;

  constructor(backend: PostgresBackend, options: PostgresOptions = {}) {
    this.#backend = backend;
    this.#maxConnections = options.maxConnections ?? 100;
  }

  /** Sessions that have started. */
  get connections(): number {
    return this.#sessions.size;
  }

  /** Sessions that hold a transaction: at most one at a time, for the others wait for it. */
  get inTransaction(): number {
    return this.#queue?.held ? 1 : 0;
  }

  accept(connection: ServiceConnection, host: ServiceHost): ServiceSession {
    this.#queue ??= new BackendQueue(this.#backend, host);
    const session: PostgresSession = new PostgresSession(connection, this.#queue, {
      start: () => {
        if (this.#sessions.size >= this.#maxConnections) return undefined;
        const pid = this.#nextPid++;
        this.#sessions.set(pid, session);
        return pid;
      },
      stop: (pid) => this.#sessions.delete(pid),
      cancel: (pid) => this.#sessions.get(pid)?.cancel(),
    });
    return session;
  }

  /** As `pg_ctl restart -m fast`: every session is told why (57P01), and ends. */
  restart(): void {
    for (const session of [...this.#sessions.values()]) session.terminate();
  }
}

interface SessionPool {
  /** Returns the session's pid; undefined when there are too many. */
  readonly start: () => number | undefined;
  readonly stop: (pid: number) => void;
  readonly cancel: (pid: number) => void;
}

class PostgresSession implements ServiceSession {
  readonly #connection: ServiceConnection;
  readonly #queue: BackendQueue;
  readonly #pool: SessionPool;
  readonly #reader = new MessageReader();
  #pid: number | undefined;
  #batch: Uint8Array[] = [];
  #ended = false;

  constructor(connection: ServiceConnection, queue: BackendQueue, pool: SessionPool) {
    this.#connection = connection;
    this.#queue = queue;
    this.#pool = pool;
  }

  data(bytes: Uint8Array): void {
    this.#reader.push(bytes);
    for (let next = this.#reader.take(this.#pid !== undefined); next !== undefined; next = this.#reader.take(this.#pid !== undefined)) {
      if (this.#ended) return;
      if (this.#pid === undefined) this.#start(next);
      else this.#receive(next);
    }
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#pid !== undefined) {
      this.#queue.release(this, ROLLBACK);
      this.#pool.stop(this.#pid);
    }
    this.#connection.close();
  }

  /** Takes back a statement that waits for others. One that runs has ended before anybody could ask. */
  cancel(): void {
    if (!this.#queue.cancel(this)) return;
    this.#connection.write(joinBytes([errorMessage('ERROR', '57014', 'canceling statement due to user request'), readyMessage('I')]));
  }

  terminate(): void {
    if (this.#ended) return;
    this.#connection.write(errorMessage('FATAL', '57P01', 'terminating connection due to administrator command'));
    this.end();
  }

  #start(request: Uint8Array): void {
    const code = uint32(request, 4);
    if (code === SSL_REQUEST || code === GSS_REQUEST) return this.#connection.write(NOT_ENCRYPTED);
    if (code === CANCEL_REQUEST) {
      this.#pool.cancel(uint32(request, 8));
      return this.end();
    }
    this.#pid = this.#pool.start();
    if (this.#pid === undefined) {
      this.#connection.write(errorMessage('FATAL', '53300', 'sorry, too many clients already'));
      return this.end();
    }
    const key = new Uint8Array(8);
    new DataView(key.buffer).setUint32(0, this.#pid);
    const parameters = Object.entries(PARAMETERS).map(([name, value]) => message('S', strings(name, value)));
    this.#connection.write(joinBytes([message('R', new Uint8Array(4)), ...parameters, message('K', key), readyMessage('I')]));
  }

  #receive(request: Uint8Array): void {
    const type = typeOf(request);
    if (type === 'X') return this.end();
    this.#batch.push(withOwnNames(request, `c${this.#pid}_`));
    if (!ASKS.has(type)) return;
    const bytes = joinBytes(this.#batch);
    this.#batch = [];
    this.#queue.add({ owner: this, bytes, answer: (answered) => this.#ended || this.#connection.write(answered) });
  }
}
