import { assembleLab, type Files, type LabSource, parseManifest } from '@unhandled/lab';

// Asked for when a lab starts: nothing of it is in the lesson page. astro.config.mjs makes one chunk of a lab's files.
const CODE = import.meta.glob<string>(['/labs/*/{start,solution,wrong}/**', '/labs/_base/**'], { query: '?raw', import: 'default' });
const MANIFESTS = import.meta.glob<string>('/labs/*/lab.json', { query: '?raw', import: 'default' });

/** @throws {RangeError} when there is no such lab. */
export async function loadLab(slug: string): Promise<LabSource> {
  const readManifest = MANIFESTS[`/labs/${slug}/lab.json`];
  if (readManifest === undefined) throw new RangeError(`There is no lab "${slug}"`);
  const manifest = parseManifest(slug, await readManifest());
  const [base, own] = await Promise.all([readFolder(`/labs/${manifest.base}/`), readFolder(`/labs/${slug}/`)]);
  return assembleLab(slug, manifest, base, own);
}

async function readFolder(prefix: string): Promise<Files> {
  const paths = Object.keys(CODE).filter((path) => path.startsWith(prefix));
  const texts = await Promise.all(paths.map((path) => (CODE[path] as () => Promise<string>)()));
  return Object.fromEntries(paths.map((path, i) => [path.slice(prefix.length), texts[i] as string]));
}
