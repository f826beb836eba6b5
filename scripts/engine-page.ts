// A page in Chromium with workers that run programs in the engine. A worker that does not come back is replaced.
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';
import type { Outcome } from '../packages/engine/compat/outcome.ts';
import type { Program } from '../packages/engine/compat/program.ts';
import type { EngineRun } from '../packages/engine/compat/run-program.ts';
import { EXTENSIONS, readBundles, readQuickJs } from './engine-assets.ts';
import { findBrowser } from './find-browser.mjs';
import type { PackageSet } from './image-names.ts';

const require = createRequire(import.meta.url);
const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
/** Beyond the run's own limit, for one that holds its worker: it is taken away then. */
const GRACE_MS = 3000;

export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface EnginePage {
  readonly page: Page;
  /** Runs a program in the worker of that number. */
  run(worker: number, packages: PackageSet, program: Program, run: EngineRun): Promise<Outcome>;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: BROWSER_FLAGS });
}

/** Images that are built, by name. */
export function imageNames(): string[] {
  return readdirSync(path('packages/engine/images'))
    .filter((name) => name.endsWith('.image'))
    .map((name) => name.slice(0, -'.image'.length));
}

export async function openEnginePage(browser: Browser, images: readonly string[]): Promise<EnginePage> {
  const server = await serveEngine(images);
  const { port } = server.address() as AddressInfo;
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`The page failed: ${error.message}`));
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.addScriptTag({ url: '/page.js', type: 'module' });
  await page.waitForFunction(() => 'runInWorker' in globalThis);
  return {
    page,
    async run(worker, { image, bundles }, program, run) {
      const files = Object.fromEntries(Object.entries(program.files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]));
      const asked = { worker, image, packages: readBundles(bundles), program: { ...program, files }, run, graceMs: GRACE_MS };
      return page.evaluate((each) => (globalThis as unknown as { runInWorker(asked: unknown): Promise<Outcome> }).runInWorker(each), asked);
    },
    async close() {
      await page.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A module for a browser, from one of this repository's files. */
export async function bundleForPage(source: { readonly file: string } | { readonly contents: string }): Promise<Uint8Array> {
  const entry =
    'file' in source ? { entryPoints: [path(source.file)] } : { stdin: { contents: source.contents, resolveDir: path('.'), loader: 'ts' as const } };
  const result = await build({ ...entry, bundle: true, format: 'esm', write: false, target: 'es2024', minify: true, logLevel: 'error' });
  return result.outputFiles[0]?.contents ?? new Uint8Array();
}

/** Content type and body, by path. */
export type ServedFiles = Record<string, readonly [string, Uint8Array | string]>;

/** What a page needs to boot engines: the binary, its extensions, images and the type stripper. */
export function engineFiles(images: readonly string[]): ServedFiles {
  const wasm = (specifier: string) => ['application/wasm', readFileSync(require.resolve(specifier))] as const;
  const files: ServedFiles = {
    '/': ['text/html', '<!doctype html><title>engine</title>'],
    '/assets.json': ['application/json', JSON.stringify({ extensions: EXTENSIONS, images })],
    '/quickjs.wasm': ['application/wasm', readQuickJs()],
    // The package does not export its binary, which lies beside its module.
    '/stripper.wasm': ['application/wasm', readFileSync(path('node_modules/@swc/wasm-typescript-esm/wasm_bg.wasm'))],
  };
  for (const name of EXTENSIONS) files[`/${name}.so`] = wasm(`quickjs-wasi/${name}.so`);
  for (const name of images) files[`/${name}.image`] = ['application/octet-stream', readFileSync(path(`packages/engine/images/${name}.image`))];
  return files;
}

async function serveEngine(images: readonly string[]) {
  const files: ServedFiles = {
    ...engineFiles(images),
    '/page.js': ['text/javascript', await bundleForPage({ file: 'packages/engine/compat/engine-page.ts' })],
    '/worker.js': ['text/javascript', await bundleForPage({ file: 'packages/engine/compat/engine-worker.ts' })],
  };
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file ? 200 : 404, { 'content-type': file?.[0] ?? 'text/plain' }).end(file?.[1]);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
