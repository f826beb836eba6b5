import type { languages } from 'monaco-editor/editor.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { grammarAlone, tableOf } from '../../../scripts/line-tables.ts';
import { CODE_THEMES } from '../../styles/code-themes.ts';
import { KnownLines } from './known-lines.ts';
import type { ThemeSide } from './themes.ts';

const TEXT = ['/** Tea. */', 'export const kinds = `', '  green', '`;', 'export function pour(cup: string): number {', '  return cup.length;', '}', ''].join(
  '\n',
);
const OTHER = ['/** Tea. */', "import { pour } from './pour.ts';", "pour('mug');"].join('\n');

const { provider, setTheme } = await grammarAlone();
const files = await Promise.all([TEXT, OTHER].map(async (text) => ({ text, table: await tableOf(text) })));

/** Tokens of every line. */
function colour({ tokenize, getInitialState }: languages.TokensProvider, text: string): languages.IToken[][] {
  let state = getInitialState();
  return text.split('\n').map((line) => {
    const { tokens, endState } = tokenize(line, state);
    state = endState;
    return tokens;
  });
}

describe('KnownLines', () => {
  let side: ThemeSide;
  let asked: string[];
  let known: KnownLines;
  const inTheme = (next: ThemeSide) => {
    side = next;
    setTheme(CODE_THEMES[side]);
  };
  const warmUp = () => {
    const steps = known.warmUp();
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  };
  beforeEach(() => {
    inTheme('dark');
    asked = [];
    const listening: languages.TokensProvider = {
      getInitialState: () => provider.getInitialState(),
      tokenize(line, state) {
        asked.push(line);
        return provider.tokenize(line, state);
      },
    };
    known = new KnownLines(files, listening, () => side);
  });

  it.each(['dark', 'light'] as const)('colours known files as the grammar does, without asking it, in the %s theme', (theme) => {
    inTheme(theme);
    for (const text of [TEXT, OTHER]) expect(colour(known.provider, text)).toEqual(colour(provider, text));
    expect(asked).toEqual([]);
  });

  it('leaves the lines around a new one in their colours before the grammar is warm', () => {
    const lines = TEXT.split('\n');
    const grammar = colour(provider, TEXT);
    const inserted = colour(known.provider, lines.toSpliced(5, 0, '  cup.wash();').join('\n'));
    expect(inserted.toSpliced(5, 1)).toEqual(grammar);
    const replaced = colour(known.provider, lines.with(5, '  return 1;').join('\n'));
    expect(replaced.toSpliced(5, 1)).toEqual(grammar.toSpliced(5, 1));
    const removed = colour(known.provider, lines.toSpliced(5, 1).join('\n'));
    expect(removed).toEqual(grammar.toSpliced(5, 1));
    expect(asked).toEqual([]);
  });

  it('says that it guessed when lines were new before the grammar was warm', () => {
    colour(known.provider, `${TEXT}\npour('cup');`);
    expect(warmUp()).toBe(true);
  });

  it('says that it guessed nothing when only known lines were coloured', () => {
    colour(known.provider, TEXT);
    expect(warmUp()).toBe(false);
  });

  it.each(['dark', 'light'] as const)('colours new lines as the grammar does once it is warm, in the %s theme', (theme) => {
    warmUp();
    inTheme(theme);
    const edited = TEXT.replace('  green', `  green \${tea()}`).replace('cup.length', 'cup.length + "two"');
    expect(colour(known.provider, edited)).toEqual(colour(provider, edited));
  });

  it('ends a new line in the state of the known one when it leaves the same things open, so that nothing after it is read again', () => {
    warmUp();
    const { getInitialState, tokenize } = known.provider;
    const lines = TEXT.split('\n');
    const before = lines.slice(0, 5).reduce((state, line) => tokenize(line, state).endState, getInitialState());
    const knownEnd = tokenize(lines[5] as string, before).endState;
    expect(knownEnd.equals(tokenize('  return 1;', before).endState)).toBe(true);
    expect(knownEnd.equals(tokenize('  return `', before).endState)).toBe(false);
  });
});
