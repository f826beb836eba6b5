import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../../scripts/engine-assets.ts';
import { growthBetween, Machine, type Retainer } from '../index.ts';

const assets = await readEngineAssets('node');
const REQUESTS = 50;

interface Grown {
  readonly growth: readonly Retainer[];
  /** Bytes that the heap grew by, by the allocator's own count. */
  readonly bytes: number;
}

/** A server whose handler is `handler` in routes/order.ts, asked some requests to warm up and then `REQUESTS` more. */
async function grow(files: Readonly<Record<string, string>>): Promise<Grown> {
  const machine = await Machine.boot({ assets, clock: 'virtual' });
  try {
    await machine.fs.writeFile('package.json', '{"type":"module"}');
    await machine.fs.mkdir('routes');
    await machine.fs.mkdir('lib');
    for (const [name, text] of Object.entries(files)) await machine.fs.writeFile(name, text);
    await machine.fs.writeFile(
      'main.ts',
      `import { createServer } from 'node:http';\nimport { handler } from './routes/order.ts';\ncreateServer(handler).listen(3000);\n`,
    );
    const server = await machine.spawn('node', ['main.ts']);
    while (machine.turn());
    expect(server.ended).toBeUndefined();
    const client = machine.client(3000);
    const ask = (count: number): void => {
      for (let i = 0; i < count; i++) {
        client.send({ method: 'GET', path: `/orders/${i}`, headers: {} }, (result) => expect(result.kind).toBe('response'));
        while (machine.turn());
      }
    };
    ask(30);
    const [before, bytesBefore] = [server.retainers(), server.heap().retainedBytes];
    ask(REQUESTS);
    const [after, bytesAfter] = [server.retainers(), server.heap().retainedBytes];
    if (before === undefined || after === undefined) throw new Error('the server ended');
    return { growth: growthBetween(before, after).filter(({ bytes }) => bytes >= REQUESTS * 8), bytes: bytesAfter - bytesBefore };
  } finally {
    machine.teardown();
  }
}

