import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
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

/**
 * Lays a company's content over a copy of our tree, as a lab's files are laid over its base: our files stay untouched, and
 * every command works in the copy as it does here.
 * @param contentFolder has unhandled.config.ts, labs/<slug>/, lessons/<slug>.mdx, lessons/zh-cn/<slug>.mdx and words/<locale>/<slug>.json
 * @returns what was laid, for the log
 * @throws {SiteConfigError} when something is missing, named twice, or would replace a file of ours
 */
export async function layEdition(contentFolder: string): Promise<{ readonly config: SiteConfig; readonly files: number }> {
  const config = await readSiteConfig(contentFolder, EDITION);
  copyTree();
  let files = 0;
  for (const folder of config.contentFolders) files += layContent(folder);
  requireLessons(config);
  writeFileSync(join(EDITION_FOLDER, 'src/content/edition.json'), `${JSON.stringify(config.edition, null, 2)}\n`);
  if (config.logoFile !== undefined) {
    if (!existsSync(config.logoFile)) throw new SiteConfigError(`The logo ${config.logoFile} is not there`);
    copyFileSync(config.logoFile, join(EDITION_FOLDER, 'public', logoName(config.logoFile)));
  }
  return { config, files };
}

function copyTree(): void {
  mkdirSync(EDITION_FOLDER, { recursive: true });
  for (const name of readdirSync(EDITION_FOLDER)) if (!KEPT.has(name)) rmSync(join(EDITION_FOLDER, name), { recursive: true, force: true });
  for (const name of readdirSync(ROOT)) {
    if (!LEFT_OUT.has(name)) cpSync(join(ROOT, name), join(EDITION_FOLDER, name), { recursive: true });
  }
  for (const name of LINKED) symlinkSync(join(ROOT, name), join(EDITION_FOLDER, name), 'junction');
}

/** Where each kind of file of a content folder goes. */
function placeOf(path: string): string | undefined {
  const [kind, ...rest] = path.split('/');
  if (kind === 'labs' && rest.length > 1) return path;
  if (kind === 'lessons' && /^(?:zh-cn\/)?[a-z0-9-]+\.mdx$/.test(rest.join('/'))) {
    return rest.length === 1 ? `src/content/docs/lessons/${rest[0]}` : `src/content/docs/zh-cn/lessons/${rest[1]}`;
  }
  if (kind === 'words' && LOCALES.some((locale) => locale === rest[0]) && rest.length === 2 && rest[1]?.endsWith('.json')) return `src/content/labs/${rest.join('/')}`;
  return undefined;
}

function layContent(folder: string): number {
  if (!existsSync(folder)) throw new SiteConfigError(`The content folder ${folder} is not there`);
  let files = 0;
  for (const kind of ['labs', 'lessons', 'words']) {
    for (const file of filesBelow(join(folder, kind))) {
      const path = relative(folder, file).replaceAll('\\', '/');
      const place = placeOf(path);
      if (place === undefined) throw new SiteConfigError(`${path} has no place: write labs/<slug>/..., lessons/<slug>.mdx, lessons/zh-cn/<slug>.mdx or words/<locale>/<slug>.json`);
      if (existsSync(join(EDITION_FOLDER, place))) throw new SiteConfigError(`${path} would replace a file that is there already: choose another name`);
      mkdirSync(dirname(join(EDITION_FOLDER, place)), { recursive: true });
      copyFileSync(file, join(EDITION_FOLDER, place));
      files++;
    }
  }
  return files;
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** A lesson of the course plan is a page with a lab and its words. */
function requireLessons({ edition }: SiteConfig): void {
  const missing = edition.ownChapters.flatMap(({ lessons }) =>
    lessons.flatMap(({ slug }) =>
      [`labs/${slug}/lab.json`, `src/content/docs/lessons/${slug}.mdx`, `src/content/labs/en/${slug}.json`]
        .filter((path) => !existsSync(join(EDITION_FOLDER, path)))
        .map((path) => `"${slug}" lacks ${path.replace('src/content/docs/', '').replace('src/content/labs/', 'words/')}`),
    ),
  );
  if (missing.length > 0) throw new SiteConfigError(`The lessons of unhandled.config.ts are not whole:\n  ${missing.join('\n  ')}\nhint: npm run labs -- new <slug> makes them`);
}

/** For the settings of the build that live in its environment. */
export function environmentOf({ webContainers, webContainersApiKey }: SiteConfig): Record<string, string> {
  return {
    ...(webContainers !== undefined && { WEBCONTAINERS: webContainers }),
    ...(webContainersApiKey !== undefined && { WEBCONTAINERS_API_KEY: webContainersApiKey }),
  };
}
