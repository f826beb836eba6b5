import { cp, mkdir, mkdtemp, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, IncomingMessage, type IncomingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compressFolder } from './compress.mjs';
import { inlineScriptHashes } from './page-policy.mjs';
import { explain, parsePort, startServer } from './serve.mjs';
import { readBasePath } from './site-version.mjs';
import { serveFolder } from './static-files.mjs';

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const PAGE = `<!doctype html><html><head><script>let a = 1;</script><script type="application/json">{}</script></head><body>${'tea '.repeat(400)}</body></html>`;
let home = '';
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'unhandled-serve-'));
  const site = join(home, 'site');
  await mkdir(join(site, 'course'), { recursive: true });
  await mkdir(join(site, '_astro'));
  await writeFile(join(home, 'secret.txt'), 'secret');
  await writeFile(join(site, 'index.html'), PAGE);
  await writeFile(join(site, 'course/index.html'), '<p>course</p>');
  await writeFile(join(site, '404.html'), '<p>lost</p>');
  await writeFile(join(site, '.hidden'), 'secret');
  await writeFile(join(site, '_astro/app.abc123.js'), `export const pad = '${'x'.repeat(2000)}';`);
  await writeFile(join(site, '_astro/engine.wasm'), Buffer.alloc(600));
  await writeFile(join(site, '_astro/mono.woff2'), Buffer.alloc(600));
  await symlink(join(home, 'secret.txt'), join(site, 'link.txt'));
  await compressFolder(site);
  server = await startServer({ folder: site, port: 0 });
});

afterAll(async () => {
  await server.close();
  await rm(home, { recursive: true });
});

/** Raw, because fetch would tidy the path and undo the encoding. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port: server.port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end();
  });
}

test('a page is served fresh, with its type', async () => {
  const reply = await get('/');
  expect(reply.status).toBe(200);
  expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(reply.headers['cache-control']).toBe('no-cache');
  expect(reply.body.toString()).toBe(PAGE);
});

test('a hashed file is kept for ever', async () => {
  const reply = await get('/_astro/app.abc123.js');
  expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

test('wasm and fonts have the types that browsers insist on', async () => {
  expect((await get('/_astro/engine.wasm')).headers['content-type']).toBe('application/wasm');
  expect((await get('/_astro/mono.woff2')).headers['content-type']).toBe('font/woff2');
});

test('the best accepted encoding is sent, as a variant of the same page', async () => {
  const brotli = await get('/', { 'accept-encoding': 'gzip, br' });
  const gzip = await get('/', { 'accept-encoding': 'gzip, br;q=0' });
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(brotli.headers.vary).toBe('Accept-Encoding');
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(gzip.body).toString()).toBe(PAGE);
  expect(brotli.headers.etag).not.toBe(gzip.headers.etag);
});

test('an unchanged page is answered with 304 and no body', async () => {
  const { etag } = (await get('/')).headers;
  const reply = await get('/', { 'if-none-match': `"old", W/${etag}` });
  expect(reply.status).toBe(304);
  expect(reply.body.length).toBe(0);
});

test('a tag is made of the content: the same after a copy, another after a change', async () => {
  const copy = join(home, 'copy');
  await cp(join(home, 'site'), copy, { recursive: true, verbatimSymlinks: true });
  const other = await startServer({ folder: copy, port: 0 });
  const tagOf = async (path: string) => (await fetch(`${other.url}${path}`, { headers: { 'accept-encoding': 'identity' } })).headers.get('etag');
  const { etag } = (await get('/course/')).headers;
  expect(etag).toMatch(/^"[\w-]{27}"$/);
  expect(await tagOf('/course/')).toBe(etag);
  await writeFile(join(copy, 'course/index.html'), '<p>corpse</p>');
  expect(await tagOf('/course/')).not.toBe(etag);
  await other.close();
});

test.each([
  ['bytes=0-3', 206, 'bytes 0-3/600', 4],
  ['bytes=590-', 206, 'bytes 590-599/600', 10],
  ['bytes=-5', 206, 'bytes 595-599/600', 5],
  ['bytes=590-9999', 206, 'bytes 590-599/600', 10],
  ['bytes=600-', 416, 'bytes */600', 0],
  ['bytes=9-3', 200, undefined, 600],
  ['bytes=0-1,4-5', 200, undefined, 600],
  ['lines=1-2', 200, undefined, 600],
])('the range %s is answered with %i', async (range, status, contentRange, length) => {
  const reply = await get('/_astro/mono.woff2', { range });
  expect([reply.status, reply.headers['content-range'], reply.body.length]).toEqual([status, contentRange, length]);
});

