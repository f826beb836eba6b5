// `@unhandled/engine/node` of the published package: assets from the package's own files.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { EngineAssets } from '../src/index.ts';

const require = createRequire(import.meta.url);
const read = (name: string) => readFile(new URL(`./assets/${name}`, import.meta.url));

/** Everything that a machine is made of. @param image which packages come with Node's API: 'node' (none), 'koa' or 'express'. */
export async function readEngineAssets(image = 'node'): Promise<EngineAssets> {
  const [wasm, encoding, bytes] = await Promise.all([read('quickjs.wasm'), read('encoding.so'), read(`${image}.image`)]);
  const { transformSync } = require('amaro') as { transformSync: EngineAssets['transform'] };
  return {
    wasm: await WebAssembly.compile(wasm),
    extensions: [{ name: 'encoding', wasm: await WebAssembly.compile(encoding) }],
    image: bytes,
    transform: transformSync,
    wallClockMs: () => Date.now(),
  };
}
