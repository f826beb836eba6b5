import type { PostgresConnection, PostgresServer } from '../node/postgres-server.ts';

/** The Postgres server that DATABASE_URL names; undefined where it names none. A lab gets a database of its own on it, and drops it. */
export function postgresServerOf({ DATABASE_URL: url }: { readonly DATABASE_URL?: string | undefined }): PostgresServer | undefined {
  return url ? { url, connect } : undefined;
}

async function connect(url: string): Promise<PostgresConnection> {
  const { default: pg } = await import('pg');
  const client = new pg.Client(url);
  // A server that goes away is told by the next query.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
