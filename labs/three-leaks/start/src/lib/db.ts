import { channel } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { ShopError } from './errors.ts';
import { log } from './log.ts';

const settings = JSON.parse(readFileSync('deploy/database.json', 'utf8')) as pg.PoolConfig;
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, ...settings });

// A connection can break while nobody uses it. Without a listener that would end the process.
pool.on('error', (error) => log('error', 'idle connection lost', { cause: error.message }));
pool.on('connect', (client) => client.on('error', () => undefined));

// Whoever measures this process learns here what is on loan.
const opened = channel('leakcheck:open');
const closed = channel('leakcheck:close');

/** A connection of the pool. Waits until one is free; whoever takes it calls `release()`, once. */
export async function borrow(): Promise<pg.PoolClient> {
  const waiting = {};
  opened.publish({ kind: 'operation', token: waiting, label: 'waits for a connection' });
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    throw new ShopError(503, 'DATABASE_DOWN', 'The database cannot be reached', { cause: error });
  } finally {
    closed.publish({ token: waiting });
  }
  opened.publish({ kind: 'lease', token: client, label: 'connection of the pool' });
  const { release } = client;
  client.release = (error) => {
    release(error);
    closed.publish({ token: client });
  };
  return client;
}
