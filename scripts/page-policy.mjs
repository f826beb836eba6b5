import { createHash } from 'node:crypto';

/**
 * The content security policy. Scripts come from this server only; the few that Astro and
 * Starlight write into a page are allowed by their hash, page by page.
 * 'wasm-unsafe-eval' lets the engine and the search index compile WebAssembly, nothing else.
 */
const POLICY = {
  'default-src': ["'none'"],
  'style-src': ["'self'", "'unsafe-inline'"], // the editor sets styles on elements
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'", 'data:'], // Monaco's icon font lies in its stylesheet
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

const INLINE_SCRIPT = /<script(?<attributes>[^>]*)>(?<code>[\s\S]*?)<\/script>/gi;
const RUNS = /^(?:module|text\/javascript|application\/javascript|importmap)?$/i;

/** Hashes of the scripts written into a page, as the policy spells them. */
export function inlineScriptHashes(html) {
  const hashes = new Set();
  for (const { groups } of html.matchAll(INLINE_SCRIPT)) {
    if (/\ssrc\s*=/i.test(groups.attributes)) continue;
    const type = /\stype\s*=\s*["']?(?<type>[^"'\s>]*)/i.exec(groups.attributes)?.groups.type ?? '';
    if (!RUNS.test(type)) continue; // JSON and the like never run
    hashes.add(`'sha256-${createHash('sha256').update(groups.code).digest('base64')}'`);
  }
  return [...hashes];
}

/**
 * What answers need besides where pages are isolated from other origins: for WebContainers, and for shared memory. It goes
 * on every answer, or Monaco loses its workers. @param frameOrigin whose frame pages may hold and whose server they may ask.
 */
export function isolation(frameOrigin) {
  const directives = frameOrigin === undefined ? {} : { 'connect-src': ["'self'", frameOrigin], 'frame-src': [frameOrigin] };
  return { headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' }, directives };
}

/** Pages on which WebContainers may run: those with a lab, and the one that probes them. */
const RUNS_LABS = /^\/(?:[a-z-]+\/)?(?:lessons|probe)\//;
/** Scripts, those of workers among them: a page that is isolated can only start workers that are. */
const SCRIPTS = /^\/_astro\/.*\.js$/;

/**
 * What a response to this path needs besides, so that WebContainers can run: the page is isolated (COEP, with the COOP
 * that every page has), and may hold the runtime's frame. Nothing where the site's setting is 'off'.
 */
export function containerHeaders(path, { offer, origin }) {
  if (offer === 'off') return undefined;
  const coep = { 'Cross-Origin-Embedder-Policy': 'require-corp' };
  if (RUNS_LABS.test(path)) return { headers: coep, directives: { 'frame-src': [origin], 'connect-src': ["'self'", origin] } };
  return SCRIPTS.test(path) ? { headers: coep, directives: {} } : undefined;
}

/**
 * Headers of every response. Workers get the policy from their own script's response, so it goes everywhere.
 * @param more headers besides, and directives in place of those of the policy.
 */
export function securityHeaders(scriptHashes = [], { headers = {}, directives: more = {} } = {}) {
  const directives = { ...POLICY, 'script-src': ["'self'", "'wasm-unsafe-eval'", ...scriptHashes], ...more };
  return {
    ...headers,
    'Content-Security-Policy': Object.entries(directives)
      .map(([name, values]) => `${name} ${values.join(' ')}`)
      .join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
