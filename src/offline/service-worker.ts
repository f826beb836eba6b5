// Keeps the site in the browser: after one visit every page opens without a network, after Start lab every lab does.
// scripts/build-offline.ts bundles it into /service-worker.js and writes the lists of this version's files into it.

/** Of this build: a hash over all its files. */
declare const VERSION: string;
/** What every page needs, and all pages. */
declare const PAGES: readonly string[];
/** What labs need besides: kept when one of them asks for it. */
declare const LABS: readonly string[];
/** The small ones among them, which are kept as soon as any lab was started. */
declare const AHEAD: readonly string[];
/** What only some labs need, and is large: kept once it was fetched. */
declare const ON_USE: readonly string[];

interface LastingEvent {
  waitUntil(work: Promise<unknown>): void;
}

/** A service worker's globals, as far as they are used here: the page's types are the ones around. */
interface ServiceWorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(type: 'message', listener: (event: LastingEvent & { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'fetch',
    listener: (event: LastingEvent & { readonly request: Request; respondWith(response: Promise<Response>): void }) => void,
  ): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
}

const worker = self as unknown as ServiceWorkerScope;

/** Where the site lies: paths in the lists above begin there, with a slash. */
const SCOPE = new URL('.', worker.location.href).pathname;
/** Caches belong to the whole origin, which may hold this site twice: the colon ends the scope, so that no name begins with another's. */
const PREFIX = `unhandled:${SCOPE}:`;
const CACHE = PREFIX + VERSION;
/** What caches were called when the site could lie at the root only. */
const OLD_NAME = /^unhandled-[0-9a-f]{16}$/;
/** Names with a hash of the content in them: the same name is the same file in every version. */
const HASHED = '/_astro/';
/** Fetched at once at most, so that what the reader waits for comes through. */
const AT_ONCE = 4;
/** What labs asked for is kept when nothing was asked for in this time, ms: a copy on the way through would hold up who waits for it. */
const QUIET_MS = 1000;

worker.addEventListener('install', (event) => event.waitUntil(keep(PAGES)));

worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));

worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(worker.skipWaiting());
  if (event.data === 'keep-labs') event.waitUntil(keep(AHEAD));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin || !url.pathname.startsWith(SCOPE)) return;
  // The preflight page wants to know what the server says, not what was kept of it.
  if (url.searchParams.has('preflight')) return;
  const path = `/${url.pathname.slice(SCOPE.length)}`;
  lastAskedMs = performance.now();
  event.respondWith(answer(request, path));
  if (!LAB_FILES.has(path)) return;
  asked.add(path);
  event.waitUntil((keeping ??= keepWhenQuiet()));
});

const LAB_FILES = new Set([...LABS, ...ON_USE]);
/** What labs asked for since it was last quiet. */
const asked = new Set<string>();
let lastAskedMs = 0;
let keeping: Promise<void> | undefined;

/** Mostly from the browser's own copy of a moment ago. Without a network there is nothing to keep, and who asked was told. */
async function keepWhenQuiet(): Promise<void> {
  while (performance.now() - lastAskedMs < QUIET_MS) await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  const paths = [...asked];
  asked.clear();
  keeping = undefined;
  if (navigator.onLine) await keep(paths);
}

/** The address of a path of the lists. */
function address(path: string): string {
  return SCOPE + path.slice(1);
}

/**
 * Pages come from this version alone. A file with a hash in its name may come from the one before, too: a tab that
 * was opened then goes on with what it was made of.
 */
async function answer(request: Request, path: string): Promise<Response> {
  const own = await caches.open(CACHE);
  const kept = path.startsWith(HASHED) ? await caches.match(address(path)) : await own.match(address(path));
  if (kept !== undefined) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (request.mode !== 'navigate') throw error;
    // A page's links count from its folder, so the slash must be in the address bar, too.
    if (!path.endsWith('/') && (await own.match(address(`${path}/`))) !== undefined) return Response.redirect(address(`${path}/`));
    return (await own.match(address('/404.html'))) ?? Promise.reject(error);
  }
}

/** Puts files into this version's cache; those of the version before are taken over where their names say that they are the same. */
async function keep(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const left = [...paths];
  const work = async () => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      if ((await cache.match(address(path))) !== undefined) continue;
      const known = path.startsWith(HASHED) ? await caches.match(address(path)) : undefined;
      // Where the name says what is in it, the browser's own copy will do.
      const response = known ?? (await fetch(address(path), { cache: path.startsWith(HASHED) ? 'default' : 'no-cache' }));
      if (!response.ok) throw new Error(`${address(path)} answered ${response.status}`);
      await cache.put(address(path), response);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** The version before stays for tabs that still show it; older ones go. */
async function takeOver(): Promise<void> {
  const names = await caches.keys();
  const versions = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  const old = SCOPE === '/' ? names.filter((name) => OLD_NAME.test(name)) : [];
  await Promise.all([...versions.slice(0, -1), ...old].map((name) => caches.delete(name)));
  await worker.clients.claim();
}
