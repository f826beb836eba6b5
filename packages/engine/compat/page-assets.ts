import type { WorkerAssets } from './engine-worker.ts';

const compile = async (url: string) => WebAssembly.compile(await (await fetch(url)).arrayBuffer());

/** Fetches and compiles, in a page, what its workers need: sent to each, so that a new one is ready in milliseconds. */
export async function loadAssets(): Promise<WorkerAssets> {
  const list = (await (await fetch('/assets.json')).json()) as { extensions: string[]; images: string[] };
  const images: Record<string, Uint8Array> = {};
  for (const name of list.images) images[name] = new Uint8Array(await (await fetch(`/${name}.image`)).arrayBuffer());
  const extensions = await Promise.all(list.extensions.map(async (name) => ({ name, wasm: await compile(`/${name}.so`) })));
  return { wasm: await compile('/quickjs.wasm'), stripper: await compile('/stripper.wasm'), extensions, images };
}
