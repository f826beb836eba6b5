import type { ServiceHost } from '../../host/network/service.ts';
import { messagesOf, type TransactionStatus, typeOf } from './wire.ts';

/** What the service needs of a database: `PGlite` of `@electric-sql/pglite` has it. */
export interface PostgresBackend {
  execProtocolRaw(message: Uint8Array, options?: { syncToFs?: boolean }): Promise<Uint8Array>;
}

/** One request of a connection, up to the point where the database answers. */
export interface Job {
  readonly owner: object;
  readonly bytes: Uint8Array;
  readonly answer: (bytes: Uint8Array) => void;
}

/**
 * All connections share one session of the database. One that is in a transaction, or in the middle of an extended
 * query, has it for itself: the others wait, as they would for a lock on everything.
 */
export class BackendQueue {
  readonly #backend: PostgresBackend;
  readonly #host: ServiceHost;
  readonly #jobs: Job[] = [];
  #owner: object | undefined;
  #status: TransactionStatus = 'I';
  /** Whose request the database is answering. */
  #running: object | undefined;

  constructor(backend: PostgresBackend, host: ServiceHost) {
    this.#backend = backend;
    this.#host = host;
  }

  /** Whether a connection holds a transaction open, or is in the middle of an extended query. */
  get held(): boolean {
    return this.#owner !== undefined;
  }

  add(job: Job): void {
    this.#jobs.push(job);
    this.#next();
  }

  /** Takes a waiting job back. Returns whether there was one. */
  cancel(owner: object): boolean {
    const at = this.#jobs.findIndex((job) => job.owner === owner);
    if (at >= 0) this.#jobs.splice(at, 1);
    return at >= 0;
  }

  /** A connection is gone: what it had asked is forgotten, its transaction rolled back. @param rollback bytes that do so. */
  release(owner: object, rollback: Uint8Array): void {
    while (this.cancel(owner));
    if (this.#owner === owner || this.#running === owner) this.#jobs.unshift({ owner, bytes: rollback, answer: () => undefined });
    this.#next();
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const at = this.#jobs.findIndex((job) => this.#owner === undefined || job.owner === this.#owner);
    const [job] = at < 0 ? [] : this.#jobs.splice(at, 1);
    if (job === undefined) return;
    this.#running = job.owner;
    const finish = (bytes: Uint8Array): void => {
      this.#running = undefined;
      let ready = false;
      for (const each of messagesOf(bytes)) {
        if (typeOf(each) !== 'Z') continue;
        ready = true;
        this.#status = String.fromCharCode(each[5] ?? 0) as TransactionStatus;
      }
      this.#owner = ready && this.#status === 'I' ? undefined : job.owner;
      job.answer(bytes);
      this.#next();
    };
    this.#host.work(this.#backend.execProtocolRaw(job.bytes, { syncToFs: false }), finish, (error) => {
      throw error instanceof Error ? error : new Error(String(error));
    });
  }
}
