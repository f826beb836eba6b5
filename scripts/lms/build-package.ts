import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lmsStrings } from '../../src/i18n/lms.ts';
import { LANGUAGE_TAGS, type Locale, localePath } from '../../src/i18n/locale.ts';
import { cmi5Structure } from './cmi5-structure.ts';
import { packageContents } from './package-contents.ts';
import { scormManifest } from './scorm-manifest.ts';

export const STANDARDS = ['scorm12', 'scorm2004', 'cmi5'] as const;
export type LmsStandard = (typeof STANDARDS)[number];

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SITE = join(ROOT, 'dist');

/** Where the LMS serves it, the site is already zipped, and HTTP compression is the LMS's own affair. */
const LEFT_OUT = /\.(?:br|gz|map)$/;

/**
 * The files of a package, by path: the built site, the page that the LMS opens, and what the standard wants at the top.
 * The site must be built before.
 */
export async function buildLmsPackage(
  standard: LmsStandard,
  scope: string,
  locale: Locale,
): Promise<{ readonly id: string; readonly files: Map<string, Uint8Array> }> {
  const contents = packageContents(scope, locale);
  const strings = lmsStrings(locale);
  const files = new Map<string, Uint8Array>();
  for (const entry of readdirSync(SITE, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || LEFT_OUT.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(SITE, file).split(sep).join('/');
    const contents = readFileSync(file);
    files.set(`site/${path}`, path.endsWith('.html') ? new TextEncoder().encode(nameIndexes(contents.toString())) : contents);
  }
  const write = (path: string, text: string) => files.set(path, new TextEncoder().encode(text));
  write('launch.js', await bundle(standard));
  write('launch.html', launchPage(locale));
  const listed = [...files.keys()].filter((path) => path !== 'launch.html').sort();
  if (standard === 'cmi5') write('cmi5.xml', cmi5Structure(contents, strings.description, locale));
  else write('imsmanifest.xml', scormManifest(standard, contents, listed));
  return { id: contents.id, files };
}

/** Links to folders name the file in them: an LMS hands out files, and not all of them know what a folder's page is. */
export function nameIndexes(html: string): string {
  return html.replace(/(\shref="(?:\.{0,2}\/|[\w-]+\/)(?:[\w.-]+\/)*)(?=[#?][^"]*"|")/g, '$1index.html');
}

async function bundle(standard: LmsStandard): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, `src/lms/launch-${standard}.ts`)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    legalComments: 'inline',
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`esbuild wrote nothing for launch-${standard}.ts`);
  return file.text;
}

const STYLE = `*{box-sizing:border-box}html,body{height:100%;margin:0}body{display:flex;flex-direction:column;background:#121213;color:#e7e7e9;font:14px/1.5 system-ui,sans-serif}
main{position:relative;flex:1;min-height:0}h1{position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%)}iframe{width:100%;height:100%;border:0}footer{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;justify-content:space-between;min-height:44px;padding:6px 16px;border-top:1px solid #2d2d31}
p{margin:0;font-variant-numeric:tabular-nums}p[data-state=failed]{color:#ff8a80}button{min-height:32px;padding:0 14px;border:1px solid #74747c;border-radius:6px;background:none;color:inherit;font:inherit;font-weight:600;cursor:pointer}
@media (prefers-color-scheme:light){body{background:#fff;color:#1b1b1d}footer{border-color:#e1e1de}p[data-state=failed]{color:#b3261e}}`;

/** The lesson's address is made from the lab's name in the page's own address, and from nothing else of it. */
function launchPage(locale: Locale): string {
  const strings = lmsStrings(locale);
  const lessons = `site${localePath(locale, '/lessons/')}`;
  return `<!doctype html>
<html lang="${LANGUAGE_TAGS[locale]}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${strings.course}</title><style>${STYLE}</style></head>
<body>
<main><h1>${strings.course}</h1><iframe id="lesson" title="${strings.frame}" allow="clipboard-read; clipboard-write; fullscreen"></iframe></main>
<footer aria-label="${strings.bar}"><p id="says" role="status">${strings.connecting}</p><button id="close" type="button" hidden>${strings.close}</button></footer>
<script type="application/json" id="strings">${JSON.stringify(strings).replaceAll('<', '\\u003c')}</script>
<script>
const lab = new URLSearchParams(location.search).get('lab');
if (/^[a-z0-9-]+$/.test(lab)) { const page = document.getElementById('lesson'); page.addEventListener('load', () => { document.title = page.contentDocument.title; }); page.src = '${lessons}' + lab + '/index.html'; }
</script>
<script type="module" src="launch.js"></script>
</body>
</html>
`;
}
