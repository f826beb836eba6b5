// `@unhandled/engine/web` of the published package: assets by fetch, for a page or, better, its worker.
import type { EngineAssets } from '../src/index.ts';

export interface WebAssetOptions {
  /** Which packages come with Node's API: 'node' (none, the default), 'koa' or 'express'. */
  readonly image?: 'node' | 'koa' | 'express';
  /** Folder that serves the files of `@unhandled/engine/assets/`, where the bundler does not follow `new URL(..., import.meta.url)`. */
  readonly base?: string | URL;
  /** `transformSync` of `@swc/wasm-typescript-esm`, to run TypeScript files. */
  readonly transform?: EngineAssets['transform'];
}

const noTransform: EngineAssets['transform'] = (_source, { filename }) => {
  throw new Error(`${filename} is TypeScript: give loadEngineAssets({ transform }) the transformSync of @swc/wasm-typescript-esm`);
};

// Written out one by one: bundlers find assets in exactly this shape.
const OWN = {
  wasm: () => new URL('./assets/quickjs.wasm', import.meta.url),
  encoding: () => new URL('./assets/encoding.so', import.meta.url),
  node: () => new URL('./assets/node.image', import.meta.url),
  koa: () => new URL('./assets/koa.image', import.meta.url),
  express: () => new URL('./assets/express.image', import.meta.url),
} as const;

const FILES = { wasm: 'quickjs.wasm', encoding: 'encoding.so', node: 'node.image', koa: 'koa.image', express: 'express.image' } as const;

async function load(key: keyof typeof FILES, base: string | URL | undefined): Promise<ArrayBuffer> {
  const url = base === undefined ? OWN[key]() : new URL(FILES[key], new URL(base, globalThis.location.href));
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(
      `Cannot fetch ${url}: the server answered ${response.status}. Serve node_modules/@unhandled/engine/dist/assets, and give its address as \`base\``,
    );
  return response.arrayBuffer();
}

/** Everything that a machine is made of. Fetch it once and boot as many machines as you like. */
export async function loadEngineAssets({ image = 'node', base, transform = noTransform }: WebAssetOptions = {}): Promise<EngineAssets> {
  const [wasm, encoding, bytes] = await Promise.all([load('wasm', base), load('encoding', base), load(image, base)]);
  return {
    wasm: await WebAssembly.compile(wasm),
    extensions: [{ name: 'encoding', wasm: await WebAssembly.compile(encoding) }],
    image: new Uint8Array(bytes),
    transform,
    wallClockMs: () => Date.now(),
  };
}
