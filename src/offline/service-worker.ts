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
  addEventListener(type: 'fetch', listener: (event: { readonly request: Request; respondWith(response: Promise<Response>): void }) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
}

const worker = self as unknown as ServiceWorkerScope;

const PREFIX = 'unhandled-';
const CACHE = PREFIX + VERSION;
/** Names with a hash of the content in them: the same name is the same file in every version. */
const HASHED = '/_astro/';
/** Fetched at once at most, so that what the reader waits for comes through. */
const AT_ONCE = 4;

worker.addEventListener('install', (event) => event.waitUntil(keep(PAGES)));

worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));

worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(worker.skipWaiting());
  if (event.data === 'keep-labs') event.waitUntil(keep(AHEAD));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method === 'GET' && url.origin === worker.location.origin) event.respondWith(answer(request, url));
});

/**
 * Pages come from this version alone. A file with a hash in its name may come from the one before, too: a tab that
 * was opened then goes on with what it was made of.
 */
async function answer(request: Request, { pathname }: URL): Promise<Response> {
  const own = await caches.open(CACHE);
  const kept = pathname.startsWith(HASHED) ? await caches.match(pathname) : await own.match(pathname);
  if (kept !== undefined) return kept;
  try {
    const response = await fetch(request);
    if (response.ok && (LABS.includes(pathname) || ON_USE.includes(pathname))) await own.put(pathname, response.clone());
    return response;
  } catch (error) {
    if (request.mode === 'navigate') return (await own.match(withSlash(pathname))) ?? (await own.match('/404.html')) ?? Promise.reject(error);
    throw error;
  }
}

function withSlash(pathname: string): string {
  return pathname.endsWith('/') ? pathname : `${pathname}/`;
}

/** Puts files into this version's cache; those of the version before are taken over where their names say that they are the same. */
async function keep(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const left = [...paths];
  const work = async () => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      if ((await cache.match(path)) !== undefined) continue;
      const known = path.startsWith(HASHED) ? await caches.match(path) : undefined;
      const response = known ?? (await fetch(path, { cache: 'no-cache' }));
      if (!response.ok) throw new Error(`${path} answered ${response.status}`);
      await cache.put(path, response);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** The version before stays for tabs that still show it; older ones go. */
async function takeOver(): Promise<void> {
  const versions = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(versions.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}
