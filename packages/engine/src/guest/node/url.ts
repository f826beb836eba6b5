import { codedError } from '../internal/errors.ts';

/** Reads a URL the old way: anything goes, missing parts are null. */
export class Url {
  protocol: string | null = null;
  slashes: boolean | null = null;
  auth: string | null = null;
  host: string | null = null;
  port: string | null = null;
  hostname: string | null = null;
  hash: string | null = null;
  search: string | null = null;
  query: unknown = null;
  pathname: string | null = null;
  path: string | null = null;
  href = '';
}

const PARTS = /^(?:([a-z][a-z0-9+.-]*:))?(?:(\/\/)(?:([^/?#@]*)@)?([^/?#:]*)(?::(\d*))?)?([^?#]*)(\?[^#]*)?(#.*)?$/i;

export function parse(text: string, parseQuery = false): Url {
  const url = new Url();
  const match = PARTS.exec(text.trim());
  if (match === null) return Object.assign(url, { pathname: text, path: text, href: text });
  const [, protocol, slashes, auth, hostname, port, pathname, search, hash] = match;
  url.protocol = protocol?.toLowerCase() ?? null;
  url.slashes = slashes !== undefined ? true : null;
  url.auth = auth !== undefined ? decodeURIComponent(auth) : null;
  url.hostname = hostname?.toLowerCase() ?? null;
  url.port = port || null;
  url.host = hostname === undefined ? null : url.hostname + (port ? `:${port}` : '');
  url.pathname = pathname || (slashes ? '/' : null);
  url.search = search ?? (parseQuery ? '' : null);
  url.hash = hash ?? null;
  url.query = parseQuery ? Object.fromEntries(new URLSearchParams(search ?? '')) : (search?.slice(1) ?? null);
  url.path = url.pathname === null && url.search === null ? null : `${url.pathname ?? ''}${url.search ?? ''}`;
  url.href = format(url);
  return url;
}

export function format(url: any): string {
  if (typeof url === 'string') return format(parse(url));
  if (url instanceof URL) return url.href;
  const host = url.host ?? (url.hostname ? url.hostname + (url.port ? `:${url.port}` : '') : '');
  const query = url.search ?? (url.query && typeof url.query === 'object' ? `?${new URLSearchParams(url.query)}` : '');
  const slashes = url.slashes || (url.protocol && host) ? '//' : '';
  const protocol = url.protocol ? (url.protocol.endsWith(':') ? url.protocol : `${url.protocol}:`) : '';
  return `${protocol}${slashes}${url.auth ? `${encodeURIComponent(url.auth)}@` : ''}${host}${url.pathname ?? ''}${query}${url.hash ?? ''}`;
}

const resolve = (from: string, to: string) => {
  const base = new URL(from, 'resolve://');
  const resolved = new URL(to, base);
  return resolved.protocol === 'resolve:' ? resolved.pathname + resolved.search + resolved.hash : resolved.href;
};

export function fileURLToPath(url: string | URL): string {
  const { protocol, pathname } = new URL(url);
  if (protocol !== 'file:') throw codedError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  return decodeURIComponent(pathname);
}

const pathToFileURL = (path: string) => new URL(`file://${path.split('/').map(encodeURIComponent).join('/')}`);
const urlToHttpOptions = (url: URL) => ({ protocol: url.protocol, hostname: url.hostname, port: url.port, path: url.pathname + url.search, href: url.href });
const domainTo = (domain: string) => domain.toLowerCase();

export default { URL, URLSearchParams, Url, parse, format, resolve, fileURLToPath, pathToFileURL, urlToHttpOptions, domainToASCII: domainTo, domainToUnicode: domainTo };
