// The Postgres of labs that ask for one, in this process.
import type { EngineSandboxOptions } from '../packages/lab/src/sandboxes/engine.ts';

/** Starts one; loaded only when a lab asks. */
export const startDatabase: NonNullable<EngineSandboxOptions['database']> = async () => {
  const { PGlite } = await import('@electric-sql/pglite');
  return PGlite.create();
};
