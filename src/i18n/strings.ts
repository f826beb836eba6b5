import { en, type Strings } from './en.ts';
import type { Locale } from './locale.ts';
import { zhCn } from './zh-cn.ts';

const STRINGS: Readonly<Record<Locale, Strings>> = { en, 'zh-cn': zhCn };

/** The pages' strings in one locale. */
export function stringsFor(locale: Locale): Strings {
  return STRINGS[locale];
}

/** Fills `{name}` places. A name without a value is a mistake of the caller and throws. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`Cannot fill "${template}": no value for {${name}}`);
    return String(value);
  });
}
