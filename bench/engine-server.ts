// A program of bench/programs in the engine, in a worker of a Chromium page.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { build } from 'esbuild';
import { EXTENSIONS, readAssetsFor, readQuickJs } from '../scripts/engine-assets.ts';
import type { Answer, Order } from './engine-worker.ts';

const require = createRequire(import.meta.url);

export interface EngineServer {
  /** From a fetched image to the first answer, ms: a machine is restored, the program runs, and one request is served. */
  readonly firstResponseMs: readonly number[];
  /** The whole linear memory of the machine when the server idles, bytes. */
  readonly idleBytes: number;
  /** Requests a second over `count` requests, one after another. @throws for a wrong answer. */
  serve(count: number): Promise<number>;
  stop(): Promise<void>;
}

export async function startEngine(browser: Browser, name: string): Promise<EngineServer> {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('./engine-worker.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    write: false,
    target: 'es2023',
    minify: true,
  });
  const assets = await readAssetsFor(name === 'node' ? [] : [name]);
  const files: Record<string, [string, Uint8Array | string]> = {
    '/': ['text/html', '<!doctype html><title>bench</title>'],
    '/worker.js': ['text/javascript', bundle.outputFiles[0]?.contents ?? ''],
    '/extensions.json': ['application/json', JSON.stringify(EXTENSIONS)],
    '/quickjs.wasm': ['application/wasm', readQuickJs()],
    '/image': ['application/octet-stream', assets.image],
    '/packages.json': ['application/json', JSON.stringify(assets.packages ?? [])],
  };
  for (const extension of EXTENSIONS) files[`/${extension}.so`] = ['application/wasm', readFileSync(require.resolve(`quickjs-wasi/${extension}.so`))];
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file ? 200 : 404, { 'content-type': file?.[0] ?? 'text/plain' }).end(file?.[1]);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const base = `http://127.0.0.1:${port}`;
  const page = await browser.newPage();
  await page.goto(base);
  await page.evaluate(() => {
    const worker = new Worker('/worker.js', { type: 'module' });
    const ask = (order: Order) =>
      new Promise<Answer>((resolve, reject) => {
        worker.onmessage = (event) => resolve(event.data);
        worker.onerror = (event) => reject(new Error(event.message));
        worker.postMessage(order);
      });
    Object.assign(globalThis, { ask });
  });
  const ask = (order: Order): Promise<Answer> => page.evaluate((each) => (globalThis as unknown as { ask(order: Order): Promise<Answer> }).ask(each), order);
  const source = readFileSync(fileURLToPath(new URL(`./programs/${name}.mjs`, import.meta.url)), 'utf8');
  const { firstResponseMs = [], idleBytes = 0 } = await ask({ boot: { source, base } });
  return {
    firstResponseMs,
    idleBytes,
    async serve(count) {
      const { rate = Number.NaN } = await ask({ serve: count });
      if (Number.isNaN(rate)) throw new Error(`The engine's ${name} did not answer every request with 200 and the right body`);
      return rate;
    },
    async stop() {
      await page.close();
      server.close();
    },
  };
}
