// What an answer says of the file in it. Our own server and the configurations for others (scripts/hosting) read this.
import { extname } from 'node:path';

/** By extension. Browsers insist on those of scripts and styles, and stream WebAssembly only under its own. */
export const CONTENT_TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.data': 'application/octet-stream',
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

export const OTHER_TYPE = 'application/octet-stream';

/** Astro puts a hash of the content into the names in this folder: they can be kept for ever. */
export const HASHED_FOLDER = '_astro/';
export const KEEP_FOR_EVER = 'public, max-age=31536000, immutable';
/** Kept, and asked about each time: an answer of 304 costs no body. */
export const ASK_FIRST = 'no-cache';

export function contentTypeOf(file) {
  return CONTENT_TYPES[extname(file)] ?? OTHER_TYPE;
}

/** @param path below the site's root, without a slash in front. */
export function cacheControlOf(path, status) {
  return status < 400 && path.startsWith(HASHED_FOLDER) ? KEEP_FOR_EVER : ASK_FIRST;
}
