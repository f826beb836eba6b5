/** Reads labs from the tree at build time, so that what a lesson shows is what the lab runs. */

const RAW = import.meta.glob<string>(['/labs/*/**/*.{ts,json}', '!/labs/*/{wrong/**,lab.json,checks.ts}'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

const MANIFESTS = import.meta.glob<LabManifest>('/labs/*/lab.json', { import: 'default', eager: true });

/** The fields of lab.json that pages show. The lab package owns the format and checks it. */
export interface LabManifest {
  /** Folder under labs/ whose files lie under this lab's. */
  readonly base: string;
  readonly entry: string;
  readonly editable: readonly string[];
  readonly checks: readonly string[];
  readonly limits: { readonly openFiles: number; readonly memoryBytes: number };
}

export function labManifest(lab: string): LabManifest {
  const manifest = MANIFESTS[`/labs/${lab}/lab.json`];
  if (manifest === undefined) throw new Error(`Cannot show lab "${lab}": there is no labs/${lab}/lab.json`);
  return manifest;
}

/** One file of the program a learner starts with: the lab's own, else its base's. */
export function labFile(lab: string, path: string, variant: 'start' | 'solution' = 'start'): string {
  const { base } = labManifest(lab);
  const text = RAW[`/labs/${lab}/${variant}/${path}`] ?? RAW[`/labs/${lab}/start/${path}`] ?? RAW[`/labs/${base}/${path}`];
  if (text === undefined) throw new Error(`Cannot show "${path}" of lab "${lab}": no such file in ${variant}/, start/ or labs/${base}/`);
  return text;
}

/** Paths of the program a learner starts with, editable ones first, in the manifest's order. */
export function labFileList(lab: string): { readonly path: string; readonly editable: boolean }[] {
  const { base, editable } = labManifest(lab);
  const roots = [`/labs/${base}/`, `/labs/${lab}/start/`];
  const paths = new Set<string>();
  for (const key of Object.keys(RAW)) {
    const root = roots.find((prefix) => key.startsWith(prefix));
    if (root !== undefined) paths.add(key.slice(root.length));
  }
  const readOnly = [...paths].filter((path) => !editable.includes(path)).sort();
  return [...editable.map((path) => ({ path, editable: true })), ...readOnly.map((path) => ({ path, editable: false }))];
}
