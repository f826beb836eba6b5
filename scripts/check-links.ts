// Every address that the built site mentions leads to a file of it, and every anchor to an id. Needs dist/. Usage: node scripts/check-links.ts [--json]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Attributes that hold one address; the last two are those of Astro's islands. */
const ADDRESS = /\s(?:href|src|action|poster|component-url|renderer-url)="([^"]*)"/g;
const STYLE_ADDRESS = /url\(\s*["']?([^"')]+)["']?\s*\)/g;
const ELSEWHERE = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;

export interface LinkReport {
  readonly pages: number;
  readonly links: number;
  /** A line for each address that leads nowhere: the page, what it says, what is missing. */
  readonly broken: readonly string[];
}

/** Checks a folder of static files. `locale` is the folder that repeats every page in a second language. */
export function checkLinks(folder: string, locale: string): LinkReport {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  const pages = new Map(files.filter((file) => file.endsWith('.html')).map((file) => [file, readPage(readFileSync(join(folder, file), 'utf8'))]));
  const broken: string[] = [];
  let links = 0;
  const check = (from: string, address: string) => {
    if (address === '' || ELSEWHERE.test(address)) return;
    links++;
    const [path = '', anchor = ''] = decode(address).split('#');
    const target = path === '' ? from : fileOf(posix.resolve('/', posix.dirname(from), path.split('?')[0] ?? ''), path);
    const page = pages.get(target);
    if (page === undefined && !existsSync(join(folder, target))) broken.push(`${from}: "${address}" leads to ${target}, which is not there`);
    else if (anchor !== '' && page !== undefined && !page.ids.has(decodeURIComponent(anchor)))
      broken.push(`${from}: "${address}" leads to ${target}, which has nothing with id "${anchor}"`);
  };
  for (const [file, page] of pages) for (const address of page.addresses) check(file, address);
  for (const file of files.filter((each) => each.endsWith('.css')))
    for (const [, address = ''] of readFileSync(join(folder, file), 'utf8').matchAll(STYLE_ADDRESS)) check(file, address);
  for (const file of pages.keys())
    if (!file.startsWith(`${locale}/`) && file !== '404.html' && !pages.has(`${locale}/${file}`)) broken.push(`${file}: there is no ${locale}/${file}`);
  return { pages: pages.size, links, broken };
}

/** A folder's address stands for its index.html. */
function fileOf(resolved: string, written: string): string {
  const path = resolved.slice(1);
  return written.endsWith('/') || path === '' ? posix.join(path, 'index.html') : path;
}

function readPage(html: string) {
  const markup = html.replace(/<!--[\s\S]*?-->/g, '').replace(/(<(script|style)\b[^>]*>)[\s\S]*?<\/\2>/g, '$1');
  return {
    addresses: [...markup.matchAll(ADDRESS)].map((match) => match[1] as string),
    ids: new Set([...markup.matchAll(/\sid="([^"]*)"/g)].map((match) => decode(match[1] as string))),
  };
}

function decode(text: string): string {
  return text
    .replace(/&#(?:x([\da-f]+)|(\d+));/gi, (_, hex?: string, decimal?: string) => String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)))
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = fileURLToPath(new URL('../dist', import.meta.url));
  if (!existsSync(dist)) throw new Error('Cannot check links: there is no dist/. Run npm run build');
  const report = checkLinks(dist, 'zh-cn');
  if (process.argv.includes('--json')) console.log(JSON.stringify(report));
  else {
    for (const line of report.broken) console.error(line);
    console.log(`links: ${report.links} on ${report.pages} pages, ${report.broken.length} broken`);
  }
  if (report.broken.length > 0 || report.pages === 0) process.exitCode = 1;
}
