import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { CHAPTERS, LESSON_SLUGS } from '../../src/content/curriculum.ts';
import type { Edition } from '../../src/content/edition.ts';
import { LOCALES } from '../../src/i18n/locale.ts';

export const CONFIG_FILE = 'unhandled.config.ts';

/** A setting that cannot be used: what it is, where, and what to write instead. */
export class SiteConfigError extends Error {
  override readonly name = 'SiteConfigError';
}

const OUR_CHAPTERS = CHAPTERS.map(({ id }) => id);
const SLUG = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

const Sentence = v.pipe(v.string('must be text'), v.trim(), v.minLength(1, 'is empty'));
const Text = v.union(
  [
    v.pipe(
      Sentence,
      v.transform((en) => ({ en })),
    ),
    v.strictObject({ en: Sentence, 'zh-cn': v.optional(Sentence) }),
  ],
  "must be text, or { en: '...', 'zh-cn': '...' }",
);
const Colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, "must be a colour such as '#f2a93b'"));
const Slug = v.pipe(v.string(), v.regex(SLUG, 'must be lower-case words with hyphens, such as slow-checkout'));

const Lesson = v.strictObject({
  /** Folder in labs/, file in lessons/, and part of the address: its id for ever. */
  slug: v.pipe(
    Slug,
    v.check((slug) => !(LESSON_SLUGS as readonly string[]).includes(slug), 'is the name of a lesson of ours: choose another'),
  ),
  minutes: v.pipe(v.number('must be a number of minutes'), v.integer('must be whole minutes'), v.minValue(1)),
  title: Text,
  story: Text,
});

const Config = v.strictObject({
  name: v.optional(Sentence),
  /** A picture in the content folder, 22 px high beside the name. */
  logo: v.optional(v.pipe(v.string(), v.regex(/^[\w./-]+\.(?:svg|png|webp)$/, 'must be the path of an .svg, .png or .webp in this folder'))),
  colours: v.optional(
    v.strictObject({
      accent: v.union(
        [
          v.pipe(
            Colour,
            v.transform((both) => ({ dark: both, light: both })),
          ),
          v.strictObject({ dark: Colour, light: Colour }),
        ],
        "must be a colour such as '#f2a93b', or { dark, light }",
      ),
    }),
  ),
  locale: v.optional(v.picklist(LOCALES, `must be one of ${LOCALES.join(', ')}`)),
  /** Of ours, in this order. */
  chapters: v.optional(v.array(v.picklist(OUR_CHAPTERS, `must be one of ${OUR_CHAPTERS.join(', ')}`))),
  ownChapters: v.optional(v.array(v.strictObject({ id: Slug, title: Text, lessons: v.pipe(v.array(Lesson), v.minLength(1, 'is empty')) }))),
  /** Whether labs may also run in WebContainers: `choice` offers them second, `webcontainer` first, `off` leaves no trace of them. */
  webContainers: v.optional(v.picklist(['choice', 'webcontainer', 'off'], 'must be choice, webcontainer or off')),
  /** The key that a commercial licence of StackBlitz comes with. */
  webContainersApiKey: v.optional(Sentence),
  /** Where their runtime is loaded from: of an enterprise contract, say. */
  webContainersOrigin: v.optional(v.pipe(v.string(), v.regex(/^https:\/\/[\w.-]+(?::\d+)?$/, "must be an origin such as 'https://runtime.example'"))),
  /** More folders of the same shape, beside this one. */
  content: v.optional(v.array(Sentence)),
});

export interface SiteConfig {
  readonly edition: Edition;
  /** Of this folder and of those that it names, in order. */
  readonly logoFile: string | undefined;
  readonly contentFolders: readonly string[];
}

/**
 * Reads unhandled.config.ts of a content folder; without one the defaults hold.
 * @param defaults our own edition
 * @throws {SiteConfigError}
 */
export async function readSiteConfig(folder: string, defaults: Edition): Promise<SiteConfig> {
  if (!existsSync(folder)) throw new SiteConfigError(`CONTENT_DIR is "${folder}": there is no such folder`);
  const file = join(folder, CONFIG_FILE);
  const config = existsSync(file) ? checkConfig(await load(file)) : {};
  const edition: Edition = {
    name: config.name ?? defaults.name,
    logo: config.logo === undefined ? defaults.logo : `/${logoName(config.logo)}`,
    accent: config.colours?.accent ?? defaults.accent,
    startLocale: config.locale ?? defaults.startLocale,
    webContainers: {
      offer: config.webContainers ?? defaults.webContainers.offer,
      origin: config.webContainersOrigin ?? defaults.webContainers.origin,
      clientId: config.webContainersApiKey ?? defaults.webContainers.clientId,
    },
    chapters: config.chapters ?? defaults.chapters,
    ownChapters: (config.ownChapters ?? []) as Edition['ownChapters'],
  };
  return {
    edition,
    logoFile: config.logo === undefined ? undefined : join(folder, config.logo),
    contentFolders: [folder, ...(config.content ?? []).map((name) => join(folder, name))],
  };
}

/** What a logo is called in the built site. */
export function logoName(path: string): string {
  return `edition-logo${basename(path).slice(basename(path).lastIndexOf('.'))}`;
}

/** @throws {SiteConfigError} naming each setting that cannot be used. */
export function checkConfig(value: unknown): v.InferOutput<typeof Config> {
  const { success, output, issues } = v.safeParse(Config, value);
  if (!success) {
    const lines = issues.map((issue) => {
      const where =
        issue.path
          ?.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
          .join('')
          .replace(/^\./, '') ?? '';
      const unknown = issue.type === 'strict_object' && issue.expected === 'never';
      return unknown ? `${where} is no setting` : `${where || 'the default export'} ${issue.message}`;
    });
    throw new SiteConfigError(`${CONFIG_FILE} cannot be used:\n  ${[...new Set(lines)].join('\n  ')}\nhint: docs/own-incident.md lists the settings`);
  }
  const slugs = (output.ownChapters ?? []).flatMap(({ lessons }) => lessons.map(({ slug }) => slug));
  const twice = slugs.find((slug, index) => slugs.indexOf(slug) !== index);
  if (twice !== undefined) throw new SiteConfigError(`${CONFIG_FILE} cannot be used:\n  the lesson "${twice}" is listed twice`);
  return output;
}

async function load(file: string): Promise<unknown> {
  let module: { default?: unknown };
  try {
    // A server that watches it reads it again after a change; a module is kept by its address.
    module = (await import(`${pathToFileURL(file).href}?at=${statSync(file).mtimeMs}`)) as { default?: unknown };
  } catch (error) {
    throw new SiteConfigError(`${CONFIG_FILE} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  if (module.default === undefined) throw new SiteConfigError(`${CONFIG_FILE} has no default export: write export default { name: '...' }`);
  return module.default;
}
