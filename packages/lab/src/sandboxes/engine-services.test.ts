import { expect, test } from 'vitest';
import { readAssetsFor } from '../../../../scripts/engine-assets.ts';
import type { Program, Server } from '../sandbox.ts';
import type { Fault } from '../services.ts';
import { createEngineSandbox } from './engine.ts';

const MAIN = `
import { createServer } from 'node:http';
import { openSync, readFileSync, writeFileSync } from 'node:fs';
const tries = {
  '/stock': async () => { const answer = await fetch('http://stock.internal:8081/oolong'); return answer.status + ' ' + await answer.text(); },
  '/write': async () => { writeFileSync('data/out.txt', 'x'.repeat(1000)); return 'written'; },
  '/read': async () => readFileSync('data/in.txt', 'utf8'),
  '/hour': async () => new Date().getUTCHours(),
};
createServer(async (request, response) => {
  try { response.end(String(await tries[request.url]())); }
  catch (error) { response.statusCode = 500; response.end(error.code ?? error.cause?.code ?? error.message); }
}).listen(Number(process.env.PORT));
`;

const PROGRAM: Program = {
  files: { 'main.mjs': MAIN, 'data/in.txt': 'tea' },
  entry: 'main.mjs',
  packages: [],
  env: {},
  port: 3000,
  limits: { openFiles: 1024, memoryBytes: 67_108_864 },
  services: {
    upstreams: { 'stock.internal:8081': { behaviour: { kind: 'answer', body: '7' }, script: [{ kind: 'answer', status: 503, body: 'warming up' }] } },
  },
};

async function bodyOf(server: Server, path: string): Promise<string> {
  const [record] = await server.send([{ method: 'GET', path }]);
  return record?.kind === 'response' ? record.body : (record?.kind ?? '');
}

async function during(server: Server, fault: Fault, path: string): Promise<string[]> {
  const lift = await server.inject(fault);
  const disturbed = await bodyOf(server, path);
  await lift();
  return [disturbed, await bodyOf(server, path)];
}

test('a program reaches its upstreams, and faults come and go', async () => {
  await using server = await createEngineSandbox({ assets: readAssetsFor }).boot(PROGRAM, { clock: 'virtual' });
  expect(await server.ready(1000)).toBe(true);
  expect([await bodyOf(server, '/stock'), await bodyOf(server, '/stock')]).toEqual(['503 warming up', '200 7']);
  expect((await server.read()).services?.upstreams['stock.internal:8081']?.requests).toBe(2);
  const slow = { kind: 'upstream', upstream: 'stock.internal:8081', behaviour: { kind: 'answer', status: 500, afterMs: 3000 } } as const;
  expect(await during(server, slow, '/stock')).toEqual(['500 ', '200 7']);
  expect(await during(server, { ...slow, behaviour: { kind: 'reset' } }, '/stock')).toEqual(['ECONNRESET', '200 7']);
  expect(await during(server, { kind: 'disk-full' }, '/write')).toEqual(['ENOSPC', 'written']);
  expect(await during(server, { kind: 'file-error', operation: 'open', path: 'data/in.txt', code: 'EIO' }, '/read')).toEqual(['EIO', 'tea']);
  expect(await during(server, { kind: 'clock-skew', byMs: -2 * 3_600_000 }, '/hour')).toEqual(['16', '18']);
});

test('a fault of a service that is not there names what is missing', async () => {
  await using server = await createEngineSandbox({ assets: readAssetsFor }).boot(PROGRAM, { clock: 'virtual' });
  await expect(server.inject({ kind: 'postgres-down' })).rejects.toThrow('The fault postgres-down needs a Postgres: list it under "services" in lab.json');
});

test('a lab with a Postgres needs something to start one with', async () => {
  const program = { ...PROGRAM, services: { postgres: { initSql: '', maxConnections: 10 } } };
  await expect(createEngineSandbox({ assets: readAssetsFor }).boot(program, { clock: 'virtual' })).rejects.toThrow('This lab needs a Postgres');
});
