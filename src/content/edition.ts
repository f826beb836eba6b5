import type { Locale } from '../i18n/locale.ts';
import type { ChapterId } from './curriculum.ts';
import values from './edition.json' with { type: 'json' };

/**
 * What a company that hosts this site has set. In our own repository it is the default; scripts/edition writes another file over
 * edition.json, from the company's unhandled.config.ts.
 */
export interface Edition {
  /** The site's name, beside the logo and in titles. */
  readonly name: string;
  /** Address of a picture in the site, or none for our own mark. */
  readonly logo: string | null;
  /** The colour of actions and of the live line, as text or line in each theme. */
  readonly accent: { readonly dark: string; readonly light: string } | null;
  /** The language that the start page opens in. */
  readonly startLocale: Locale;
  /** Whether labs may also run in WebContainers: src/site-settings.ts says what the values mean. */
  readonly webContainers: { readonly offer: 'choice' | 'webcontainer' | 'off'; readonly origin: string; readonly clientId: string };
  /** Those of our chapters that the course shows, in this order. */
  readonly chapters: readonly ChapterId[];
  /** Chapters of the company's own, after ours. */
  readonly ownChapters: readonly OwnChapter[];
}

/** English, and Chinese where it was written. */
export interface OwnText {
  readonly en: string;
  readonly 'zh-cn'?: string;
}

export interface OwnChapter {
  readonly id: string;
  readonly title: OwnText;
  readonly lessons: readonly { readonly slug: string; readonly minutes: number; readonly title: OwnText; readonly story: OwnText }[];
}

export const EDITION = values as unknown as Edition;
