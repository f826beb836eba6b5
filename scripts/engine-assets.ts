// Reads from disk what a page fetches: the engine's binary, its extensions, an image, and the type stripper.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type EngineAssets, type SwcTransform, withErrorTexts } from '../packages/engine/src/index.ts';

const require = createRequire(import.meta.url);

/** Extensions of quickjs-wasi that the images are built with, in order. The others (url, headers, structured-clone) are part of the guest layer: smaller, and closer to Node. */
export const EXTENSIONS = ['encoding'] as const;

/** The engine's binary as every machine runs it. */
export function readQuickJs(): Uint8Array<ArrayBuffer> {
  return withErrorTexts(readFileSync(require.resolve('quickjs-wasi/quickjs.wasm')));
}

export async function readEngineBinary(): Promise<Pick<EngineAssets, 'wasm' | 'extensions'>> {
  const compile = (specifier: string) => WebAssembly.compile(readFileSync(require.resolve(specifier)));
  const extensions = await Promise.all(EXTENSIONS.map(async (name) => ({ name: name, wasm: await compile(`quickjs-wasi/${name}.so`) })));
  return { wasm: await WebAssembly.compile(readQuickJs()), extensions };
}

/** @param image name of a built image: 'node', 'koa', 'express'. */
export async function readEngineAssets(image: string): Promise<EngineAssets> {
  const { transformSync } = require('amaro') as { transformSync: SwcTransform };
  const file = fileURLToPath(new URL(`../packages/engine/images/${image}.image`, import.meta.url));
  return { ...(await readEngineBinary()), image: readFileSync(file), transform: transformSync, wallClockMs: () => Date.now() };
}
