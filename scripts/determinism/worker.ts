// Runs in a browser's worker: verifies labs as the workspace does, again and again.
import { initSync, transformSync } from '@swc/wasm-typescript-esm';
import type { WorkerAssets } from '../../packages/engine/compat/engine-worker.ts';
import { verify } from '../../packages/lab/src/index.ts';
import { createEngineSandbox } from '../../packages/lab/src/sandboxes/engine.ts';
import { imageFor } from '../image-names.ts';
import type { ChecksBySlug, Task, TaskResult } from './tasks.ts';

/** Answers each task with its verdicts. @param checks what each lab is held to. */
export function serveTasks(checks: ChecksBySlug): void {
  let assets: WorkerAssets | undefined;
  const sandbox = createEngineSandbox({
    async assets(packages) {
      const image = assets?.images[imageFor(packages)];
      if (assets === undefined || image === undefined) throw new Error(`The worker has no image with ${packages.join(' and ')}`);
      return { ...assets, image, transform: transformSync, wallClockMs: () => Date.now() };
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

function missing(slug: string): never {
  throw new Error(`Lab "${slug}" has no checks`);
}
