/** Patterns of file names: `*`, `?`, `[a-z]`, `{a,b}`, `+(a|b)` within a segment, and `**` for any folders between. */
export const ANY_DEPTH = Symbol('**');

/** One segment: any depth, a name as it stands, or an expression. */
export type Segment = typeof ANY_DEPTH | string | RegExp;

/** A pattern without its braces, cut at the slashes. */
export interface GlobPattern {
  readonly isAbsolute: boolean;
  /** Ends in a slash: folders only. */
  readonly onlyFolders: boolean;
  readonly segments: readonly Segment[];
}

export function parseGlob(pattern: string): GlobPattern[] {
  return expandBraces(pattern.replaceAll('\\', '/')).map((text) => {
    const segments: Segment[] = [];
    for (const part of text.split('/')) {
      const segment = part === '**' ? ANY_DEPTH : toSegment(part);
      if (part !== '' && part !== '.' && !(segment === ANY_DEPTH && segments.at(-1) === ANY_DEPTH)) segments.push(segment);
    }
    return { isAbsolute: text.startsWith('/'), onlyFolders: text.length > 1 && text.endsWith('/'), segments };
  });
}

/** `{a,b}` and `{1..3}`, the innermost last. */
function expandBraces(text: string): string[] {
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
    const choices = choicesAt(text, open);
    if (choices === undefined) continue;
    const { end, parts } = choices;
    const [before, after] = [text.slice(0, open), text.slice(end + 1)];
    return parts.flatMap((part) => expandBraces(before + part + after));
  }
  return [text];
}

function choicesAt(text: string, open: number): { end: number; parts: string[] } | undefined {
  const parts: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < text.length; at++) {
    const character = text[at];
    if (character === '{') depth++;
    else if (character === '}') depth--;
    if ((character === ',' && depth === 1) || depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
    if (depth > 0) continue;
    if (parts.length > 1) return { end: at, parts };
    const range = /^(-?\d+)\.\.(-?\d+)$/.exec(parts[0] ?? '');
    if (range === null) return undefined;
    const [first, last] = [Number(range[1]), Number(range[2])];
    const step = first <= last ? 1 : -1;
    return { end: at, parts: Array.from({ length: Math.abs(last - first) + 1 }, (_, index) => String(first + index * step)) };
  }
  return undefined;
}

function toSegment(part: string): string | RegExp {
  if (!/[*?[]|[+@!]\(/.test(part)) return part;
  // A name that begins with a dot is found only by a pattern that does.
  const hidden = part.startsWith('.') ? '' : '(?!\\.)';
  // A star alone wants at least one character.
  return new RegExp(`^${hidden}${part === '*' ? '.+' : expressionOf(part)}$`, 'su');
}

const REPEATS: Readonly<Record<string, string>> = { '*': ')*', '+': ')+', '?': ')?', '@': ')' };

function expressionOf(part: string): string {
  let source = '';
  for (let at = 0; at < part.length; at++) {
    const character = part[at] as string;
    const close = '*+?@!'.includes(character) && part[at + 1] === '(' ? closingParenthesis(part, at + 1) : -1;
    if (close > 0) {
      const choices = part
        .slice(at + 2, close)
        .split('|')
        .map(expressionOf)
        .join('|');
      source += character === '!' ? `(?!(?:${choices})${expressionOf(part.slice(close + 1))}$).*?` : `(?:${choices}${REPEATS[character]}`;
      at = close;
    } else if (character === '*') source += '[^/]*?';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const set = /^\[([!^]?)(\]?[^\]]*)\]/.exec(part.slice(at));
      source += set === null ? '\\[' : characterSet(set[1] !== '', set[2] as string);
      at += set === null ? 0 : set[0].length - 1;
    } else source += quoted(character);
  }
  return source;
}

function closingParenthesis(part: string, open: number): number {
  let depth = 0;
  for (let at = open; at < part.length; at++) {
    if (part[at] === '(') depth++;
    else if (part[at] === ')' && --depth === 0) return at;
  }
  return -1;
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '\\p{Nd}',
  alnum: '\\p{L}\\p{Nd}',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
};

function characterSet(isNegated: boolean, content: string): string {
  const inside = content.replace(/\[:(\w+):?|[\\\]^[]/g, (found, name: string | undefined) => (name && CLASSES[name]) ?? `\\${found}`);
  return `[${isNegated ? '^' : ''}${inside}]`;
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}

export function matchesSegment(segment: Segment, name: string): boolean {
  return typeof segment === 'string' ? segment === name : segment !== ANY_DEPTH && segment.test(name);
}

/** Whether a path fits a pattern: `**` at the end wants something below. */
export function matchesPattern({ isAbsolute, segments }: GlobPattern, path: string): boolean {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (path.startsWith('/') !== isAbsolute) return false;
  const fits = (at: number, from: number): boolean => {
    const segment = segments[at];
    if (segment === undefined) return from === names.length;
    const name = names[from];
    if (segment !== ANY_DEPTH) return name !== undefined && matchesSegment(segment, name) && fits(at + 1, from + 1);
    if (at < segments.length - 1 && fits(at + 1, from)) return true;
    if (name === undefined || name.startsWith('.')) return false;
    return fits(at, from + 1) || (at === segments.length - 1 && from === names.length - 1);
  };
  return fits(0, 0);
}
