/** Locales of the site. English is the root: its pages have no prefix. */
export type Locale = 'en' | 'zh-cn';

export const LOCALES: readonly Locale[] = ['en', 'zh-cn'];

/** What `<html lang>` and `Intl` call the locale. */
export const LANGUAGE_TAGS: Readonly<Record<Locale, string>> = { en: 'en', 'zh-cn': 'zh-CN' };

/** Prefixes a root-relative path for its locale: `/course/` becomes `/zh-cn/course/`. */
export function localePath(locale: Locale, path: string): string {
  return locale === 'en' ? path : `/${locale}${path}`;
}

/** Starlight says `undefined` or 'root' for the root locale. */
export function toLocale(code: string | undefined): Locale {
  return code === 'zh-cn' ? 'zh-cn' : 'en';
}
