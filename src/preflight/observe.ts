import type { Observed, Reply } from './verdicts.ts';

/** Gives its parameter back; the answer is 42 when it ran. Small enough to be written down, so it is no file of its own. */
const PROGRAM = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 114, 117, 110, 0, 0, 10, 6, 1, 4, 0, 65, 42, 11]);
const WORKER_MS = 10_000;
const REGISTRATION_TRIES = 20;
const REGISTRATION_MS = 250;

/** A file from the server, not from the browser's caches: the service worker lets these addresses through. */
async function ask(url: string | URL): Promise<Reply> {
  const address = new URL(url, document.baseURI);
  address.searchParams.set('preflight', '');
  const response = await fetch(address, { cache: 'no-store' });
  await response.arrayBuffer();
  return { status: response.status, path: new URL(response.url).pathname, headers: Object.fromEntries(response.headers) };
}

async function errorOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

async function compile(): Promise<void> {
  const { instance } = await WebAssembly.instantiate(PROGRAM);
  const { run } = instance.exports as { run: () => number };
  if (run() !== 42) throw new Error('WebAssembly runs, and computes wrongly');
}

function startWorker(): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./probe-worker.ts', import.meta.url), { type: 'module', name: 'preflight' });
    const timer = setTimeout(() => end(() => reject(new Error('no answer from the worker'))), WORKER_MS);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      worker.terminate();
      settle();
    };
    worker.addEventListener('message', ({ data }: MessageEvent<string>) => end(() => (data === 'ready' ? resolve() : reject(new Error(data)))));
    worker.addEventListener('error', (event) => end(() => reject(new Error(event.message || 'the worker was not loaded'))));
    worker.postMessage(PROGRAM);
  });
}

function store(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('unhandled-preflight', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('probe');
    opening.onerror = () => reject(opening.error ?? new Error('IndexedDB does not open'));
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('probe', 'readwrite');
      transaction.objectStore('probe').put(PROGRAM, 'program');
      transaction.oncomplete = () => {
        opening.result.close();
        indexedDB.deleteDatabase('unhandled-preflight');
        resolve();
      };
      transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB does not write'));
    };
  });
}

async function findServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) throw new Error('no navigator.serviceWorker');
  // The page's header asks for it while this runs.
  for (let tries = 0; tries < REGISTRATION_TRIES; tries++) {
    if ((await navigator.serviceWorker.getRegistration(document.baseURI)) !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, REGISTRATION_MS));
  }
  throw new Error('not registered');
}

function listFeatures(): Readonly<Record<string, boolean>> {
  return {
    WebAssembly: typeof WebAssembly === 'object',
    Worker: typeof Worker === 'function',
    indexedDB: typeof indexedDB === 'object',
    CompressionStream: typeof CompressionStream === 'function',
    dialog: typeof HTMLDialogElement === 'function',
    ':has()': CSS.supports('selector(:has(a))'),
  };
}

/** Asks server and browser everything the page judges. @param root the site's root. @param wasmUrl of any .wasm file. */
export async function observe(root: string, wasmUrl: string, build: string): Promise<Observed> {
  const style = document.querySelector<HTMLLinkElement>('link[rel=stylesheet][href*="_astro/"]');
  const [page, hashed, wasm, folder, nothing, served] = await Promise.all([
    ask(location.pathname),
    ask(style?.href ?? root),
    ask(wasmUrl),
    ask(new URL('course', root)),
    ask(new URL('preflight/nothing-is-here', root)),
    fetch(new URL('version.json?preflight', root), { cache: 'no-store' }).then(
      async (response) => ((await response.json()) as { build?: string }).build ?? '',
      () => '',
    ),
  ]);
  const { quota } = (await navigator.storage?.estimate().catch(() => undefined)) ?? {};
  return {
    secure: isSecureContext,
    isolated: crossOriginIsolated,
    page,
    hashed,
    wasm,
    folder,
    nothing,
    builds: { served, page: build },
    compile: await errorOf(compile),
    worker: await errorOf(startWorker),
    storage: await errorOf(store),
    serviceWorker: await errorOf(findServiceWorker),
    features: listFeatures(),
    quotaMb: quota === undefined ? undefined : Math.round(quota / 1e6),
  };
}
