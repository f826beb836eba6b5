// Runs in a browser's worker: one program after another, each in a machine of its own.
import { initSync, transformSync } from '@swc/wasm-typescript-esm';
import type { EngineAssets, PackageBundle } from '../src/index.ts';
import type { Outcome } from './outcome.ts';
import type { Program } from './program.ts';
import { type EngineRun, runInEngine } from './run-program.ts';

/** The first message: everything compiled, so that a new worker is ready in milliseconds. */
export interface WorkerAssets {
  readonly wasm: WebAssembly.Module;
  readonly extensions: readonly { readonly name: string; readonly wasm: WebAssembly.Module }[];
  readonly stripper: WebAssembly.Module;
  readonly images: Readonly<Record<string, Uint8Array>>;
}

/** Every later one. It is answered with an {@link Outcome} and whether the worker can be used again. */
export interface WorkerRun {
  readonly image: string;
  /** npm packages beside those in the image. */
  readonly packages: readonly PackageBundle[];
  readonly program: Program;
  readonly run: EngineRun;
}

let assets: WorkerAssets | undefined;
let stripping = false;

const transform: EngineAssets['transform'] = (source, options) => {
  if (!stripping && assets !== undefined) initSync({ module: assets.stripper });
  stripping = true;
  return transformSync(source, options);
};

async function outcomeOf({ image, packages, program, run }: WorkerRun): Promise<Outcome> {
  try {
    if (assets === undefined) throw new Error('The worker was given no assets');
    const bytes = assets.images[image];
    if (bytes === undefined) throw new Error(`There is no image "${image}"`);
    return await runInEngine({ ...assets, image: bytes, packages, transform, wallClockMs: () => Date.now() }, program, run);
  } catch (error) {
    return { stdout: '', stderr: '', code: undefined, stopped: `broke the engine: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` };
  }
}

addEventListener('message', async ({ data }: MessageEvent<{ assets: WorkerAssets } | WorkerRun>) => {
  if ('assets' in data) assets = data.assets;
  else postMessage(await outcomeOf(data));
});
