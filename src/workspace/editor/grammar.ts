// Translating a grammar's patterns takes 0.4 s on a laptop: these come translated.
import json from '@shikijs/langs-precompiled/json';
import typescript from '@shikijs/langs-precompiled/typescript';
import { shikiToMonaco } from '@shikijs/monaco';
import type { languages } from 'monaco-editor/editor.js';
import { createHighlighterCore } from 'shiki/core';
import { createJavaScriptRawEngine } from 'shiki/engine/javascript';
import { withComparableStates } from './line-state.ts';
import { EDITOR_THEMES, type ThemeSide } from './themes.ts';

export type TokensProvider = languages.TokensProvider;

/** What is coloured: Monaco, or something that takes from it what is asked of Monaco. */
export interface Colourable {
  readonly editor: { setTheme(name: string): void };
  readonly languages: {
    getLanguages(): readonly { readonly id: string }[];
    setTokensProvider(language: string, provider: TokensProvider): unknown;
  };
}

/**
 * Gives it both themes, and the prose's grammar for TypeScript and JSON. Tokens are those of the theme that was set last.
 * @param side which theme is set first
 */
export async function installGrammar(target: Colourable, side: ThemeSide): Promise<void> {
  const highlighter = await createHighlighterCore({
    themes: [EDITOR_THEMES[side], EDITOR_THEMES[side === 'dark' ? 'light' : 'dark']],
    langs: [typescript, json],
    engine: createJavaScriptRawEngine(),
  });
  const setTokensProvider = (language: string, provider: TokensProvider) => target.languages.setTokensProvider(language, withComparableStates(provider));
  shikiToMonaco(highlighter, { ...target, languages: { ...target.languages, setTokensProvider } } as never);
}
