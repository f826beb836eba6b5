// The two releases of the incident's service, as they lie in labs/: each is laid over the one before.
import { join } from 'node:path';
import { LABS, readTree } from '../read-lab.ts';

export type ReleaseName = '1.4.1' | '1.4.2';

const LAYERS: Readonly<Record<ReleaseName, readonly string[]>> = {
  '1.4.1': ['_base', '_kettle-1.4.1'],
  '1.4.2': ['_base', '_kettle-1.4.1', '_kettle-1.4.2'],
};

/** Path below the project root to text. */
export function readRelease(name: ReleaseName): Readonly<Record<string, string>> {
  return Object.assign({}, ...LAYERS[name].map((layer) => readTree(join(LABS, layer))));
}
