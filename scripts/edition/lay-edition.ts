import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EDITION } from '../../src/content/edition.ts';
import { LOCALES } from '../../src/i18n/locale.ts';
import { logoName, readSiteConfig, type SiteConfig, SiteConfigError } from './site-config.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where editions are laid; inside our folder, so that packages are found from there. */
export const EDITION_FOLDER = join(ROOT, '.cache', 'edition');

/** Kept from one laying to the next, for builds that only do what changed. */
const KEPT = new Set(['.cache', 'dist', 'release', '.astro']);
/** Too large to copy, and the same for everybody. */
const LINKED = ['node_modules', 'packages'];
const LEFT_OUT = new Set([...KEPT, ...LINKED, '.git', '.ci', 'gallery', 'examples', 'test-results', 'playwright-report']);

/** What an edition has of its own. */
export interface Plan {
  readonly config: SiteConfig;
  /** Files of content folders, by the place in our tree that each is laid at. */
  readonly places: ReadonlyMap<string, string>;
}

/** The settings, in an edition. */
export const EDITION_FILE = 'src/content/edition.json';

/**
 * Lays a company's content over a copy of our tree, as a lab's files are laid over its base: our files stay untouched, and
 * every command works in the copy as it does here. Nothing is written before everything was checked.
 * @param contentFolder has unhandled.config.ts, labs/<slug>/, lessons/<slug>.mdx, lessons/zh-cn/<slug>.mdx and words/<locale>/<slug>.json
 * @returns what was laid, for the log
 * @throws {SiteConfigError} when something is missing, named twice, or would replace a file of ours
 */
export async function layEdition(contentFolder: string, target = EDITION_FOLDER): Promise<Plan> {
  const plan = await planOf(contentFolder);
  copyTree(target);
  layChanges(plan, target);
  return plan;
}

/**
 * Brings an edition up to date with its content, for a server that watches it: what did not change is not touched.
 * @param before the plan that was laid; without it nothing is taken away
 * @returns the new plan, and the places that were written or taken away
 * @throws {SiteConfigError} as {@link layEdition}; the edition is as it was then
 */
export async function updateEdition(
  contentFolder: string,
  target: string,
  before?: Plan,
): Promise<{ readonly plan: Plan; readonly changed: readonly string[] }> {
  const plan = await planOf(contentFolder);
  const gone = [...(before?.places.keys() ?? [])].filter((place) => !plan.places.has(place));
  for (const place of gone) rmSync(join(target, place), { force: true });
  return { plan, changed: [...gone, ...layChanges(plan, target)] };
}

async function planOf(contentFolder: string): Promise<Plan> {
  const config = await readSiteConfig(contentFolder, EDITION);
  const places = placesOf(config.contentFolders);
  requireLessons(config, places);
  if (config.logoFile !== undefined) {
    if (!existsSync(config.logoFile)) throw new SiteConfigError(`The logo ${config.logoFile} is not there`);
    places.set(`public/${logoName(config.logoFile)}`, config.logoFile);
  }
  return { config, places };
}

/** @returns the places that are not as they were. */
function layChanges({ config, places }: Plan, target: string): string[] {
  const edition = Buffer.from(`${JSON.stringify(config.edition, null, 2)}\n`);
  const wanted = [...places].map(([place, file]) => ({ place, bytes: readFileSync(file) }));
  const changed = [...wanted, { place: EDITION_FILE, bytes: edition }].filter(({ place, bytes }) => !isFileOf(join(target, place), bytes));
  for (const { place, bytes } of changed) {
    mkdirSync(dirname(join(target, place)), { recursive: true });
    writeFileSync(join(target, place), bytes);
  }
  return changed.map(({ place }) => place);
}

function isFileOf(path: string, bytes: Buffer): boolean {
  return existsSync(path) && readFileSync(path).equals(bytes);
}

function copyTree(target: string): void {
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(target)) if (!KEPT.has(name)) rmSync(join(target, name), { recursive: true, force: true });
  for (const name of readdirSync(ROOT)) {
    if (!LEFT_OUT.has(name)) cpSync(join(ROOT, name), join(target, name), { recursive: true });
  }
  for (const name of LINKED) symlinkSync(join(ROOT, name), join(target, name), 'junction');
}

function placesOf(folders: readonly string[]): Map<string, string> {
  const places = new Map<string, string>();
  for (const folder of folders) {
    if (!existsSync(folder)) throw new SiteConfigError(`The content folder ${folder} is not there`);
    for (const file of ['labs', 'lessons', 'words'].flatMap((kind) => filesBelow(join(folder, kind)))) {
      const path = relative(folder, file).replaceAll('\\', '/');
      const place = placeOf(path);
      if (place === undefined)
        throw new SiteConfigError(`${path} has no place: write labs/<slug>/..., lessons/<slug>.mdx, lessons/zh-cn/<slug>.mdx or words/<locale>/<slug>.json`);
      if (places.has(place) || existsSync(join(ROOT, place)) || existsSync(join(ROOT, place.split('/').slice(0, 2).join('/'), 'lab.json')))
        throw new SiteConfigError(`${path} would replace a file that is there already: choose another name`);
      places.set(place, file);
    }
  }
  return places;
}

/** Where each kind of file of a content folder goes. */
function placeOf(path: string): string | undefined {
  const [kind, ...rest] = path.split('/');
  if (kind === 'labs' && rest.length > 1) return path;
  if (kind === 'lessons' && /^(?:zh-cn\/)?[a-z0-9-]+\.mdx$/.test(rest.join('/'))) {
    return rest.length === 1 ? `src/content/docs/lessons/${rest[0]}` : `src/content/docs/zh-cn/lessons/${rest[1]}`;
  }
  if (kind === 'words' && LOCALES.some((locale) => locale === rest[0]) && rest.length === 2 && rest[1]?.endsWith('.json'))
    return `src/content/labs/${rest.join('/')}`;
  return undefined;
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** A lesson of the course plan is a page with a lab and its words. */
function requireLessons({ edition }: SiteConfig, places: ReadonlyMap<string, string>): void {
  const missing = edition.ownChapters.flatMap(({ lessons }) =>
    lessons.flatMap(({ slug }) =>
      [`labs/${slug}/lab.json`, `src/content/docs/lessons/${slug}.mdx`, `src/content/labs/en/${slug}.json`]
        .filter((path) => !places.has(path))
        .map((path) => `"${slug}" lacks ${path.replace('src/content/docs/', '').replace('src/content/labs/', 'words/')}`),
    ),
  );
  if (missing.length > 0)
    throw new SiteConfigError(`The lessons of unhandled.config.ts are not whole:\n  ${missing.join('\n  ')}\nhint: npm run labs -- new <slug> makes them`);
}
