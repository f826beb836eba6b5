import type { languages } from 'monaco-editor/editor.js';
import { stepWhenIdle, whenIdle } from '../when-idle.ts';
import { installGrammar } from './grammar.ts';
import { type KnownFile, KnownLines } from './known-lines.ts';
import type { Monaco } from './monaco.ts';
import { themeSide } from './theme-side.ts';

/**
 * Gives Monaco the colours of the prose: the same grammar, the same two themes.
 * @param known TypeScript files whose colours stand before the grammar has read them; none when the reader's differ
 */
export async function installColours(monaco: Monaco, known: readonly KnownFile[]): Promise<void> {
  if (!monaco.languages.getLanguages().some(({ id }) => id === 'json')) monaco.languages.register({ id: 'json', extensions: ['.json'] });
  const setTokensProvider = (language: string, grammar: languages.TokensProvider) => {
    const lines = language === 'typescript' && known.length > 0 ? new KnownLines(known, grammar, themeSide) : undefined;
    monaco.languages.setTokensProvider(language, lines?.provider ?? grammar);
    if (lines === undefined) return;
    whenIdle()
      .then(() => stepWhenIdle(lines.warmUp()))
      .then((guessed) => {
        // Colours anew what was coloured by a guess.
        if (guessed) monaco.languages.setTokensProvider(language, grammar);
      });
  };
  await installGrammar({ ...monaco, languages: { ...monaco.languages, setTokensProvider } }, themeSide());
}
