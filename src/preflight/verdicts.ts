/** What the page found out by asking its server and its browser. Nothing here judges. */
export interface Observed {
  readonly secure: boolean;
  readonly isolated: boolean;
  /** Of the page itself, by lower-case name. */
  readonly page: Reply;
  /** A style sheet with a hash in its name. */
  readonly hashed: Reply;
  readonly wasm: Reply;
  /** The course plan's address without its slash, followed. */
  readonly folder: Reply;
  /** An address at which nothing is. */
  readonly nothing: Reply;
  /** The build that the server names now, and the one this page belongs to. */
  readonly builds: { readonly served: string; readonly page: string };
  /** An error's text, or undefined where it works. */
  readonly compile: string | undefined;
  readonly worker: string | undefined;
  readonly storage: string | undefined;
  readonly serviceWorker: string | undefined;
  /** What labs use of the browser, and whether it is there. */
  readonly features: Readonly<Record<string, boolean>>;
  /** MB that this site may store, where the browser says so. */
  readonly quotaMb: number | undefined;
}

export interface Reply {
  readonly status: number;
  /** Where it ended after redirects: a path. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const CHECK_IDS = [
  ...(['version', 'redirect', 'notFound', 'types', 'policy', 'headers', 'hashed', 'pages', 'compression', 'secure', 'isolation'] as const),
  ...(['features', 'compile', 'worker', 'storage', 'offline'] as const),
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** `fail` stops labs or pages, `warn` costs speed, safety or comfort, `note` only says how it is. */
export interface Finding {
  readonly status: 'pass' | 'warn' | 'fail' | 'note';
  /** What was seen: headers, numbers, errors; not translated. */
  readonly seen: string;
}

const ok = (seen: string): Finding => ({ status: 'pass', seen });
const unless = (good: boolean, otherwise: 'warn' | 'fail', seen: string): Finding => (good ? ok(seen) : { status: otherwise, seen });
const named = (reply: Reply, name: string) => reply.headers[name] ?? '';
const shown = (reply: Reply, name: string) => `${name}: ${named(reply, name) || '-'}`;
const works = (error: string | undefined, otherwise: 'warn' | 'fail', fine: string): Finding =>
  error === undefined ? ok(fine) : { status: otherwise, seen: error };

const PROTECTION = ['x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy'];

/** A policy that keeps pages to their own server and still lets the engine compile. */
function checkPolicy({ page }: Observed): Finding {
  const policy = named(page, 'content-security-policy');
  if (policy === '') return { status: 'warn', seen: 'content-security-policy: -' };
  const lacks = ["default-src 'none'", "'wasm-unsafe-eval'", "connect-src 'self'"].filter((part) => !policy.includes(part));
  return unless(lacks.length === 0, 'warn', lacks.length === 0 ? `${policy.slice(0, 60)}…` : `- ${lacks.join(', - ')}`);
}

function checkCompression({ hashed }: Observed): Finding {
  const encoding = named(hashed, 'content-encoding');
  return unless(/^(?:br|gzip|zstd)$/.test(encoding), 'warn', shown(hashed, 'content-encoding'));
}

function checkFeatures({ features }: Observed): Finding {
  const missing = Object.keys(features).filter((name) => !features[name]);
  return missing.length === 0 ? ok(Object.keys(features).join(', ')) : { status: 'fail', seen: missing.map((name) => `${name}: -`).join(', ') };
}

/** Judges everything that was observed. */
export function judge(observed: Observed): Readonly<Record<CheckId, Finding>> {
  const { page, hashed, wasm, folder, nothing, builds } = observed;
  const absent = PROTECTION.filter((name) => named(page, name) === '');
  const keeps = named(hashed, 'cache-control');
  const asks = named(page, 'cache-control');
  return {
    version: unless(builds.served === builds.page, 'fail', builds.served === builds.page ? builds.page : `${builds.page} ≠ ${builds.served || '-'}`),
    redirect: unless(folder.path.endsWith('/course/'), 'fail', `${folder.status} ${folder.path}`),
    notFound: unless(nothing.status === 404, 'warn', String(nothing.status)),
    types: unless(named(wasm, 'content-type') === 'application/wasm', 'warn', `.wasm ${shown(wasm, 'content-type')}`),
    policy: checkPolicy(observed),
    headers: unless(absent.length === 0, 'warn', absent.length === 0 ? PROTECTION.join(', ') : absent.map((name) => `${name}: -`).join(', ')),
    hashed: unless(/immutable/.test(keeps) && /max-age=\d{7,}/.test(keeps), 'warn', shown(hashed, 'cache-control')),
    pages: unless(/no-cache|no-store|max-age=0\b/.test(asks), 'warn', shown(page, 'cache-control')),
    compression: checkCompression(observed),
    secure: unless(observed.secure, 'warn', observed.secure ? 'isSecureContext' : 'http:'),
    isolation: observed.isolated ? ok('crossOriginIsolated') : { status: 'note', seen: shown(page, 'cross-origin-embedder-policy') },
    features: checkFeatures(observed),
    compile: works(observed.compile, 'fail', 'WebAssembly'),
    worker: works(observed.worker, 'fail', 'Worker, WebAssembly'),
    storage: works(observed.storage, 'warn', observed.quotaMb === undefined ? 'IndexedDB' : `IndexedDB, ${observed.quotaMb} MB`),
    offline: works(observed.serviceWorker, 'warn', 'ServiceWorker'),
  };
}
