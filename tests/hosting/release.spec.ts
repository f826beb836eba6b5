import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { plainNode } from '../../scripts/hosting/start-host.ts';
import { serveFolder } from '../../scripts/static-files.mjs';

const RELEASE = process.env['UNPACKED_RELEASE'] ?? '';
const read = (path: string) => readFileSync(join(RELEASE, path), 'utf8');
const files = readdirSync(RELEASE, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(RELEASE, path)).isFile());

test('every file of the archive has its checksum, and fits it', () => {
  const sums = new Map(
    read('SHA256SUMS')
      .trim()
      .split('\n')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  expect([...sums.keys()].sort()).toEqual(files.filter((path) => path !== 'SHA256SUMS').sort());
  for (const [path, sum] of sums)
    expect(
      createHash('sha256')
        .update(readFileSync(join(RELEASE, path)))
        .digest('hex'),
      path,
    ).toBe(sum);
});

test('the bill of materials has what ships and not what builds, and each has its licence text', () => {
  const bom = JSON.parse(read('sbom.cdx.json')) as { bomFormat: string; components: { name: string; version: string; licenses: unknown[] }[] };
  const names = bom.components.map(({ name }) => name);
  expect(bom.bomFormat).toBe('CycloneDX');
  expect(names).toEqual(
    expect.arrayContaining(['koa', 'express', 'quickjs-wasi', 'monaco-editor', 'preact', '@electric-sql/pglite', '@fontsource/jetbrains-mono', 'pagefind']),
  );
  for (const builds of ['vitest', 'esbuild', 'rolldown', 'vite', '@playwright/test', '@biomejs/biome']) expect(names).not.toContain(builds);
  const licences = read('THIRD-PARTY-LICENSES.txt');
  for (const { name, version } of bom.components) expect(licences, name).toContain(`\n${name} ${version}\nLicence: `);
  expect(licences).toContain('Fabrice Bellard');
  expect(licences).toContain('PostgreSQL Global Development Group');
});

test('whatever compresses lies there compressed', () => {
  const large = files.filter((path) => /^dist\/.*\.(?:html|js|css|wasm|image|so|json|svg|txt)$/.test(path) && statSync(join(RELEASE, path)).size >= 512);
  expect(large.length).toBeGreaterThan(100);
  expect(large.filter((path) => !files.includes(`${path}.br`) || !files.includes(`${path}.gz`))).toEqual([]);
});

test('no file names the machine that built it', () => {
  const root = new URL('../..', import.meta.url).pathname;
  const found = files.filter((path) => !/\.(?:br|gz|wasm|woff2|ttf)$/.test(path) && readFileSync(join(RELEASE, path)).includes(root));
  expect(found).toEqual([]);
});

test('the command says what it can do, and what is wrong with a question', () => {
  const serve = (...args: string[]) =>
    execFileSync(plainNode(), [join(RELEASE, 'serve.mjs'), ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  expect(serve('--help')).toContain('node serve.mjs config nginx|caddy|apache');
  expect(() => serve('config', 'iis')).toThrow('Which server? nginx, caddy, apache');
  expect(() => serve('config', 'nginx', '--port', 'x')).toThrow('use a number from 1 to 65535');
  expect(() => serve('config', 'nginx', '--root', 'a b')).toThrow('use an absolute path');
});

test.describe('two copies on one origin', () => {
  test.use({ serviceWorkers: 'allow' });
  test('keep what the other has kept, and drop their own old versions', async ({ page }) => {
    const dist = join(RELEASE, 'dist');
    const [first, second] = [serveFolder(dist), serveFolder(dist, { base: '/training/' })];
    const server = createServer((request, response) => void (request.url?.startsWith('/training/') ? second : first)(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const keys = () => page.evaluate(() => caches.keys());
    try {
      await page.goto(`${origin}/training/course/`);
      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.evaluate(async () => {
        for (const name of ['unhandled:/:older', 'unhandled:/:old', 'unhandled:/training/:old', 'unhandled-0123456789abcdef', 'somebody-else'])
          await caches.open(name);
      });
      await page.goto(`${origin}/course/`);
      await page.evaluate(() => navigator.serviceWorker.ready);
      await expect.poll(keys).not.toContain('unhandled:/:older');
      const left = await keys();
      expect(left).toEqual(expect.arrayContaining(['unhandled:/:old', 'unhandled:/training/:old', 'somebody-else']));
      expect(left).not.toContain('unhandled-0123456789abcdef');
      expect(left.filter((name) => /^unhandled:\/training\/:[0-9a-f]{16}$/.test(name))).toHaveLength(1);
      expect(left.filter((name) => /^unhandled:\/:[0-9a-f]{16}$/.test(name))).toHaveLength(1);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
