import { shikiToMonaco } from '@shikijs/monaco';
import { createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { CODE_THEMES } from '../../styles/code-themes.ts';
import type { Monaco } from './monaco.ts';

/** Gives Monaco the colours of the prose: the same grammar, the same two themes. */
export async function installColours(monaco: Monaco): Promise<void> {
  const highlighter = await createHighlighterCore({
    themes: [import('shiki/themes/github-dark-default.mjs'), import('shiki/themes/github-light-high-contrast.mjs')],
    langs: [import('shiki/langs/typescript.mjs'), import('shiki/langs/json.mjs')],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  // The first use builds the grammar; better here than at the first key.
  highlighter.codeToTokensBase('const ready: boolean = true;', { lang: 'typescript', theme: CODE_THEMES.dark });
  if (!monaco.languages.getLanguages().some(({ id }) => id === 'json')) monaco.languages.register({ id: 'json', extensions: ['.json'] });
  shikiToMonaco(highlighter, monaco as never);
}