const LEAKS: readonly { name: string; files: Record<string, string>; place: string; path: RegExp }[] = [
  {
    name: 'errors kept with their causes',
    files: {
      'lib/errors.ts': 'export const recentErrors: Error[] = [];\nexport function remember(error: Error): void { recentErrors.push(error); }\n',
      'routes/order.ts': `import { remember } from '../lib/errors.ts';
export function handler(request: { url: string }, response: { end(text: string): void }): void {
  try { JSON.parse(request.url); } catch (cause) { remember(new Error('bad order ' + request.url, { cause })); }
  response.end('ok');
}\n`,
    },
    place: 'lib/errors.ts recentErrors',
    path: /^lib\/errors\.ts recentErrors → Array\(80\) → Error/,
  },
  {
    name: 'a cache that nothing empties',
    files: {
      'routes/order.ts': `const cache = new Map<number, { url: string; body: string[] }>();
let next = 0;
export function handler(request: { url: string }, response: { end(text: string): void }): void {
  cache.set(next++, { url: request.url, body: ['a', 'b'] });
  response.end('ok');
}\n`,
    },
    place: 'routes/order.ts cache',
    path: /^routes\/order\.ts cache → Map\(80\) → /,
  },
  {
    name: 'listeners on a shared emitter',
    files: {
      'lib/bus.ts': "import { EventEmitter } from 'node:events';\nexport const bus = new EventEmitter().setMaxListeners(0);\n",
      'routes/order.ts': `import { bus } from '../lib/bus.ts';
export function handler(request: { url: string }, response: { end(text: string): void }): void {
  const order = { url: request.url };
  bus.on('paid', function onPaid() { console.log(order.url); });
  response.end('ok');
}\n`,
    },
    place: 'lib/bus.ts bus',
    path: /^lib\/bus\.ts bus → .*Array\(80\) → Function onPaid \(routes\/order\.ts:4\)/,
  },
  {
    name: 'intervals that nobody clears',
    files: {
      'routes/order.ts': `export function handler(request: { url: string }, response: { end(text: string): void }): void {
  const order = { url: request.url };
  setInterval(function poll() { if (order.url === '') throw new Error('never'); }, 1e9).unref();
  response.end('ok');
}\n`,
    },
    place: 'Timeout of poll (routes/order.ts:3)',
    path: /^Timeout of poll \(routes\/order\.ts:3\) \(80\)$/,
  },
  {
    name: 'promises that nobody settles',
    files: {
      'routes/order.ts': `const waiters: (() => void)[] = [];
function lease(): Promise<void> { return new Promise((resolve) => { waiters.push(resolve); }); }
async function receipt(url: string): Promise<string> { await lease(); return url; }
export function handler(request: { url: string }, response: { end(text: string): void }): void {
  receipt(request.url).then((text) => console.log(text));
  response.end('ok');
}\n`,
    },
    place: 'routes/order.ts waiters',
    path: /^routes\/order\.ts waiters → Array\(80\) → Promise → async receipt \(routes\/order\.ts:3\)$/,
  },
  {
    name: 'waits for an event that never comes',
    files: {
      'routes/order.ts': `import { EventEmitter, once } from 'node:events';
const bus = new EventEmitter().setMaxListeners(0);
async function receipt(url: string): Promise<string> { await once(bus, 'paid'); return url; }
export function handler(request: { url: string }, response: { end(text: string): void }): void {
  receipt(request.url).then((text) => console.log(text));
  response.end('ok');
}\n`,
    },
    place: 'routes/order.ts bus',
    path: /^routes\/order\.ts bus → .*Array\(80\) → .*→ async receipt \(routes\/order\.ts:3\)$/,
  },
  {
    name: 'async functions that sleep for days',
    files: {
      'routes/order.ts': `import { setTimeout as wait } from 'node:timers/promises';
async function receipt(url: string): Promise<string> { await wait(1e9, undefined, { ref: false }); return url; }
export function handler(request: { url: string }, response: { end(text: string): void }): void {
  receipt(request.url).then((text) => console.log(text));
  response.end('ok');
}\n`,
    },
    place: 'Timeout of async receipt (routes/order.ts:2)',
    path: /\(80\)$/,
  },
  {
    name: 'a registry in a closure',
    files: {
      'lib/registry.ts': `export function createRegistry() {
  const entries: object[] = [];
  return { add(entry: object): void { entries.push(entry); } };
}\n`,
      'routes/order.ts': `import { createRegistry } from '../lib/registry.ts';
class Session { readonly url: string; constructor(url: string) { this.url = url; } }
const registry = createRegistry();
export function handler(request: { url: string }, response: { end(text: string): void }): void {
  registry.add(new Session(request.url));
  response.end('ok');
}\n`,
    },
    place: 'lib/registry.ts entries',
    path: /^lib\/registry\.ts entries.* → Array\(80\) → Session$/,
  },
];

for (const { name, files, place, path } of LEAKS) {
  test(`the variable that gathers ${name} is named, with what it keeps`, async () => {
    const { growth, bytes } = await grow(files);
    expect(growth[0]?.place).toContain(place);
    expect(growth[0]?.path).toMatch(path);
    // What the walk finds is what the allocator counts, to the byte; tables of Node's that grow with it are not the variable's.
    expect(growth[0]?.bytes).toBeGreaterThan(bytes * 0.8);
    expect(growth[0]?.bytes).toBeLessThanOrEqual(bytes);
    expect(growth[0]?.objects.some(({ count }) => count % REQUESTS === 0 && count > 0)).toBe(true);
  });
}

test('a server that lets go of everything grows nowhere', async () => {
  const { growth, bytes } = await grow({
    'routes/order.ts': `const open = new Map<number, object>();
let next = 0;
export function handler(request: { url: string }, response: { end(text: string): void }): void {
  const id = next++;
  open.set(id, { url: request.url });
  try { JSON.parse(request.url); } catch { open.delete(id); }
  response.end('ok');
}\n`,
  });
  expect(growth).toEqual([]);
  expect(bytes).toBe(0);
});

test('reading who retains what changes nothing', async () => {
  const machine = await Machine.boot({ assets, clock: 'virtual' });
  await machine.fs.writeFile('main.mjs', 'globalThis.kept = Array.from({ length: 100 }, (_, i) => ({ i })); setInterval(() => {}, 1000);');
  const program = await machine.spawn('node', ['main.mjs']);
  while (machine.turn());
  const before = program.heap().retainedBytes;
  const readings = [program.retainers(), program.retainers()];
  expect(program.heap().retainedBytes).toBe(before);
  expect(readings[1]).toEqual(readings[0]);
  machine.teardown();
});
