// Makes the built site work from any folder of a server: addresses from the server's root become relative ones.
// Scripts have theirs from Vite (renderBuiltUrl in astro.config.mjs); what is left absolute fails the build.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
/** Shown at every address, so nothing relative can be right in it: it finds the root by itself. */
const ANYWHERE = '404.html';
const ADDRESSES = new Set(['href', 'src', 'component-url', 'renderer-url', 'before-hydration-url']);

const SCRIPT = /(?<open><script\b[^>]*>)(?<code>[\s\S]*?)(?<close><\/script>)/gi;
const TAG = /<(?<tag>[a-z][\w-]*)(?<attributes>(?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /(?<before>\s(?<name>[^\s=>"'/]+)\s*=\s*")(?<value>[^"]*)(?=")/g;

function isAddress(tag: string, name: string, attributes: string): boolean {
  if (tag === 'option') return name === 'value'; // of the language menu
  if (tag === 'meta') return name === 'content' && /\sname="unhandled-root"/.test(attributes);
  return ADDRESSES.has(name);
}

/** A page's HTML with its addresses relative to where it lies: '' for the root, 'lessons/the-pager/' for a folder. */
export function relocatePage(html: string, folder: string): string {
  const up = '../'.repeat(folder.split('/').length - 1) || './';
  const relocateTag = (text: string) =>
    text.replace(TAG, (whole: string, tag: string, attributes: string) =>
      whole.replace(attributes, () =>
        attributes.replace(ATTRIBUTE, (attribute: string, before: string, name: string, value: string) =>
          /^\/(?!\/)/.test(value) && isAddress(tag.toLowerCase(), name, attributes) ? before + up + value.slice(1) : attribute,
        ),
      ),
    );
  let done = '';
  let at = 0;
  // What scripts say is not markup, though it may look like it.
  for (const match of html.matchAll(SCRIPT)) {
    const { open = '', code = '', close = '' } = match.groups ?? {};
    done += relocateTag(html.slice(at, match.index) + open) + code + close;
    at = match.index + match[0].length;
  }
  return done + relocateTag(html.slice(at));
}

/** The same for a style sheet. */
function relocateStyles(css: string, folder: string): string {
  return css.replace(/(url\(\s*["']?)\/(?!\/)/g, (_whole, before: string) => before + '../'.repeat(folder.split('/').length - 1));
}

/** Addresses from the server's root that are left in a file; none means that the site can lie anywhere. */
export function absoluteAddresses(path: string, text: string): string[] {
  const pattern = path.endsWith('.css') ? /url\(\s*["']?\/(?!\/)[^)]*\)/g : /["'`]\/(?:_astro|pagefind|zh-cn)\/[^"'`]*["'`]|["'`]\/service-worker\.js["'`]/g;
  return [...text.matchAll(pattern)].map(([found]) => found);
}

function relocateSite(): void {
  const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:html|js|css)$/.test(entry.name))
    .map((entry) => relative(DIST, join(entry.parentPath, entry.name)).split(sep).join('/'))
    // Pagefind's own scripts take their folder from their address.
    .filter((path) => path !== ANYWHERE && !path.startsWith('pagefind/'));
  const left: string[] = [];
  for (const path of files) {
    const file = join(DIST, path);
    let text = readFileSync(file, 'utf8');
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    if (path.endsWith('.html')) text = relocatePage(text, folder);
    if (path.endsWith('.css')) text = relocateStyles(text, folder);
    if (!path.endsWith('.js')) writeFileSync(file, text);
    for (const found of absoluteAddresses(path, text)) left.push(`${path}: ${found}`);
  }
  if (left.length > 0) throw new Error(`The site would work at the server's root only, because of\n  ${left.slice(0, 20).join('\n  ')}`);
  console.log(`relocated ${files.length} files`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) relocateSite();
