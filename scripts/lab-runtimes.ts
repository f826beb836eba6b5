// Where labs can run from a command, by the name that --runtime takes.
import { fileURLToPath } from 'node:url';
import { createNodeSandbox } from '../packages/lab/node/node.ts';
import { createEngineSandbox } from '../packages/lab/src/sandboxes/engine.ts';
import { readAssetsFor } from './engine-assets.ts';
import { startDatabase } from './pglite.ts';

const PACKAGES = fileURLToPath(new URL('../node_modules', import.meta.url));

export const RUNTIMES = {
  embedded: () => createEngineSandbox({ assets: readAssetsFor, database: startDatabase }),
  node: () => createNodeSandbox({ packages: PACKAGES, database: startDatabase }),
};

export function isRuntime(name: string): name is keyof typeof RUNTIMES {
  return Object.hasOwn(RUNTIMES, name);
}
