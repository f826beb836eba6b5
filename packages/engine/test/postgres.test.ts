import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Machine, PostgresService } from '../src/index.ts';
import { linesWith } from './run-with-services.ts';

const database = await PGlite.create();
afterAll(() => database.close());
beforeEach(() => database.exec('DROP TABLE IF EXISTS orders; CREATE TABLE orders (id serial PRIMARY KEY, item text NOT NULL UNIQUE)').then(() => undefined));

const HEAD = "import pg from 'pg'; const at = { host: 'localhost', user: 'app', database: 'shop' };";
const run = (source: string, prepare: (machine: Machine, service: PostgresService) => void = () => undefined, maxConnections?: number) =>
  linesWith(['pg'], `${HEAD}${source}`, (machine) => {
    const service = new PostgresService(database, maxConnections === undefined ? {} : { maxConnections });
    machine.serve(5432, service);
    prepare(machine, service);
  });

test('pg runs statements with parameters, and reports errors with their codes', async () => {
  const lines = await run(`
    const client = new pg.Client(at); await client.connect();
    console.log((await client.query('INSERT INTO orders (item) VALUES ($1) RETURNING id, item', ['tea'])).rows);
    for (const text of ["INSERT INTO orders (item) VALUES ('tea')", 'SELEC 1', 'SELECT * FROM nowhere'])
      await client.query(text).catch((error) => console.log(error.code, error.message));
    console.log((await client.query({ name: 'all', text: 'SELECT count(*)::int AS n FROM orders' })).rows[0].n, client.processID);
    await client.end(); console.log('ended');`);
  expect(lines).toEqual([
    "[ { id: 1, item: 'tea' } ]",
    '23505 duplicate key value violates unique constraint "orders_item_key"',
    '42601 syntax error at or near "SELEC"',
    '42P01 relation "nowhere" does not exist',
    '1 100',
    'ended',
  ]);
});

test('a transaction holds: others wait for it, and see its end', async () => {
  const lines = await run(`
    const [one, two] = [new pg.Client(at), new pg.Client(at)]; await one.connect(); await two.connect();
    await one.query('BEGIN'); await one.query("INSERT INTO orders (item) VALUES ('held')");
    const read = two.query('SELECT count(*)::int AS n FROM orders').then(({ rows }) => console.log('two reads', rows[0].n));
    await new Promise((resolve) => setTimeout(resolve, 500)); console.log('still held');
    await one.query('ROLLBACK'); await read; await one.end(); await two.end();`);
  expect(lines).toEqual(['still held', 'two reads 0']);
});

test('a connection that is lost in a transaction lets go of it', async () => {
  const lines = await run(`
    const [one, two] = [new pg.Client(at), new pg.Client(at)]; await one.connect(); await two.connect(); one.on('error', () => {});
    await one.query('BEGIN'); await one.query("INSERT INTO orders (item) VALUES ('lost')"); one.connection.stream.destroy();
    console.log((await two.query('SELECT count(*)::int AS n FROM orders')).rows[0].n); await two.end();`);
  expect(lines).toEqual(['0']);
});

test('a pool that is not given its clients back runs dry', async () => {
  const lines = await run(`
    const pool = new pg.Pool({ ...at, max: 2, connectionTimeoutMillis: 300, idleTimeoutMillis: 1000 });
    const held = [await pool.connect(), await pool.connect()];
    const third = pool.connect().catch((error) => console.log(error.message, Math.round(performance.now() - began)));
    const began = performance.now(); console.log(pool.totalCount, pool.idleCount, pool.waitingCount);
    await third; held[0].release(); held[1].release(new Error('broken')); console.log(pool.totalCount, pool.idleCount);
    pool.on('remove', () => console.log('client removed', pool.totalCount));
    await new Promise((resolve) => setTimeout(resolve, 1500)); await pool.end();`);
  expect(lines).toEqual(['2 0 1', 'timeout exceeded when trying to connect 300', '1 1', 'client removed 1', 'client removed 0']);
});

test('a statement that waits for another connection can be cancelled', async () => {
  const lines = await run(`
    import net from 'node:net';
    const [one, two] = [new pg.Client(at), new pg.Client(at)]; await one.connect(); await two.connect(); await one.query('BEGIN');
    const waiting = two.query('SELECT 1').catch((error) => console.log(error.code, error.message));
    const request = Buffer.alloc(16); [16, 80877102, two.processID, two.secretKey].forEach((each, at) => request.writeUInt32BE(each, at * 4));
    setTimeout(() => net.connect(5432).end(request), 50); await waiting;
    await one.query('COMMIT'); console.log((await two.query('SELECT 2 AS n')).rows[0].n); await one.end(); await two.end();`);
  expect(lines).toEqual(['57014 canceling statement due to user request', '2']);
});

test('too many connections are refused with 53300', async () => {
  const lines = await run(
    `const one = new pg.Client(at); await one.connect();
    const two = new pg.Client(at); two.on('error', () => {}); await two.connect().catch((error) => console.log(error.code, error.message)); await one.end();`,
    undefined,
    1,
  );
  expect(lines).toEqual(['53300 sorry, too many clients already']);
});

test('a restart ends sessions with 57P01, and being down refuses new ones for that long', async () => {
  const lines = await linesWith(
    ['pg'],
    `${HEAD} const pool = new pg.Pool(at); pool.on('error', (error) => console.log('pool error', error.code)); await pool.query('SELECT 1');
    await new Promise((resolve) => setTimeout(resolve, 150)); await pool.query('SELECT 1').catch((error) => console.log(error.code));
    await new Promise((resolve) => setTimeout(resolve, 200)); console.log((await pool.query('SELECT 1 AS one')).rows[0].one); await pool.end();`,
    (machine) => {
      const service = new PostgresService(database);
      const served = machine.serve(5432, service);
      machine.after(100, () => {
        service.restart();
        served.down(200);
      });
    },
  );
  expect(lines).toEqual(['pool error 57P01', 'ECONNREFUSED', '1']);
});
