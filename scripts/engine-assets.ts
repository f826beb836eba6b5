// Reads from disk what a page fetches: the engine's binary, its extensions, an image, and the type stripper.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type EngineAssets, type PackageBundle, prepareBinary, type SwcTransform } from '../packages/engine/src/index.ts';
import { bundleFileOf, packageSetFor } from './image-names.ts';

const require = createRequire(import.meta.url);
const IMAGES = fileURLToPath(new URL('../packages/engine/images/', import.meta.url));

/** Extensions of quickjs-wasi that the images are built with, in order. The others (url, headers, structured-clone) are part of the guest layer: smaller, and closer to Node. */
export const EXTENSIONS = ['encoding'] as const;

/** The engine's binary as every machine runs it. */
export function readQuickJs(): Uint8Array<ArrayBuffer> {
  return prepareBinary(readFileSync(require.resolve('quickjs-wasi/quickjs.wasm')));
}

export async function readEngineBinary(): Promise<Pick<EngineAssets, 'wasm' | 'extensions'>> {
  const compile = (specifier: string) => WebAssembly.compile(readFileSync(require.resolve(specifier)));
  const extensions = await Promise.all(EXTENSIONS.map(async (name) => ({ name: name, wasm: await compile(`quickjs-wasi/${name}.so`) })));
  return { wasm: await WebAssembly.compile(readQuickJs()), extensions };
}

/**
 * @param image name of a built image: 'node', 'koa', 'express'.
 * @param packages npm packages beside those in the image; what they require comes with them.
 */
export async function readEngineAssets(image: string, packages: readonly string[] = []): Promise<EngineAssets> {
  const { transformSync } = require('amaro') as { transformSync: SwcTransform };
  return {
    ...(await readEngineBinary()),
    image: readFileSync(`${IMAGES}${image}.image`),
    packages: readBundles(packages),
    transform: transformSync,
    wallClockMs: () => Date.now(),
  };
}

/** The same for a lab or a program with these packages. @throws {RangeError} for one that this project does not build. */
export function readAssetsFor(packages: readonly string[]): Promise<EngineAssets> {
  const { image, bundles } = packageSetFor(packages);
  return readEngineAssets(image, bundles);
}

/** Bundles of npm packages, with those of what they require. */
export function readBundles(names: readonly string[]): PackageBundle[] {
  const found = new Map<string, PackageBundle>();
  const read = (name: string): void => {
    if (found.has(name)) return;
    const bundle = JSON.parse(readFileSync(`${IMAGES}packages/${bundleFileOf(name)}`, 'utf8')) as PackageBundle;
    found.set(name, bundle);
    bundle.requires.forEach(read);
  };
  names.forEach(read);
  return [...found.values()];
}
