// Expressive Code has a file of its own because its options hold a function.
import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import { CODE_THEMES } from './src/styles/code-themes.ts';

/** What our --uh-surface is in each theme: Expressive Code needs a real colour to raise contrast against. */
const SURFACE = { dark: '#18181a', light: '#f7f7f6' };

function useTokens(theme) {
  theme.bg = SURFACE[theme.type];
  theme.colors['editor.background'] = theme.bg;
  return theme;
}

export default defineEcConfig({
  themes: [CODE_THEMES.dark, CODE_THEMES.light],
  customizeTheme: useTokens,
  // Wrapped code needs no scrolling region, which would want a name of its own on every block.
  defaultProps: { wrap: true, preserveIndent: true },
  styleOverrides: {
    borderRadius: 'var(--uh-radius)',
    borderColor: 'var(--uh-line)',
    codeFontFamily: 'var(--uh-font-mono)',
    codeFontSize: 'var(--uh-text-code)',
    codeLineHeight: '1.6',
    uiFontFamily: 'var(--uh-font)',
    uiFontSize: 'var(--uh-text-small)',
    codeBackground: 'var(--uh-surface)',
    scrollbarThumbColor: 'var(--uh-line)',
    scrollbarThumbHoverColor: 'var(--uh-line-strong)',
    frames: {
      editorActiveTabBackground: 'var(--uh-surface)',
      editorActiveTabForeground: 'var(--uh-text-muted)',
      editorActiveTabBorderColor: 'transparent',
      editorActiveTabIndicatorTopColor: 'transparent',
      editorActiveTabIndicatorBottomColor: 'transparent',
      editorBackground: 'var(--uh-surface)',
      editorTabBarBackground: 'var(--uh-surface)',
      editorTabBarBorderColor: 'var(--uh-line)',
      editorTabBarBorderBottomColor: 'var(--uh-line)',
      frameBoxShadowCssValue: 'none',
      inlineButtonForeground: 'var(--uh-text)',
      shadowColor: 'transparent',
      terminalBackground: 'var(--uh-surface)',
      terminalTitlebarBackground: 'var(--uh-surface)',
      terminalTitlebarBorderBottomColor: 'var(--uh-line)',
      terminalTitlebarForeground: 'var(--uh-text-muted)',
      terminalTitlebarDotsForeground: 'var(--uh-line-strong)',
    },
    textMarkers: {
      markBackground: 'var(--uh-accent-soft)',
      markBorderColor: 'var(--uh-accent-fill)',
      delBackground: 'var(--uh-fail-soft)',
      delBorderColor: 'var(--uh-fail)',
      insBackground: 'var(--uh-pass-soft)',
      insBorderColor: 'var(--uh-pass)',
    },
  },
});
