import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { postgresServerOf } from '../project/postgres-server.ts';
import type { Program, Server } from '../src/sandbox.ts';
import { createNodeSandbox } from './node.ts';
import type { PostgresConnection } from './postgres-server.ts';

// A busy machine takes its time: nothing here waits for any.
vi.setConfig({ testTimeout: 100_000 });

const PACKAGES = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const postgresServer = postgresServerOf(process.env);
const withServer = test.skipIf(postgresServer === undefined);
const WHY = 'needs DATABASE_URL: a PostgreSQL server on which databases may be created';

const MAIN = `
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4, idleTimeoutMillis: 10_000, connectionTimeoutMillis: 60_000 });
pool.on('error', () => {});
const using = async (work) => {
  const db = await pool.connect();
  try {
    return await work(db);
  } finally {
    db.release();
  }
};
const work = {
  '/count': () => using(async (db) => (await db.query('SELECT count(*)::int AS n FROM tea')).rows[0].n),
  '/add': () => using(async (db) => (await db.query("INSERT INTO tea VALUES ('sencha')")).rowCount),
  '/open': () => using(async (db) => (await db.query('BEGIN')) && (await db.query("UPDATE tea SET name = name")).rowCount),
  '/hold': () => using(async (db) => {
    await db.query('BEGIN');
    await db.query('UPDATE tea SET name = name');
    await pause(5_000);
    await db.query('COMMIT');
    return 'held';
  }),
  '/late': async () => (await pause(10), using(async (db) => (await db.query('UPDATE tea SET name = name')) && 'after')),
  '/sleep': () => using(async (db) => (await db.query('SELECT pg_sleep(0.1)')) && 'slept'),
};
createServer(async (request, response) => {
  response.end(JSON.stringify(await work[request.url]().catch((error) => error.code)));
}).listen(Number(process.env.PORT));
`;

const PROGRAM: Program = {
  files: { 'package.json': '{"type":"module"}', 'main.js': MAIN },
  entry: 'main.js',
  packages: ['pg'],
  env: {},
  port: 3000,
  limits: { openFiles: 256, memoryBytes: 67_108_864 },
  services: { postgres: { initSql: "CREATE TABLE tea (name text); INSERT INTO tea VALUES ('oolong')", maxConnections: 3 } },
};

let admin: PostgresConnection | undefined;
beforeAll(async () => {
  admin = await postgresServer?.connect(postgresServer.url);
});
afterAll(() => admin?.end());

async function databases(): Promise<string[]> {
  const { rows } = (await admin?.query("SELECT datname FROM pg_database WHERE datname LIKE 'unhandled_lab_%' ORDER BY 1")) ?? { rows: [] };
  return rows.map(({ datname }) => String(datname));
}

async function booted(): Promise<Server> {
  const server = await createNodeSandbox({ packages: PACKAGES, postgresServer }).boot(PROGRAM, { clock: 'real' });
  expect(await server.ready(5_000)).toBe(true);
  return server;
}

async function ask(server: Server, paths: readonly string[], concurrency = 1): Promise<unknown[]> {
  const records = await server.send(
    paths.map((path) => ({ method: 'GET', path })),
    { concurrency },
  );
  return records.map((record) => (record.kind === 'response' ? [JSON.parse(record.body), Math.round(record.ms)] : record.kind));
}

withServer(`a program's database is its own, set up afresh and dropped with it (${WHY})`, async () => {
  const before = await databases();
  {
    await using server = await booted();
    expect(await ask(server, ['/count', '/add', '/count'])).toEqual([
      [1, 0],
      [1, 0],
      [2, 0],
    ]);
    expect(await databases()).toHaveLength(before.length + 1);
    await using other = await booted();
    expect(await ask(other, ['/count'])).toEqual([[1, 0]]);
  }
  expect(await databases()).toEqual(before);
});

withServer(`the server itself says how many sessions there are, and which is in a transaction (${WHY})`, async () => {
  await using server = await booted();
  await ask(server, ['/count']);
  expect((await server.read()).services?.postgres).toEqual({ sessions: 1, inTransaction: 0 });
  await ask(server, ['/open']);
  expect((await server.read()).services?.postgres).toEqual({ sessions: 1, inTransaction: 1 });
  await server.quiesce(12_000);
  expect((await server.read()).services?.postgres).toEqual({ sessions: 0, inTransaction: 0 });
});

withServer(`time stands still while the server works, and passes while a session waits for another's lock (${WHY})`, async () => {
  await using server = await booted();
  expect(await ask(server, ['/sleep'])).toEqual([['slept', 0]]);
  expect(await ask(server, ['/hold', '/late'], 2)).toEqual([
    ['held', 5_000],
    ['after', 5_000],
  ]);
});

withServer(`time stands still while a session waits for a lock that is none of the program's, as a vacuum's (${WHY})`, async () => {
  const before = new Set(await databases());
  await using server = await booted();
  const own = new URL(postgresServer?.url ?? '');
  own.pathname = `/${(await databases()).find((each) => !before.has(each))}`;
  const other = await postgresServer?.connect(own.href);
  await other?.query('BEGIN; LOCK TABLE tea');
  const answered = ask(server, ['/count']);
  await expect.poll(async () => (await other?.query('SELECT 1 FROM pg_locks WHERE NOT granted'))?.rows, { timeout: 20_000 }).toHaveLength(1);
  // The relay has seen it wait by then.
  await other?.query('SELECT pg_sleep(0.2)');
  await other?.end();
  expect(await answered).toEqual([[1, 0]]);
});

withServer(`a session too many is refused (${WHY})`, async () => {
  await using server = await booted();
  const answers = await ask(server, ['/hold', '/sleep', '/sleep', '/sleep'], 4);
  expect(answers.filter((each) => Array.isArray(each) && each[0] === '53300')).toHaveLength(1);
});

withServer(`a database that is down refuses this program alone, and comes back with what it had (${WHY})`, async () => {
  await using server = await booted();
  await using other = await booted();
  await ask(server, ['/add']);
  await ask(other, ['/count']);
  const lift = await server.inject({ kind: 'postgres-down' });
  expect(await ask(server, ['/count'])).toEqual([['ECONNREFUSED', 0]]);
  expect(await ask(other, ['/count'])).toEqual([[1, 0]]);
  await lift();
  expect(await ask(server, ['/count'])).toEqual([[2, 0]]);
  await server.inject({ kind: 'postgres-restart' });
  await server.quiesce(100);
  expect((await server.read()).services?.postgres).toEqual({ sessions: 0, inTransaction: 0 });
  expect(await ask(server, ['/count'])).toEqual([[2, 0]]);
});