test('a range of a file that has changed since is the whole file', async () => {
  expect((await get('/_astro/mono.woff2', { range: 'bytes=0-3', 'if-range': '"another"' })).status).toBe(200);
  const { etag } = (await get('/_astro/mono.woff2')).headers;
  expect((await get('/_astro/mono.woff2', { range: 'bytes=0-3', 'if-range': String(etag) })).status).toBe(206);
});

test('below a base path the site is there, and nowhere else', async () => {
  const based = await startServer({ folder: join(home, 'site'), port: 0, base: '/training/' });
  const origin = new URL(based.url).origin;
  const ask = (path: string) => fetch(origin + path, { redirect: 'manual' });
  expect(await (await ask('/training/course/')).text()).toBe('<p>course</p>');
  expect((await ask('/training/_astro/app.abc123.js')).headers.get('cache-control')).toContain('immutable');
  expect((await ask('/training')).headers.get('location')).toBe('/training/');
  expect((await ask('/training/course?a=1')).headers.get('location')).toBe('/training/course/?a=1');
  expect(await (await ask('/training/gone')).text()).toBe('<p>lost</p>');
  expect((await ask('/course/')).status).toBe(404);
  expect((await ask('/trainingcourse/')).status).toBe(404);
  await based.close();
});

test('cross-origin isolation is on every answer where it is asked for, and only there', async () => {
  const isolated = await startServer({ folder: join(home, 'site'), port: 0, isolated: true });
  for (const path of ['/', '/_astro/app.abc123.js', '/gone'])
    expect((await fetch(isolated.url + path)).headers.get('cross-origin-embedder-policy'), path).toBe('require-corp');
  expect((await get('/')).headers['cross-origin-embedder-policy']).toBeUndefined();
  await isolated.close();
});

test('a redirect never leads to another host', async () => {
  expect((await get('//course')).headers.location).toBe('/course/');
});

test('readBasePath() writes a path with slashes at both ends, and refuses what is none', () => {
  expect(['', 'a', '/a/', '/a/b'].map((text) => readBasePath(text))).toEqual(['/', '/a/', '/a/', '/a/b/']);
  expect(() => readBasePath('/a/../b')).toThrow('write a path such as /training/');
  expect(() => readBasePath('https://a')).toThrow('write a path');
});

test('HEAD has the length and no body', async () => {
  const reply = await get('/', {}, 'HEAD');
  expect(reply.headers['content-length']).toBe(String(PAGE.length));
  expect(reply.body.length).toBe(0);
});

test('a folder without its slash redirects and keeps the query', async () => {
  const reply = await get('/course?from=home');
  expect(reply.status).toBe(308);
  expect(reply.headers.location).toBe('/course/?from=home');
});

test('an unknown address gets the 404 page, not cached', async () => {
  const reply = await get('/_astro/gone.js');
  expect(reply.status).toBe(404);
  expect(reply.headers['cache-control']).toBe('no-cache');
  expect(reply.body.toString()).toBe('<p>lost</p>');
});

test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/course/..%2f..%2fsecret.txt', '/.hidden', '/link.txt', '//../secret.txt'])(
  '%s reaches nothing outside',
  async (path) => {
    const reply = await get(path);
    expect(reply.status).toBe(404);
    expect(reply.body.toString()).not.toContain('secret');
  },
);

test.each(['/%', '/%00', '/..%5csecret.txt'])('%s is refused as malformed', async (path) => {
  expect((await get(path)).status).toBe(400);
});

test('only GET and HEAD are answered', async () => {
  const reply = await get('/', {}, 'POST');
  expect(reply.status).toBe(405);
  expect(reply.headers.allow).toBe('GET, HEAD');
});

