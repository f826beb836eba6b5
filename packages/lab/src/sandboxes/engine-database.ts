import type { PostgresBackend } from '@unhandled/engine';

/** A Postgres in this process: `PGlite` of `@electric-sql/pglite` has what it takes. */
export interface Database extends PostgresBackend {
  exec(sql: string): Promise<unknown>;
}

/** Ends what the last program left open, forgets settings and prepared statements, and drops every schema that a program can have made. */
const CLEAR = [
  'ROLLBACK',
  'DISCARD ALL',
  `DO $$ DECLARE each text; BEGIN
    FOR each IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    LOOP EXECUTE format('DROP SCHEMA %I CASCADE', each); END LOOP;
  END $$`,
  'CREATE SCHEMA public',
];

/** Lends databases that are as new. Starting one takes a second or two, clearing one some milliseconds, so they are used again. */
export class FreshDatabases {
  readonly #create: (() => Promise<Database>) | undefined;
  readonly #idle: Database[] = [];

  constructor(create: (() => Promise<Database>) | undefined) {
    this.#create = create;
  }

  /** @throws {RangeError} when there is nothing to start one with. */
  async take(initSql: string): Promise<LentDatabase> {
    if (this.#create === undefined) throw new RangeError('This lab needs a Postgres: give createEngineSandbox() a "database" that starts one');
    const database = this.#idle.pop() ?? (await this.#create());
    for (const sql of CLEAR) await database.exec(sql);
    await database.exec(initSql);
    return new LentDatabase(database, () => this.#idle.push(database));
  }
}

/** A database on loan to one machine. */
export class LentDatabase implements PostgresBackend {
  readonly #database: Database;
  readonly #giveBack: () => void;
  #last: Promise<unknown> = Promise.resolve();

  constructor(database: Database, giveBack: () => void) {
    this.#database = database;
    this.#giveBack = giveBack;
  }

  execProtocolRaw(message: Uint8Array, options?: { syncToFs?: boolean }): Promise<Uint8Array> {
    const answer = this.#database.execProtocolRaw(message, options);
    this.#last = answer;
    return answer;
  }

  /** Gives it back as soon as it has done what it was asked. */
  close(): void {
    this.#last.then(this.#giveBack, this.#giveBack);
  }
}
