import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { sidebar } from './src/content/sidebar.ts';
import { siteSettings } from './src/site-settings.ts';

const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export default defineConfig({
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  // WebContainers run on isolated pages only; the built site is served with these headers where it needs them.
  server: { port: 4321, headers: siteSettings.webContainers.offer === 'off' ? {} : ISOLATED },
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
    }),
    mdx(),
  ],
});
