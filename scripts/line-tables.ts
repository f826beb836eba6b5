// A Vite plugin: `import table from './file.ts?line-table'` is the colours of a TypeScript file, for the editor.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { CODE_THEMES } from '../src/styles/code-themes.ts';
import { installGrammar, type TokensProvider } from '../src/workspace/editor/grammar.ts';
import type { LineTable } from '../src/workspace/editor/line-table.ts';

const ASKED = /\?line-table$/;

/** Answers imports of `?line-table` with a {@link LineTable}. */
export function lineTables(): Plugin {
  return {
    name: 'line-tables',
    enforce: 'pre',
    load: {
      filter: { id: ASKED },
      async handler(id) {
        const path = id.replace(ASKED, '');
        this.addWatchFile(path);
        // A string is read faster than an object of numbers.
        const table = JSON.stringify(await tableOf(await readFile(path, 'utf8')));
        return { code: `export default JSON.parse(${JSON.stringify(table)});`, map: null };
      },
    },
  };
}

let grammar: ReturnType<typeof grammarAlone> | undefined;

/** The colours of a TypeScript file in both themes, as the editor's grammar gives them. */
export async function tableOf(text: string): Promise<LineTable> {
  const { provider, setTheme } = await (grammar ??= grammarAlone());
  const scopes: string[] = [];
  const placeOf = (scope: string) => (scopes.includes(scope) ? scopes.indexOf(scope) : scopes.push(scope) - 1);
  const linesIn = (theme: string) => {
    setTheme(theme);
    let state = provider.getInitialState();
    return text.split('\n').map((line) => {
      const { tokens, endState } = provider.tokenize(line, state);
      state = endState;
      return tokens.flatMap(({ startIndex, scopes: scope }) => [startIndex, placeOf(scope)]);
    });
  };
  return { dark: linesIn(CODE_THEMES.dark), light: linesIn(CODE_THEMES.light), scopes };
}

/** The editor's TypeScript grammar without an editor, and what sets the theme whose tokens it gives. */
export async function grammarAlone(): Promise<{ provider: TokensProvider; setTheme: (name: string) => void }> {
  let provider: TokensProvider | undefined;
  const editor = { defineTheme() {}, create() {}, setTheme(_name: string) {} };
  const languages = {
    getLanguages: () => [{ id: 'typescript' }],
    setTokensProvider(_language: string, given: TokensProvider) {
      provider = given;
    },
  };
  await installGrammar({ editor, languages }, 'dark');
  if (provider === undefined) throw new Error('The grammar of the editor has no TypeScript');
  // Shiki puts its own in its place.
  return { provider, setTheme: (name: string) => editor.setTheme(name) };
}
