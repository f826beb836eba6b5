import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../scripts/engine-assets.ts';
import { Machine, type OutsideRequest, type OutsideResult, type Process } from '../src/index.ts';

const assets = await readEngineAssets('koa');

const SHOP = `
import { openSync, promises as fs } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import Koa from 'koa';
const kept = [];
const open = [];
async function attach() {
  await wait(10);
  open.push(openSync('/app/shop.mjs', 'r'));
}
const app = new Koa();
app.use(async (ctx) => {
  if (ctx.path.startsWith('/leak')) kept.push({ text: 'x'.repeat(2000) });
  if (ctx.path.startsWith('/file')) await attach();
  if (ctx.path.startsWith('/all')) await Promise.all([1, 2].map(() => attach()));
  if (ctx.path.startsWith('/upload')) {
    let size = 0;
    for await (const chunk of ctx.req) { size += chunk.length; kept.push(new Uint8Array(1000)); }
  }
  ctx.body = 'ok';
});
setInterval(() => {}, 60000).unref();
app.listen(3000);
`;

/** The line of the program that has this in it. */
function lineOf(text: string): number {
  return SHOP.slice(0, SHOP.lastIndexOf(text)).split('\n').length;
}

interface Shop {
  readonly server: Process;
  send(...requests: OutsideRequest[]): OutsideResult[];
}

async function shop(attributeRequests: boolean): Promise<Shop> {
  const machine = await Machine.boot({ assets, clock: 'virtual' });
  await machine.fs.writeFile('shop.mjs', SHOP);
  const server = await machine.spawn('node', ['shop.mjs'], { attributeRequests });
  while (machine.turn());
  return {
    server,
    send(...requests) {
      const results: OutsideResult[] = [];
      const client = machine.client(3000);
      client.sendBatch(requests, (_at, result) => results.push(result));
      runDue(machine);
      client.close();
      while (machine.turn());
      return results;
    },
  };
}

/** Runs what is due within a second. */
function runDue(machine: Machine): void {
  const end = machine.clock.nowMs() + 1000;
  for (;;) {
    while (machine.turn());
    const due = machine.nextTimerMs();
    if (due === undefined || due > end) return;
    machine.jumpTo(due);
  }
}

const get = (path: string): OutsideRequest => ({ method: 'GET', path, headers: {} });

test('a handle names the request that opened it, across awaits and timers', async () => {
  const { server, send } = await shop(true);
  send(get('/leak/1'), get('/file/7?full=1'), get('/file/8'));
  const opened = server.handles().filter(({ kind }) => kind === 'fd');
  expect(opened.map(({ request }) => request)).toEqual([
    { number: 2, method: 'GET', url: '/file/7?full=1' },
    { number: 3, method: 'GET', url: '/file/8' },
  ]);
});

test('a handle that is opened after an await names the async functions that wait for it', async () => {
  const { server, send } = await shop(true);
  send(get('/file/1'));
  const [opened] = server.handles().filter(({ kind }) => kind === 'fd');
  expect(opened?.frames.map(({ functionName, line, isAsync }) => ({ functionName, line, isAsync }))).toEqual([
    { functionName: 'attach', line: lineOf('openSync('), isAsync: false },
    { functionName: '<anonymous>', line: lineOf('await attach()'), isAsync: true },
  ]);
});

test('async functions that wait through Promise.all are named, too', async () => {
  const { server, send } = await shop(true);
  send(get('/all'));
  const opened = server.handles().filter(({ kind }) => kind === 'fd');
  expect(opened.map(({ frames }) => frames.map(({ line }) => line))).toEqual([1, 2].map(() => [lineOf('openSync('), lineOf('await Promise.all(')]));
});

test('what the program opens by itself belongs to no request', async () => {
  const { server, send } = await shop(true);
  send(get('/ok'));
  expect(server.handles().filter(({ request }) => request !== undefined)).toEqual([]);
});

test('requests that are answered at the same time are told apart', async () => {
  const { server, send } = await shop(true);
  send(...[1, 2, 3, 4].map((n) => get(`/file/${n}`)));
  expect(
    server
      .handles()
      .filter(({ kind }) => kind === 'fd')
      .map(({ request }) => request?.url),
  ).toEqual(['/file/1', '/file/2', '/file/3', '/file/4']);
});

test('bytes on the heap are counted for the route that allocated them, and only while they are reachable', async () => {
  const { server, send } = await shop(true);
  send(...Array.from({ length: 20 }, (_, n) => get(`/warm/${n}`)), ...Array.from({ length: 50 }, (_, n) => get(`/leak/${n}`)));
  const routes = server.routes();
  const leak = routes.find(({ route }) => route === 'GET /leak/:id');
  expect(leak).toMatchObject({ requests: 50, retaining: 50 });
  expect((leak?.retainedBytes ?? 0) / 50).toBeGreaterThan(2000);
  const before = routes.find(({ route }) => route === 'GET /warm/:id')?.retainedBytes ?? 0;
  send(...Array.from({ length: 100 }, (_, n) => get(`/warm/${n}`)));
  expect((server.routes().find(({ route }) => route === 'GET /warm/:id')?.retainedBytes ?? 0) - before).toBeLessThan(100 * 16);
});

test('the bytes of all routes account for the growth of the heap', async () => {
  const { server, send } = await shop(true);
  const load = () => send(...Array.from({ length: 50 }, (_, n) => get(`/${['leak', 'ok', 'file'][n % 3]}/${n}`)));
  const attributed = () => server.routes().reduce((sum, { retainedBytes }) => sum + retainedBytes, 0);
  load();
  const [heapBefore, before] = [server.heap().retainedBytes, attributed()];
  load();
  load();
  const [heap, after] = [server.heap().retainedBytes - heapBefore, attributed() - before];
  expect(heap).toBeGreaterThan(60_000);
  expect(Math.abs(heap - after)).toBeLessThan(heap / 100);
});

test('a body that arrives in pieces is read for its request', async () => {
  const { server, send } = await shop(true);
  send({ method: 'POST', path: '/upload', headers: { 'content-type': 'text/plain' }, body: 'y'.repeat(300_000) });
  const upload = server.routes().find(({ route }) => route === 'POST /upload');
  expect(upload?.retainedBytes).toBeGreaterThan(1000);
});

test('nothing is attributed where nobody asked for it', async () => {
  const { server, send } = await shop(false);
  send(get('/file/1'));
  expect(server.routes()).toEqual([]);
  expect(server.handles().every(({ request }) => request === undefined)).toBe(true);
});
