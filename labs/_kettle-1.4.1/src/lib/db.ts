import { readFileSync } from 'node:fs';
import pg from 'pg';
import { ShopError } from './errors.ts';
import { log } from './log.ts';

const settings = JSON.parse(readFileSync('deploy/database.json', 'utf8')) as pg.PoolConfig;
export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, ...settings });

// A connection can break while nobody uses it. Without a listener that would end the process.
pool.on('error', (error) => log('error', 'idle connection lost', { cause: error.message }));

/** A connection of the pool. Waits until one is free; whoever takes it calls `release()`, once. */
export async function borrow(): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw new ShopError(503, 'BUSY', 'Please try again', { cause: error });
  }
}
