// Where labs can run from a command, by the name that --runtime takes.
import { fileURLToPath } from 'node:url';
import { createNodeSandbox } from '../packages/lab/node/node.ts';
import { postgresServerOf } from '../packages/lab/project/postgres-server.ts';
import { createEngineSandbox } from '../packages/lab/src/sandboxes/engine.ts';
import { readAssetsFor } from './engine-assets.ts';
import { startDatabase } from './pglite.ts';

const PACKAGES = fileURLToPath(new URL('../node_modules', import.meta.url));

export const RUNTIMES = {
  embedded: () => createEngineSandbox({ assets: readAssetsFor, database: startDatabase }),
  /** With the Postgres server that DATABASE_URL names, where it does. */
  node: () => createNodeSandbox({ packages: PACKAGES, database: startDatabase, postgresServer: postgresServerOf(process.env) }),
};

export function isRuntime(name: string): name is keyof typeof RUNTIMES {
  return Object.hasOwn(RUNTIMES, name);
}
