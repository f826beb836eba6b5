// Runs in a browser's worker: verifies labs as the workspace does, again and again.
import { initSync, transformSync } from '@swc/wasm-typescript-esm';
import type { WorkerAssets } from '../../packages/engine/compat/engine-worker.ts';
import { verify } from '../../packages/lab/src/index.ts';
import { createEngineSandbox } from '../../packages/lab/src/sandboxes/engine.ts';
import type { PackageBundle } from '../../packages/engine/src/index.ts';
import { bundleFileOf, packageSetFor } from '../image-names.ts';
import type { ChecksBySlug, Task, TaskResult } from './tasks.ts';

/** Answers each task with its verdicts. @param checks what each lab is held to. */
export function serveTasks(checks: ChecksBySlug): void {
  let assets: WorkerAssets | undefined;
  const sandbox = createEngineSandbox({
    async assets(packages) {
      const { image: name, bundles } = packageSetFor(packages);
      const image = assets?.images[name];
      if (assets === undefined || image === undefined) throw new Error(`The worker has no image with ${packages.join(' and ')}`);
      return { ...assets, image, packages: await loadBundles(bundles), transform: transformSync, wallClockMs: () => Date.now() };
    },
    async database() {
      // As it was published: its own modules lie beside it.
      const { PGlite } = (await import(PGLITE)) as typeof import('@electric-sql/pglite');
      const [pgliteWasmModule, initdbWasmModule, files] = await Promise.all([compile('pglite.wasm'), compile('initdb.wasm'), load('pglite.data')]);
      return PGlite.create({ pgliteWasmModule, initdbWasmModule, fsBundle: new Blob([files]) });
    },
  });

  addEventListener('message', async ({ data }: MessageEvent<{ assets: WorkerAssets } | Task>) => {
    if ('assets' in data) {
      assets = data.assets;
      initSync({ module: assets.stripper });
      return;
    }
    const { slug, variant, manifest, files, rounds } = data;
    const verdicts: string[] = [];
    for (let round = 0; round < rounds; round++) {
      verdicts.push(JSON.stringify(await verify({ slug, manifest, checks: checks[slug] ?? missing(slug) }, files, sandbox)));
    }
    postMessage({ slug, variant, verdicts } satisfies TaskResult);
  });
}

/** Where the page's server has the package's files. */
const PGLITE: string = '/pglite/index.js';

const load = async (name: string) => (await fetch(`/pglite/${name}`)).arrayBuffer();
const compile = async (name: string) => WebAssembly.compile(await load(name));

/** A package and those that it requires. */
async function loadBundles(names: readonly string[], found = new Map<string, PackageBundle>()): Promise<PackageBundle[]> {
  for (const name of names) {
    if (found.has(name)) continue;
    const bundle = (await (await fetch(`/packages/${encodeURIComponent(bundleFileOf(name))}`)).json()) as PackageBundle;
    found.set(name, bundle);
    await loadBundles(bundle.requires, found);
  }
  return [...found.values()];
}

function missing(slug: string): never {
  throw new Error(`Lab "${slug}" has no checks`);
}
