// Koa's hello, serial requests: the engine in a Chromium worker against native Node over loopback, in turns.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, createServer, get } from 'node:http';
import { createRequire } from 'node:module';
import { createServer as createSocketServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { build } from 'esbuild';
import { EXTENSIONS } from '../scripts/engine-assets.ts';

const require = createRequire(import.meta.url);
const HELLO = fileURLToPath(new URL('./koa-hello.mjs', import.meta.url));
/** What both must answer, with status 200. */
const BODY = '{"hello":"world"}';
const ROUNDS = 7;
const REQUESTS = 1500;
const WARM_UP = 1500;

export interface KoaFigures {
  readonly engine_rps: number;
  readonly node_rps: number;
  readonly ratio: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}

export async function benchKoa(browser: Browser): Promise<KoaFigures> {
  const native = await startNative();
  const engine = await startEngine(browser);
  try {
    await native.serve(WARM_UP);
    await engine.serve(WARM_UP);
    const rounds: { engine: number; node: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push({ node: await native.serve(REQUESTS), engine: await engine.serve(REQUESTS) });
    // Ratios far apart mean that something else wanted the processor: the run says little.
    console.error(`Koa, engine / Node in each round: ${rounds.map((each) => (each.engine / each.node).toFixed(2)).join(' ')}`);
    return {
      engine_rps: Math.round(median(rounds.map((each) => each.engine))),
      node_rps: Math.round(median(rounds.map((each) => each.node))),
      ratio: Number(median(rounds.map((each) => each.engine / each.node)).toFixed(3)),
    };
  } finally {
    await engine.stop();
    await native.stop();
  }
}

/** A port that nobody listened on a moment ago. */
async function freePort(): Promise<number> {
  const probe = createSocketServer().listen(0);
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

async function startNative() {
  const port = await freePort();
  const child = spawn(process.execPath, [HELLO], { env: { ...process.env, PORT: String(port), NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`Native Koa ended with exit code ${code} before it listened`))),
  ]);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const one = () =>
    new Promise<number>((resolve, reject) => {
      get({ port, agent, path: '/' }, (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => resolve(body === BODY ? (response.statusCode ?? 0) : 0));
      }).on('error', reject);
    });
  return {
    async serve(count: number): Promise<number> {
      const start = performance.now();
      for (let i = 0; i < count; i++) if ((await one()) !== 200) throw new Error('Native Koa did not answer 200 with the right body');
      return count / ((performance.now() - start) / 1000);
    },
    async stop() {
      agent.destroy();
      child.kill();
      await once(child, 'exit');
    },
  };
}

async function startEngine(browser: Browser) {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('./engine-worker.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    write: false,
    target: 'es2023',
    minify: true,
  });
  const files: Record<string, [string, Uint8Array | string]> = {
    '/': ['text/html', '<!doctype html><title>bench</title>'],
    '/worker.js': ['text/javascript', bundle.outputFiles[0]?.contents ?? ''],
    '/extensions.json': ['application/json', JSON.stringify(EXTENSIONS)],
    '/quickjs.wasm': ['application/wasm', readFileSync(require.resolve('quickjs-wasi/quickjs.wasm'))],
    '/koa.image': ['application/octet-stream', readFileSync(fileURLToPath(new URL('../packages/engine/images/koa.image', import.meta.url)))],
  };
  for (const name of EXTENSIONS) files[`/${name}.so`] = ['application/wasm', readFileSync(require.resolve(`quickjs-wasi/${name}.so`))];
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file ? 200 : 404, { 'content-type': file?.[0] ?? 'text/plain' }).end(file?.[1]);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.evaluate(
    async ({ source, base }) => {
      const worker = new Worker('/worker.js', { type: 'module' });
      const ask = (message: object) =>
        new Promise<{ rate: number }>((resolve) => {
          worker.onmessage = (event) => resolve(event.data);
          worker.postMessage(message);
        });
      await ask({ boot: { source, base } });
      Object.assign(globalThis, { serve: async (count: number) => (await ask({ serve: count })).rate });
    },
    { source: readFileSync(HELLO, 'utf8'), base: `http://127.0.0.1:${port}` },
  );
  return {
    async serve(count: number): Promise<number> {
      const rate = await page.evaluate((wanted) => (globalThis as unknown as { serve(count: number): Promise<number> }).serve(wanted), count);
      if (Number.isNaN(rate)) throw new Error('The engine did not answer every request with 200 and the right body');
      return rate;
    },
    async stop() {
      await page.close();
      server.close();
    },
  };
}
