// Reads labs from disk, for commands; the page gets the same text through its bundler.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { assembleLab, type Files, type LabChecks, type LabSource, parseManifest } from '../packages/lab/src/index.ts';

export const LABS = fileURLToPath(new URL('../labs', import.meta.url));

export interface LoadedLab {
  readonly source: LabSource;
  readonly checks: LabChecks;
}

/** Slugs of all labs, sorted. Folders that start with an underscore are bases. */
export function listLabs(folder = LABS): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('_') && existsSync(join(folder, name, 'lab.json')))
    .sort();
}

export async function readLab(slug: string, folder = LABS): Promise<LoadedLab> {
  const root = join(folder, slug);
  if (!existsSync(join(root, 'lab.json'))) throw new Error(`There is no lab "${slug}": ${folder} holds ${listLabs(folder).join(', ') || 'none'}`);
  const manifest = parseManifest(slug, readFileSync(join(root, 'lab.json'), 'utf8'));
  const source = assembleLab(slug, manifest, readTree(join(folder, manifest.base)), readTree(root));
  const { checks } = (await import(pathToFileURL(join(root, 'checks.ts')).href)) as { checks: LabChecks };
  return { source, checks };
}

/** A folder as paths below it to text. */
export function readTree(root: string): Files {
  const files: Record<string, string> = {};
  const walk = (folder: string) => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else files[relative(root, path).replaceAll('\\', '/')] = readFileSync(path, 'utf8');
    }
  };
  walk(root);
  return files;
}
