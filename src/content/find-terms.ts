import type { Locale } from '../i18n/locale.ts';
import type { TermId } from './glossary.en.ts';
import { GLOSSARY_WORDS } from './glossary-words.ts';

/** A piece of running text: plain, or the word for a term. */
export interface TextPiece {
  readonly text: string;
  readonly term?: TermId;
}

const MATCHERS = { en: matcher('en'), 'zh-cn': matcher('zh-cn') };

/** Cuts a text at the first use of each term that is not in `seen`, and adds what it finds to it. */
export function findTerms(text: string, locale: Locale, seen: Set<TermId>): TextPiece[] {
  const { pattern, terms } = MATCHERS[locale];
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const term = terms.get((match[1] ?? '').toLowerCase());
    if (term === undefined || seen.has(term)) continue;
    seen.add(term);
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: match[0], term });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** Longer words first, so that "goroutine leak" is not taken for a goroutine. */
function matcher(locale: Locale): { pattern: RegExp; terms: ReadonlyMap<string, TermId> } {
  const terms = new Map<string, TermId>();
  for (const [id, words] of Object.entries(GLOSSARY_WORDS[locale])) for (const word of words) terms.set(word.toLowerCase(), id as TermId);
  const words = [...terms.keys()].sort((a, b) => b.length - a.length).join('|');
  return { pattern: locale === 'en' ? new RegExp(`(?<![\\w-])(${words})s?(?![\\w-])`, 'gi') : new RegExp(`(${words})`, 'gi'), terms };
}
