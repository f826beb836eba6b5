import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { siteScriptHashes } from '../../scripts/hosting/site-hashes.ts';
import { startHost } from '../../scripts/hosting/start-host.ts';
import { containerHeaders, inlineScriptHashes, securityHeaders } from '../../scripts/page-policy.mjs';
import { siteSettings } from '../../src/site-settings.ts';
import { ask, hashedFile, test } from './host.ts';

const lower = (headers: Record<string, string>) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

test('pages, scripts of workers and the 404 page have the headers of the policy', async ({ site, host }) => {
  const all = siteScriptHashes(join(site.release, 'dist'));
  const worker = hashedFile(site.release, /^worker-.*\.js$/);
  for (const [path, file] of [
    ['', 'index.html'],
    ['zh-cn/course/', 'zh-cn/course/index.html'],
    [worker, worker],
    ['lessons/nothing', '404.html'],
  ] as const) {
    // Our own server knows each page's scripts; the others name those of all pages.
    const own = inlineScriptHashes(file.endsWith('.html') ? readFileSync(join(site.release, 'dist', file), 'utf8') : '');
    const { headers } = await ask(site.url + path);
    // ... and which files WebContainers need isolated, where the others isolate everything or nothing.
    const more = host.kind === 'release' ? containerHeaders(`/${path}`, siteSettings.webContainers) : undefined;
    expect(headers, path).toMatchObject(lower(securityHeaders(host.kind === 'release' ? own : all, more)));
    expect(headers['cross-origin-embedder-policy'], path).toBe(more?.headers['Cross-Origin-Embedder-Policy']);
  }
});

test('cross-origin isolation, asked for, is on every answer, and pages are isolated', async ({ site, host, page }) => {
  const isolated = await startHost({ ...host, release: site.release, isolated: true });
  try {
    for (const path of ['', hashedFile(site.release, /^worker-.*\.js$/), 'nothing'])
      expect((await ask(isolated.origin + host.base + path)).headers, path).toMatchObject({
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-opener-policy': 'same-origin',
      });
    await page.route(`${site.origin}/**`, (route) => route.abort());
    const other = await page.context().newPage();
    await other.goto(`${isolated.origin}${host.base}course/`);
    expect(await other.evaluate(() => crossOriginIsolated)).toBe(true);
    await other.close();
  } finally {
    await isolated.close();
  }
});

test('files have the types that browsers insist on', async ({ site }) => {
  for (const [pattern, type] of [
    [/^quickjs.*\.wasm$/, 'application/wasm'],
    [/\.so$/, 'application/wasm'],
    [/^worker-.*\.js$/, 'text/javascript; charset=utf-8'],
    [/\.css$/, 'text/css; charset=utf-8'],
    [/\.woff2$/, 'font/woff2'],
    [/\.image$/, 'application/octet-stream'],
  ] as const)
    expect((await ask(site.url + hashedFile(site.release, pattern))).headers['content-type'], String(pattern)).toBe(type);
  expect((await ask(site.url)).headers['content-type']).toBe('text/html; charset=utf-8');
  expect((await ask(`${site.url}version.json`)).headers['content-type']).toBe('application/json; charset=utf-8');
});

test('what has a hash in its name is kept for ever, and nothing else', async ({ site }) => {
  const keeping = async (path: string) => (await ask(site.url + path)).headers['cache-control'];
  expect(await keeping(hashedFile(site.release, /\.js$/))).toBe('public, max-age=31536000, immutable');
  for (const path of ['', 'course/', 'service-worker.js', 'version.json', 'pagefind/pagefind.js', '_astro/gone.js', 'nothing'])
    expect(await keeping(path), path).toBe('no-cache');
});

test('each client gets the encoding that it can read, of the same file', async ({ site }) => {
  const script = hashedFile(site.release, /^Desk.*\.js$/);
  for (const [path, file] of [
    [script, script],
    ['course/', 'course/index.html'],
  ] as const) {
    const text = readFileSync(join(site.release, 'dist', file));
    const plain = await ask(site.url + path);
    const brotli = await ask(site.url + path, { 'accept-encoding': 'gzip, deflate, br, zstd' });
    const gzip = await ask(site.url + path, { 'accept-encoding': 'gzip, br;q=0' });
    const none = await ask(site.url + path, { 'accept-encoding': 'br;q=0, gzip;q=0' });
    for (const { headers } of [plain, brotli, gzip, none]) expect(headers.vary, path).toBe('Accept-Encoding');
    expect([plain, brotli, gzip, none].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip', undefined]);
    expect(
      [plain.body, brotliDecompressSync(brotli.body), gunzipSync(gzip.body), none.body].every((body) => body.equals(text)),
      path,
    ).toBe(true);
    expect(new Set([plain, brotli, gzip].map(({ headers }) => headers.etag)).size, 'one tag per encoding').toBe(3);
  }
});

test('a page that did not change is answered with 304', async ({ site }) => {
  const { etag } = (await ask(`${site.url}course/`)).headers;
  const again = await ask(`${site.url}course/`, { 'if-none-match': String(etag) });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

test('a range is answered with those bytes', async ({ site }) => {
  const image = hashedFile(site.release, /^koa.*\.image$/);
  const bytes = readFileSync(join(site.release, 'dist', image));
  const part = await ask(site.url + image, { range: 'bytes=100-199' });
  expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 100-199/${bytes.length}`]);
  expect(part.body.equals(bytes.subarray(100, 200))).toBe(true);
  expect((await ask(site.url + image, { range: `bytes=${bytes.length}-` })).status).toBe(416);
});

test('a folder without its slash leads to the one with it, also the base path', async ({ site, host }) => {
  const paths = host.base === '/' ? ['course'] : ['course', ''];
  for (const path of paths) {
    const asked = (site.url + path).replace(/\/$/, '');
    const { status, headers } = await ask(asked);
    expect([301, 302, 307, 308], asked).toContain(status);
    expect(new URL(String(headers.location), asked).href).toBe(`${asked}/`);
  }
});

test('nothing outside the folder can be reached', async ({ site }) => {
  for (const path of ['../SHA256SUMS', '%2e%2e/LICENSE', '..%2fLICENSE', 'course/../../LICENSE', '_astro/%2e%2e/%2e%2e/serve.mjs', '..%5cLICENSE']) {
    const { status, body } = await ask(site.url + path);
    expect(status, path).toBeGreaterThanOrEqual(400);
    expect(body.toString(), path).not.toMatch(/Permission is hereby granted|RELEASE_URL| {2}serve\.mjs/);
  }
});

test('below a base path the rest of the server is not ours', async ({ site, host }) => {
  test.skip(host.base === '/', 'at the root everything is');
  expect((await ask(`${site.origin}/course/`)).status).toBe(404);
});
