// pg with no database: refused connections, a pool that gives up, and bad use.
import pg, { Client, Pool, types } from 'pg';

console.log(pg.Pool === Pool, types.builtins.INT4, Object.keys(pg.defaults).includes('idleTimeoutMillis'));
const client = new Client({ host: '127.0.0.1', port: 1, user: 'u', database: 'd' });
client.on('end', () => console.log('end'));
await client.connect().catch((error) => console.log(error.code, error.syscall, error.port));
await client.connect().catch((error) => console.log(error.message));
const pool = new Pool({ host: '127.0.0.1', port: 1, max: 2 });
pool.on('error', (error) => console.log('pool error', error.message));
await pool.query('select 1').catch((error) => console.log(error.code));
console.log(pool.totalCount, pool.idleCount, pool.waitingCount);
await pool.end();
await pool.connect().catch((error) => console.log(error.message));
console.log(pg.escapeIdentifier('a"b'), pg.escapeLiteral("it's"));
