import type { ThemeRegistration } from 'shiki/core';
import dark from 'shiki/themes/github-dark-default.mjs';
import light from 'shiki/themes/github-light-high-contrast.mjs';

export type ThemeSide = 'dark' | 'light';

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

/** The two themes of the prose, on the page's own colours. */
export const EDITOR_THEMES: Readonly<Record<ThemeSide, ThemeRegistration>> = {
  dark: onOurBackground(dark, OURS.dark),
  light: onOurBackground(light, OURS.light),
};
