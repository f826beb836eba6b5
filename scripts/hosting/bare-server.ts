import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

/** What any host knows. WebAssembly, the engine's images and fonts are unknown bytes to it. */
const KNOWN_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'application/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * A host that only hands out files, as hosts of pages and object stores with a website setting do: no header of ours,
 * no compressed variant, no type but the commonest. It knows folders' index.html and 404.html.
 */
export async function startBareServer(dist: string, base: string): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const path = pathname.startsWith(base) ? normalize(pathname.slice(base.length)) : '\0';
    const file = path === '.' || path.endsWith('/') ? join(dist, path, 'index.html') : join(dist, path);
    try {
      if ((await stat(file)).isDirectory()) response.writeHead(302, { Location: `${pathname}/` }).end();
      else response.writeHead(200, { 'Content-Type': KNOWN_TYPES[extname(file)] ?? 'application/octet-stream' }).end(await readFile(file));
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/html' }).end(await readFile(join(dist, '404.html')));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${port}`, close };
}
