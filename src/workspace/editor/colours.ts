// Translating a grammar's patterns takes 0.4 s on a laptop: these come translated.
import json from '@shikijs/langs-precompiled/json';
import typescript from '@shikijs/langs-precompiled/typescript';
import { shikiToMonaco } from '@shikijs/monaco';
import type { languages } from 'monaco-editor/editor.js';
import { createHighlighterCore, type ThemeRegistration } from 'shiki/core';
import { createJavaScriptRawEngine } from 'shiki/engine/javascript';
import dark from 'shiki/themes/github-dark-default.mjs';
import light from 'shiki/themes/github-light-high-contrast.mjs';
import { withComparableStates } from './line-state.ts';
import type { Monaco } from './monaco.ts';

/** Gives Monaco the colours of the prose: the same grammar, the same two themes. */
export async function installColours(monaco: Monaco): Promise<void> {
  const highlighter = await createHighlighterCore({
    themes: [onOurBackground(dark, OURS.dark), onOurBackground(light, OURS.light)],
    langs: [typescript, json],
    engine: createJavaScriptRawEngine(),
  });
  if (!monaco.languages.getLanguages().some(({ id }) => id === 'json')) monaco.languages.register({ id: 'json', extensions: ['.json'] });
  const setTokensProvider = (id: string, provider: languages.TokensProvider) => monaco.languages.setTokensProvider(id, withComparableStates(provider));
  shikiToMonaco(highlighter, { ...monaco, languages: { ...monaco.languages, setTokensProvider } } as never);
}

/** The page's own background and accent, and line numbers in its faint text colour: the themes' own do not reach 4.5:1. See tokens.css. `line` and `words` are alphas of the comparison, two hex digits. */
const OURS = {
  dark: { background: '#121213', faint: '#8e8e96', text: '#e7e7e9', accent: '#f2a93b', removed: '#da3633', inserted: '#2ea043', line: '14', words: '17' },
  light: { background: '#ffffff', faint: '#636369', text: '#1b1b1d', accent: '#855000', removed: '#d1242f', inserted: '#1a7f37', line: '0b', words: '06' },
} as const;

function onOurBackground(
  theme: ThemeRegistration,
  { background, faint, text, accent, removed, inserted, line, words }: (typeof OURS)[keyof typeof OURS],
): ThemeRegistration {
  const colors = {
    ...theme.colors,
    'editor.background': background,
    'editorGutter.background': background,
    'editorLineNumber.foreground': faint,
    'editorLineNumber.activeForeground': text,
    // Links in what the editor says about a line.
    'textLink.foreground': accent,
    'textLink.activeForeground': accent,
    // Line and words lie upon each other: together still thin enough to read every colour of the code on them. An edge tells the words.
    'diffEditor.removedLineBackground': removed + line,
    'diffEditor.removedTextBackground': removed + words,
    'diffEditor.removedTextBorder': `${removed}66`,
    'diffEditor.insertedLineBackground': inserted + line,
    'diffEditor.insertedTextBackground': inserted + words,
    'diffEditor.insertedTextBorder': `${inserted}66`,
  };
  return { ...theme, colors };
}
