import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { byteRange } from './byte-range.mjs';
import { ContentTags } from './content-tags.mjs';
import { ASK_FIRST, cacheControlOf, contentTypeOf } from './file-headers.mjs';
import { containerHeaders, inlineScriptHashes, isolation, securityHeaders } from './page-policy.mjs';
import { readSiteSettings } from './site-settings.mjs';

/** What compress.mjs writes beside a file, best first. */
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
];

/**
 * A request handler for a folder of built files: `(request, response) => Promise<void>`.
 * It answers every request, also the bad ones, and never rejects.
 * @param options `base`: the path that the folder is served under ('/training/'). `isolated`: all answers are cut off from
 * windows and resources of other origins, which shared memory needs; else those are that WebContainers need.
 * `webContainers`: as the site was built with, unless told otherwise.
 */
export function serveFolder(folder, { base = '/', isolated = false, webContainers = readSiteSettings(folder).webContainers } = {}) {
  const root = resolve(folder);
  const pages = new Map();
  const tags = new ContentTags();
  const policy = (path = '', hashes = []) => securityHeaders(hashes, isolated ? isolation() : containerHeaders(`/${path}`, webContainers));

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
    const address = pathOf(request.url ?? '/');
    if (address === undefined) return plain(response, 400, 'The address cannot be read\n');
    if (`${address}/` === base) return redirect(request, response, base);
    if (!address.startsWith(base)) return plain(response, 404, `Nothing is here. The site begins at ${base}\n`);
    const path = address.slice(base.length);
    const file = await fileFor(path);
    if (file !== undefined) return send(request, response, file, 200, path);
    if (path !== '' && !path.endsWith('/') && (await fileFor(`${path}/`)) !== undefined) return redirect(request, response, `${base}${path}/`);
    const notFound = await fileFor('404.html');
    return notFound === undefined ? plain(response, 404, 'Not found\n') : send(request, response, notFound, 404, path);
  }

  function redirect(request, response, path) {
    const query = (request.url ?? '').split('?')[1];
    // Two slashes in front would name another host.
    const location = encodeURI(path).replace(/^\/+/, '/') + (query === undefined ? '' : `?${query}`);
    response.writeHead(308, { ...policy(), Location: location, 'Content-Length': 0 });
    response.end();
  }

  /** The file that a path below the base means, or undefined: never one outside the folder, never a hidden one. */
  async function fileFor(path) {
    const wanted = resolve(join(root, path === '' || path.endsWith('/') ? `${path}index.html` : path));
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
    const found = await stat(variant);
    const etag = await tags.of(variant, found);
    const type = contentTypeOf(file);
    const headers = {
      ...policy(path, type.startsWith('text/html') ? await hashesOf(file) : []),
      'Content-Type': type,
      'Cache-Control': cacheControlOf(path, status),
      ETag: etag,
      Vary: 'Accept-Encoding',
      'Accept-Ranges': 'bytes',
    };
    if (status === 200 && matches(request.headers['if-none-match'], etag)) {
      response.writeHead(304, headers);
      return void response.end();
    }
    if (encoding !== undefined) headers['Content-Encoding'] = encoding;
    const range = status === 200 ? rangeOf(request, found.size, etag) : 'none';
    if (range === 'beyond') {
      response.writeHead(416, { ...policy(), 'Cache-Control': ASK_FIRST, 'Content-Range': `bytes */${found.size}`, 'Content-Length': 0 });
      return void response.end();
    }
    if (range === 'none') response.writeHead(status, { ...headers, 'Content-Length': found.size });
    else {
      const { start, end } = range;
      response.writeHead(206, { ...headers, 'Content-Range': `bytes ${start}-${end}/${found.size}`, 'Content-Length': end - start + 1 });
    }
    if (request.method === 'HEAD') return void response.end();
    const source = createReadStream(variant, range === 'none' ? {} : range);
    try {
      await pipeline(source, response);
    } finally {
      // A response that was gone before the pipeline began is refused there, and the source left open.
      source.destroy();
    }
  }

  async function hashesOf(file) {
    const { mtimeMs } = await stat(file);
    const known = pages.get(file);
    if (known?.mtimeMs === mtimeMs) return known.hashes;
    const hashes = inlineScriptHashes(await readFile(file, 'utf8'));
    pages.set(file, { mtimeMs, hashes });
    return hashes;
  }

  function plain(response, status, text) {
    response.writeHead(status, { ...policy(), 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(text) });
    response.end(text);
  }
}
/** A range counts only of the file that the client has the rest of. */
function rangeOf(request, size, etag) {
  const ifRange = request.headers['if-range'];
  if (request.method !== 'GET' || (ifRange !== undefined && ifRange !== etag)) return 'none';
  return byteRange(request.headers.range, size);
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

const CLIENT_GONE = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE', 'ECONNRESET', 'EPIPE']);

function isClientGone(error) {
  return CLIENT_GONE.has(error?.code);
}
