// Names each style sheet of a built page once. Expressive Code writes its link for the lesson and again for the lab's
// code, and with the same sheet twice Chromium computes the style of the whole page anew for every link that a script
// adds: 40 ms each, and pressing Start adds twenty.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const LINK = /<link rel="stylesheet" href="([^"]+)"\s*\/?>/g;

/** The page without the links to style sheets that it has named before. */
export function dropRepeatedStyles(html: string): string {
  const named = new Set<string>();
  return html.replace(LINK, (link: string, href: string) => {
    if (named.has(href)) return '';
    named.add(href);
    return link;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const entry of readdirSync(DIST, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.html')) continue;
    const file = join(entry.parentPath, entry.name);
    writeFileSync(file, dropRepeatedStyles(readFileSync(file, 'utf8')));
  }
