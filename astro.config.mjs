import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { sidebar } from './src/content/sidebar.ts';
import { CODE_THEMES } from './src/styles/code-themes.ts';

export default defineConfig({
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  server: { port: 4321 },
  vite: { worker: { format: 'es' } },
  integrations: [
    preact(),
    starlight({
      title: 'Unhandled',
      defaultLocale: 'root',
      locales: {
        root: { label: 'English', lang: 'en' },
        'zh-cn': { label: '简体中文', lang: 'zh-CN' },
      },
      favicon: '/favicon.svg',
      credits: false,
      disable404Route: true, // src/pages/404.astro is the page
      pagination: true,
      tableOfContents: false,
      sidebar,
      routeMiddleware: './src/layouts/route-middleware.ts',
      components: {
        Header: './src/components/Header.astro',
        Hero: './src/components/NoHero.astro',
        PageTitle: './src/components/PageTitle.astro',
        Search: './src/components/Search.astro',
        TwoColumnContent: './src/components/TwoColumnContent.astro',
      },
      customCss: ['./src/styles/tokens.css', './src/styles/fonts.css', './src/styles/theme.css', './src/styles/prose.css'],
      expressiveCode: {
        themes: [CODE_THEMES.dark, CODE_THEMES.light],
        useStarlightUiThemeColors: true,
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
          frames: {
            editorActiveTabIndicatorTopColor: 'transparent',
            editorActiveTabIndicatorBottomColor: 'transparent',
            frameBoxShadowCssValue: 'none',
            shadowColor: 'transparent',
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
      },
    }),
    mdx(),
  ],
});
