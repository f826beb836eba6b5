// Where labs can run from a command, by the name that --runtime takes.
import { fileURLToPath } from 'node:url';
import { createNodeSandbox, missingOnNode } from '../packages/lab/node/node.ts';
import { filesOf, toProgram } from '../packages/lab/src/index.ts';
import { createEngineSandbox } from '../packages/lab/src/sandboxes/engine.ts';
import { readAssetsFor } from './engine-assets.ts';
import { startDatabase } from './pglite.ts';
import { readLab } from './read-lab.ts';

const PACKAGES = fileURLToPath(new URL('../node_modules', import.meta.url));

export const RUNTIMES = {
  embedded: () => createEngineSandbox({ assets: readAssetsFor, database: startDatabase }),
  node: () => createNodeSandbox(PACKAGES),
};

export function isRuntime(name: string): name is keyof typeof RUNTIMES {
  return Object.hasOwn(RUNTIMES, name);
}

export interface LeftOut {
  readonly slug: string;
  readonly why: string;
}

/** The labs that real Node can run here, and why it cannot run the others. */
export async function splitForNode(slugs: readonly string[], folder: string): Promise<{ readonly run: string[]; readonly left: LeftOut[] }> {
  const run: string[] = [];
  const left: LeftOut[] = [];
  for (const slug of slugs) {
    const { source } = await readLab(slug, folder);
    const why = missingOnNode(toProgram(source.manifest, filesOf(source, 'start')));
    if (why === undefined) run.push(slug);
    else left.push({ slug, why });
  }
  return { run, left };
}
