import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { containerHeaders, inlineScriptHashes, securityHeaders } from './page-policy.mjs';
import { readSiteSettings } from './site-settings.mjs';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.image': 'application/octet-stream',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pagefind': 'application/octet-stream',
  '.pf_fragment': 'application/octet-stream',
  '.pf_index': 'application/octet-stream',
  '.pf_meta': 'application/octet-stream',
  '.png': 'image/png',
  '.so': 'application/wasm', // the engine's side modules
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

/** What compress.mjs writes beside a file, best first. */
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
];

/** Astro puts a hash of the content into these names: they can be kept for ever. */
const HASHED = '/_astro/';

/**
 * A request handler for a folder of built files: `(request, response) => Promise<void>`.
 * It answers every request, also the bad ones, and never rejects.
 * @param webContainers as the site was built with, unless told otherwise.
 */
export function serveFolder(folder, { webContainers = readSiteSettings(folder).webContainers } = {}) {
  const root = resolve(folder);
  const pages = new Map();

  return async (request, response) => {
    try {
      await answer(request, response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else if (!response.destroyed) plain(response, 500, 'Internal error\n');
      if (!isClientGone(error)) console.error(error);
    }
  };

  async function answer(request, response) {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return plain(response, 405, 'Only GET and HEAD are answered here\n');
    }
    const path = pathOf(request.url ?? '/');
    if (path === undefined) return plain(response, 400, 'The address cannot be read\n');
    const file = await fileFor(path);
    if (file !== undefined) return send(request, response, file, 200, path);
    if (!path.endsWith('/') && (await fileFor(`${path}/`)) !== undefined) {
      const query = (request.url ?? '').split('?')[1];
      response.writeHead(308, { ...securityHeaders(), Location: encodeURI(`${path}/`) + (query === undefined ? '' : `?${query}`), 'Content-Length': 0 });
      return void response.end();
    }
    const notFound = await fileFor('/404.html');
    return notFound === undefined ? plain(response, 404, 'Not found\n') : send(request, response, notFound, 404, path);
  }

  /** The file that an address means, or undefined: never one outside the folder, never a hidden one. */
  async function fileFor(path) {
    const wanted = resolve(join(root, path.endsWith('/') ? `${path}index.html` : path));
    if (!wanted.startsWith(root + sep) || path.split('/').some((part) => part.startsWith('.'))) return undefined;
    try {
      const real = await realpath(wanted);
      if (!real.startsWith((await realpath(root)) + sep)) return undefined;
      return (await stat(real)).isFile() ? wanted : undefined;
    } catch {
      return undefined;
    }
  }

  async function send(request, response, file, status, path) {
    const { variant, encoding } = await bestVariant(file, request.headers['accept-encoding'] ?? '');
    const { size, mtimeMs } = await stat(variant);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}${encoding === undefined ? '' : `-${encoding}`}"`;
    const headers = {
      ...securityHeaders(type.startsWith('text/html') ? await hashesOf(file, mtimeMs) : [], containerHeaders(path, webContainers)),
      'Content-Type': type,
      'Cache-Control': status === 200 && path.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ETag: etag,
      Vary: 'Accept-Encoding',
    };
    if (status === 200 && matches(request.headers['if-none-match'], etag)) {
      response.writeHead(304, headers);
      return void response.end();
    }
    if (encoding !== undefined) headers['Content-Encoding'] = encoding;
    response.writeHead(status, { ...headers, 'Content-Length': size });
    if (request.method === 'HEAD') return void response.end();
    const source = createReadStream(variant);
    try {
      await pipeline(source, response);
    } finally {
      // A response that was gone before the pipeline began is refused there, and the source left open.
      source.destroy();
    }
  }

  async function hashesOf(file, mtimeMs) {
    const known = pages.get(file);
    if (known?.mtimeMs === mtimeMs) return known.hashes;
    const hashes = inlineScriptHashes(await readFile(file, 'utf8'));
    pages.set(file, { mtimeMs, hashes });
    return hashes;
  }
}

/** The decoded path of a request, or undefined when it is malformed. */
function pathOf(url) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0]);
    return path.startsWith('/') && !/[\0\\]/.test(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

async function bestVariant(file, accepted) {
  const names = new Set(
    accepted
      .split(',')
      .map((entry) =>
        entry
          .trim()
          .toLowerCase()
          .split(/\s*;\s*/),
      )
      .filter(([, ...parameters]) => !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)))
      .map(([name]) => name),
  );
  for (const { name, suffix } of ENCODINGS) {
    if (!names.has(name)) continue;
    const variant = file + suffix;
    if (await isFile(variant)) return { variant, encoding: name };
  }
  return { variant: file, encoding: undefined };
}

async function isFile(path) {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

function matches(ifNoneMatch, etag) {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((entry) => ['*', etag].includes(entry.trim().replace(/^W\//, '')));
}

function plain(response, status, text) {
  response.writeHead(status, { ...securityHeaders(), 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

const CLIENT_GONE = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE', 'ECONNRESET', 'EPIPE']);

function isClientGone(error) {
  return CLIENT_GONE.has(error?.code);
}
