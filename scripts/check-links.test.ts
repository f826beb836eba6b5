import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkLinks } from './check-links.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function site(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'links-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const broken = (files: Readonly<Record<string, string>>) => checkLinks(site(files), 'zh-cn').broken;

test('a page, a file beside it and an anchor are found', () => {
  const page = '<a href="/b/#x">b</a> <a href="#top">up</a> <img src="pic.svg"> <a href="https://example.org/">out</a> <p id="top">';
  const files = { 'index.html': page, 'pic.svg': '', 'b/index.html': '<p id="x">', 'zh-cn/index.html': '', 'zh-cn/b/index.html': '' };
  expect(checkLinks(site(files), 'zh-cn')).toEqual({ pages: 4, links: 3, broken: [] });
});

test('a missing page, a missing anchor and a missing script are named with the page that mentions them', () => {
  const page = '<a href="/gone/">x</a> <a href="/#nothing">y</a> <script src="/lost.js"></script>';
  expect(broken({ 'index.html': page, 'zh-cn/index.html': '' })).toEqual([
    'index.html: "/gone/" leads to gone/index.html, which is not there',
    'index.html: "/#nothing" leads to index.html, which has nothing with id "nothing"',
    'index.html: "/lost.js" leads to lost.js, which is not there',
  ]);
});

test('a style sheet whose font is not there is broken', () => {
  expect(broken({ 'a.css': 'x{src:url("/_astro/f.woff2")} y{background:url(data:image/png;base64,x)}' })).toHaveLength(1);
});

test('a page without its translation is broken', () => {
  expect(broken({ 'glossary/index.html': '', '404.html': '' })).toEqual(['glossary/index.html: there is no zh-cn/glossary/index.html']);
});

test('what a script or a comment says is no link', () => {
  expect(broken({ 'zh-cn/index.html': '<!-- <a href="/old/"> --><script>const a = \' href="/new/"\'</script>' })).toEqual([]);
});

test('addresses are read with their entities and percent signs', () => {
  expect(broken({ 'zh-cn/index.html': '<a href="?a=1&amp;b=2#%E5%9B%9E">x</a><p id="回">' })).toEqual([]);
});
