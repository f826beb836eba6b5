// The two releases of the incident's service, as they lie in labs/: each is laid over the one before.
import { join } from 'node:path';
import { LABS, readTree } from '../read-lab.ts';

export const RELEASES = ['1.4.1', '1.4.2'] as const;
export type ReleaseName = (typeof RELEASES)[number];

const LAYERS: Readonly<Record<ReleaseName, readonly string[]>> = {
  '1.4.1': ['_base', '_kettle-1.4.1'],
  '1.4.2': ['_base', '_kettle-1.4.1', '_kettle-1.4.2'],
};

/** Path below the project root to text. */
export function readRelease(name: ReleaseName): Readonly<Record<string, string>> {
  return Object.assign({}, ...LAYERS[name].map((layer) => readTree(join(LABS, layer))));
}
