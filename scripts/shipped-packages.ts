import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUNDLED_PACKAGES } from './image-names.ts';
import { NOTES, packageFolderOf } from './shipped-modules.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** As package.json says it: an SPDX expression. */
  readonly license: string;
  /** Where it is installed: 'node_modules/koa'. */
  readonly folder: string;
}

/** The npm packages whose code, styles, fonts or declarations lie in the built site. @throws when the site was not built here. */
export async function listShippedPackages(): Promise<ShippedPackage[]> {
  const folders = new Set([...inBundles(), ...(await inEngine()), ...inEditorTypes(), ...inSearch()]);
  const found = [...folders].filter((folder) => existsSync(join(ROOT, folder, 'package.json'))).map(readPackage);
  // One version may be installed in several places.
  const once = new Map(found.map((each) => [`${each.name}@${each.version}`, each]));
  return [...once.values()].sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'));
}

function readPackage(folder: string): ShippedPackage {
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, version, license } = manifest;
  return { name: String(name), version: String(version), license: typeof license === 'string' ? license : 'none named', folder };
}

/** What Vite put into scripts, workers, styles and pages. */
function inBundles(): string[] {
  const notes = existsSync(NOTES) ? readdirSync(NOTES) : [];
  if (notes.length === 0) throw new Error(`Nothing is noted in ${relative(ROOT, NOTES)}: build the site first`);
  return notes.flatMap((file) => JSON.parse(readFileSync(join(NOTES, file), 'utf8')) as string[]);
}

/** What the engine's images and the bundles beside them hold. */
async function inEngine(): Promise<string[]> {
  const names = [...BUNDLED_PACKAGES, 'readable-stream'];
  const { metafile } = await build({
    stdin: { contents: names.map((name) => `require(${JSON.stringify(name)});`).join('\n'), resolveDir: ROOT },
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    write: false,
    metafile: true,
    logLevel: 'error',
    mainFields: ['main', 'module'],
    conditions: ['require', 'node', 'default'],
  });
  return Object.keys(metafile.inputs).flatMap((input) => packageFolderOf(input) ?? []);
}

/** Whose declarations the labs' editor knows. */
function inEditorTypes(): string[] {
  const files = JSON.parse(readFileSync(join(ROOT, 'src/workspace/editor/types/koa.json'), 'utf8')) as Record<string, string>;
  return Object.keys(files)
    .filter((path) => path.endsWith('/package.json'))
    .map((path) => `node_modules/${path.slice(0, -'/package.json'.length)}`);
}

/** Pagefind writes its own reader beside its index. */
function inSearch(): string[] {
  return existsSync(join(ROOT, 'dist/pagefind/pagefind.js')) ? ['node_modules/pagefind'] : [];
}