test('the policy names this page’s scripts and no other host', async () => {
  const policy = String((await get('/')).headers['content-security-policy']);
  const [hash] = inlineScriptHashes(PAGE);
  expect(inlineScriptHashes(PAGE)).toHaveLength(1);
  expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' ${hash}`);
  expect(policy).not.toMatch(/https?:|\*|'unsafe-eval'/);
  expect(String((await get('/_astro/app.abc123.js')).headers['content-security-policy'])).toContain("default-src 'none'");
});

test('pages with a lab, and scripts, are isolated where the site offers WebContainers, and only they know of the host', async () => {
  const folder = join(home, 'offers');
  for (const path of ['lessons/a', 'zh-cn/lessons/a', 'course', '_astro']) await mkdir(join(folder, path), { recursive: true });
  for (const path of ['lessons/a', 'zh-cn/lessons/a', 'course']) await writeFile(join(folder, path, 'index.html'), PAGE);
  await writeFile(join(folder, '_astro/worker.js'), '1');
  await writeFile(join(folder, 'site-settings.json'), JSON.stringify({ webContainers: { offer: 'choice', origin: 'https://runtime.example' } }));
  const offering = await startServer({ folder, port: 0 });
  const headersOf = async (path: string) => (await fetch(offering.url + path)).headers;
  for (const path of ['/lessons/a/', '/zh-cn/lessons/a/']) {
    const headers = await headersOf(path);
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toContain('frame-src https://runtime.example');
    expect(headers.get('content-security-policy')).toContain("connect-src 'self' https://runtime.example;");
  }
  expect((await headersOf('/_astro/worker.js')).get('cross-origin-embedder-policy')).toBe('require-corp');
  for (const path of ['/course/', '/_astro/worker.js']) expect(JSON.stringify([...(await headersOf(path))])).not.toContain('runtime.example');
  expect((await headersOf('/course/')).get('cross-origin-embedder-policy')).toBeNull();
  await offering.close();
  const silent = await startServer({ folder, port: 0, webContainers: { offer: 'off' } });
  const answered = await fetch(`${silent.url}/lessons/a/`);
  expect(JSON.stringify([...answered.headers])).not.toMatch(/runtime\.example|embedder|frame-src/);
  await silent.close();
});

test('startServer() rejects on a taken port, and explain() says which to try', async () => {
  const failure = await startServer({ folder: home, port: server.port }).catch((error: NodeJS.ErrnoException) => error);
  expect((failure as NodeJS.ErrnoException).code).toBe('EADDRINUSE');
  expect(explain(failure as NodeJS.ErrnoException, 4321)).toBe('Port 4321 is taken. Stop what runs there, or choose another: PORT=4322 npm start');
});

test('close() frees the port', async () => {
  const other = await startServer({ folder: join(home, 'site'), port: 0 });
  await other.close();
  const again = createServer();
  await new Promise<void>((resolve, reject) => again.once('error', reject).listen(other.port, '127.0.0.1', resolve));
  await new Promise((resolve) => again.close(resolve));
});

test('parsePort() explains what a port is', () => {
  expect(parsePort(undefined)).toBe(4321);
  expect(parsePort('0')).toBe(0);
  expect(() => parsePort('http')).toThrow('PORT is "http": use a number from 0 to 65535');
});

test.skipIf(process.platform !== 'linux')('a client that is gone before its answer leaves no file open', async () => {
  const handler = serveFolder(join(home, 'site'));
  const complaints: unknown[] = [];
  const { error } = console;
  console.error = (complaint) => complaints.push(complaint);
  for (let i = 0; i < 20; i++) {
    const request = new IncomingMessage(new Socket());
    Object.assign(request, { method: 'GET', url: '/_astro/engine.wasm' });
    const response = new ServerResponse(request);
    response.destroy();
    await handler(request, response);
  }
  console.error = error;
  await expect.poll(openFiles).toEqual([]);
  expect(complaints).toEqual([]);
});

/** Files of the test's own site that this process holds open. */
async function openFiles(): Promise<string[]> {
  const targets = await Promise.all((await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return targets.filter((target) => target.startsWith(home));
}
