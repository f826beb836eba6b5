// Writes dist/service-worker.js: the worker, with the names of this build's files in it. Run after the site is built.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const WORKER = 'service-worker.js';
/** Of what labs need, this much of a file is fetched ahead of time once a lab was started. Larger ones are kept when that lab asks for them. */
const AHEAD_BYTES = 256 * 1024;
const NOT_SERVED = /\.(?:br|gz|map)$/;

/** Paths below the site's root. */
function listFiles(): string[] {
  return readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_SERVED.test(entry.name) && entry.name !== WORKER)
    .map((entry) => `/${relative(DIST, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
    .sort();
}

const text = (path: string) => readFileSync(join(DIST, path), 'utf8');

/** Files that a page, style sheet or script cannot do without: what it names, but for what it imports later. */
function needs(path: string): string[] {
  if (/\.html$/.test(path))
    return [...text(path).matchAll(/(?:href|src|component-url|renderer-url|before-hydration-url)="(\.{1,2}\/[^"]*_astro\/[^"]+)"/g)].map(([, url]) =>
      posix.resolve(posix.dirname(path), url as string),
    );
  const relatives = /\.js$/.test(path)
    ? [...text(path).matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/g)]
    : /\.css$/.test(path)
      ? [...text(path).matchAll(/url\(["']?([^"')]+?\.woff2)["']?\)/g)]
      : [];
  return relatives.map(([, url]) => posix.resolve(posix.dirname(path), url as string));
}

const files = listFiles();
const known = new Set(files);
/** The database, 15 MB that only a lab which uses it should cost, what downloads carry, and the licences: kept when they were fetched. */
const onUse = files.filter((path) => /\/(?:(?:pglite|initdb)[^/]*\.(?:wasm|data)|project\.[^/]*\.json|licenses\.txt)$/.test(path));
const pages = new Set(files.filter((path) => !path.startsWith('/_astro/') && !onUse.includes(path)));

for (const path of pages) for (const needed of needs(path)) if (known.has(needed)) pages.add(needed);
const labs = files.filter((path) => !pages.has(path) && !onUse.includes(path));
const ahead = labs.filter((path) => statSync(join(DIST, path)).size <= AHEAD_BYTES);
const hash = createHash('sha256');
for (const path of files)
  hash
    .update(path)
    .update('\0')
    .update(readFileSync(join(DIST, path)));
/** A folder's page is asked for by the folder's address. */
const address = (path: string) => path.replace(/\/index\.html$/, '/');

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('../src/offline/service-worker.ts', import.meta.url))],
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  target: 'es2023',
  define: {
    VERSION: JSON.stringify(hash.digest('hex').slice(0, 16)),
    PAGES: JSON.stringify([...pages].map(address)),
    LABS: JSON.stringify(labs.map(address)),
    AHEAD: JSON.stringify(ahead.map(address)),
    ON_USE: JSON.stringify(onUse),
  },
});
writeFileSync(join(DIST, WORKER), outputFiles[0]?.text ?? '');
const bytes = (paths: Iterable<string>) => Math.round([...paths].reduce((sum, path) => sum + readFileSync(join(DIST, path)).length, 0) / 1024);
console.log(
  `service worker: ${pages.size} files for every page (${bytes(pages)} KB), ${labs.length} for labs (${bytes(labs)} KB), ${onUse.length} on use (${bytes(onUse)} KB)`,
);
