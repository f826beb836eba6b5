// A Vite plugin that notes which installed packages' files go into the site. scripts/build-licenses.ts reads the notes.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const NOTES = fileURLToPath(new URL('../.cache/shipped', import.meta.url));

/** The folder of the package that a module lies in: 'node_modules/koa', or undefined for our own. */
export function packageFolderOf(id) {
  const path = id
    .replaceAll('\\', '/')
    .replace(/^\0/, '')
    .replace(/[?#].*$/, '');
  const found = /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
  return found?.slice(found.indexOf('node_modules/'));
}

/** Of what only runs while pages are built, markup and styles end up in them. */
const IN_PAGES = /\.(?:astro|css)$/;
let builds = 0;

export function noteShippedModules() {
  let isBuild = false;
  return {
    name: 'note-shipped-modules',
    enforce: 'post',
    configResolved({ command }) {
      isBuild = command === 'build';
    },
    generateBundle(_options, bundle) {
      if (!isBuild) return;
      const inPages = this.environment?.name !== 'client' && this.environment?.config.consumer === 'server';
      const folders = new Set();
      const add = (id) => {
        const folder = packageFolderOf(id);
        if (folder !== undefined) folders.add(folder);
      };
      for (const file of Object.values(bundle)) {
        if (file.type === 'asset') for (const name of file.originalFileNames) add(name);
        else if (inPages) file.moduleIds.filter((id) => IN_PAGES.test(id)).forEach(add);
        else for (const [id, { renderedLength }] of Object.entries(file.modules)) if (renderedLength > 0 || /\.css\b/.test(id)) add(id);
      }
      if (builds === 0) rmSync(NOTES, { recursive: true, force: true });
      mkdirSync(NOTES, { recursive: true });
      writeFileSync(join(NOTES, `${builds++}.json`), JSON.stringify([...folders].sort()));
    },
  };
}
