import partsUrl from './parts/project.json?url';
import type { LabToKeep, ProjectParts } from './node-project.ts';

const CHECKS = import.meta.glob<string>('/labs/*/checks.ts', { query: '?raw', import: 'default' });
const MANIFESTS = import.meta.glob<string>('/labs/*/lab.json', { query: '?raw', import: 'default' });

/** What a download needs beside the reader's files: fetched when one is asked for. @throws {Error} when the site does not answer. */
export async function loadProjectParts(slug: string): Promise<{ readonly parts: ProjectParts; readonly lab: Pick<LabToKeep, 'manifest' | 'checks'> }> {
  const [response, checks = '', manifest = ''] = await Promise.all([
    fetch(partsUrl),
    CHECKS[`/labs/${slug}/checks.ts`]?.(),
    MANIFESTS[`/labs/${slug}/lab.json`]?.(),
  ]);
  if (!response.ok) throw new Error(`Cannot fetch ${partsUrl}: the server answered ${response.status}`);
  return { parts: (await response.json()) as ProjectParts, lab: { manifest, checks } };
}
