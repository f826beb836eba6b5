import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { leanMonaco } from './scripts/lean-monaco.mjs';
import { lineTables } from './scripts/line-tables.ts';
import { noteShippedModules } from './scripts/shipped-modules.mjs';
import { readBasePath, readSiteVersion } from './scripts/site-version.mjs';
import { EDITION } from './src/content/edition.ts';
import { glossaryLinks } from './src/content/glossary-links.ts';
import { sidebar } from './src/content/sidebar.ts';
import { siteSettings } from './src/site-settings.ts';

const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Over the tokens of src/styles/tokens.css. A fill keeps the text on it readable, so it stays ours. */
const accentStyle = ({ dark, light }) => `:root:root[data-theme='dark']{--uh-accent:${dark}}:root:root[data-theme='light']{--uh-accent:${light}}`;

/** The files of a lab are many and small, and who starts it needs all of them: one request for a folder's. */
const LAB_FILE = /[\\/]labs[\\/]([^\\/]+)[\\/].*\?(?:raw|line-table)$/;
const filesOfLab = { name: (id) => `lab-${LAB_FILE.exec(id)?.[1]}`, test: LAB_FILE };

export default defineConfig({
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  // WebContainers run on isolated pages only; the built site is served with these headers where it needs them.
  server: { port: 4321, headers: siteSettings.webContainers.offer === 'off' ? {} : ISOLATED },
  vite: {
    plugins: [noteShippedModules(), leanMonaco(), lineTables()],
    // Small files that every island needs, as one.
    build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'preact', test: /[\\/]node_modules[\\/]preact[\\/]/ }, filesOfLab] } } } },
    worker: { format: 'es', plugins: () => [noteShippedModules()], rolldownOptions: { output: { codeSplitting: { groups: [filesOfLab] } } } },
    define: {
      'import.meta.env.SITE_VERSION': JSON.stringify(readSiteVersion()),
      'import.meta.env.BASE_PATH': JSON.stringify(readBasePath()),
    },
    // Scripts and styles find each other wherever the folder lies; scripts/relocate-site.ts does the same for pages.
    experimental: { renderBuiltUrl: (_file, { ssr }) => (ssr ? undefined : { relative: true }) },
  },
  integrations: [
    preact(),
    starlight({
      title: EDITION.name,
      defaultLocale: 'root',
      locales: {
        root: { label: 'English', lang: 'en' },
        'zh-cn': { label: '简体中文', lang: 'zh-CN' },
      },
      favicon: '/favicon.svg',
      head: [
        { tag: 'meta', attrs: { name: 'unhandled-root', content: '/' } }, // read by src/i18n/site-url.ts
        ...(EDITION.accent === null ? [] : [{ tag: 'style', content: accentStyle(EDITION.accent) }]),
      ],
      credits: false,
      disable404Route: true, // src/pages/404.astro is the page
      pagination: true,
      tableOfContents: false,
      sidebar,
      routeMiddleware: './src/layouts/route-middleware.ts',
      components: {
        Footer: './src/components/Footer.astro',
        Header: './src/components/Header.astro',
        Hero: './src/components/NoHero.astro',
        PageTitle: './src/components/PageTitle.astro',
        Search: './src/components/Search.astro',
        TwoColumnContent: './src/components/TwoColumnContent.astro',
      },
      customCss: ['./src/styles/tokens.css', './src/styles/fonts.css', './src/styles/theme.css', './src/styles/prose.css'],
    }),
    glossaryLinks(),
    mdx(),
  ],
});
