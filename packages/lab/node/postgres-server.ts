import { randomBytes } from 'node:crypto';
import type { PostgresSpec } from '../src/services.ts';
import type { NodeClock } from './node-clock.ts';
import type { PostgresBeside } from './postgres-beside.ts';
import { type Blockers, RelayedPostgres } from './relayed-postgres.ts';
import { ServicePort } from './service-port.ts';

/** A session of this side's: `Client` of `pg` has what it takes. */
export interface PostgresConnection {
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  end(): Promise<void>;
}

/** A real Postgres server. */
export interface PostgresServer {
  /** With the right to create databases, and over TCP without TLS: `postgres://user:password@host:port/database`. */
  readonly url: string;
  connect(url: string): Promise<PostgresConnection>;
}

const DEFAULT_PORT = 5432;

/** A database of a real server's, of its own for one program and dropped after it; whatever goes wrong with it, the server goes on. */
export async function openOnServer({ url, connect }: PostgresServer, { initSql, maxConnections }: PostgresSpec, clock: NodeClock): Promise<PostgresBeside> {
  const name = `unhandled_lab_${randomBytes(6).toString('hex')}`;
  const admin = await connect(url);
  await admin.query(`CREATE DATABASE ${name}`);
  try {
    const own = new URL(url);
    own.pathname = `/${name}`;
    const setUp = await connect(own.href);
    try {
      await setUp.query(initSql);
    } finally {
      await setUp.end();
    }
    const address = { host: own.hostname, port: Number(own.port || DEFAULT_PORT) };
    const relay = new RelayedPostgres(address, maxConnections, () => blockersIn(admin, name));
    const served = await ServicePort.open(relay, clock);
    own.host = `localhost:${DEFAULT_PORT}`;
    return {
      port: served.port,
      url: own.href,
      read: () => readSessions(admin, name),
      async restart() {
        await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
        await relay.ended();
      },
      refuse: () => served.refuse(),
      accept: () => served.accept(),
      async close() {
        served.close();
        await dropDatabase(admin, name, () => relay.ended());
      },
    };
  } catch (error) {
    await dropDatabase(admin, name);
    throw error;
  }
}

async function dropDatabase(admin: PostgresConnection, name: string, dropped: () => Promise<void> = async () => undefined): Promise<void> {
  try {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await dropped();
  } finally {
    await admin.end();
  }
}

async function readSessions(admin: PostgresConnection, name: string): Promise<Awaited<ReturnType<PostgresBeside['read']>>> {
  const { rows } = await admin.query(
    `SELECT count(*)::int AS sessions, count(xact_start)::int AS "inTransaction" FROM pg_stat_activity
     WHERE datname = $1 AND backend_type = 'client backend'`,
    [name],
  );
  return { sessions: Number(rows[0]?.['sessions']), inTransaction: Number(rows[0]?.['inTransaction']) };
}

async function blockersIn(admin: PostgresConnection, name: string): Promise<Blockers> {
  const { rows } = await admin.query(
    `SELECT pid, blockers FROM (SELECT pid, pg_blocking_pids(pid) AS blockers FROM pg_stat_activity
     WHERE datname = $1 AND backend_type = 'client backend') AS each WHERE cardinality(blockers) > 0`,
    [name],
  );
  return new Map(rows.map(({ pid, blockers }) => [Number(pid), blockers as number[]]));
}
