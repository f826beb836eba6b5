import { toAscii } from './url-host.ts';
import { assertString } from './validate.ts';

/** What url.parse() returns: missing parts are null. */
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

type QueryParser = (text: string) => unknown;

const SLASHED = new Set(['http:', 'https:', 'ftp:', 'gopher:', 'file:', 'ws:', 'wss:']);
const HOSTLESS = new Set(['javascript:']);
/** Never in a host name or path as they are. */
const ESCAPED: Readonly<Record<string, string>> = {
  '\t': '%09',
  '\n': '%0A',
  '\r': '%0D',
  ' ': '%20',
  '"': '%22',
  "'": '%27',
  '<': '%3C',
  '>': '%3E',
  '\\': '%5C',
  '^': '%5E',
  '`': '%60',
  '{': '%7B',
  '|': '%7C',
  '}': '%7D',
};

/** Reads a URL the old way: it throws for next to nothing. */
export function parseLegacyUrl(text: string, parseQuery: QueryParser | undefined, slashesDenoteHost: boolean): Url {
  assertString(text, 'url');
  const url = new Url();
  let rest = text.trim();
  const cut = rest.search(/[?#]/);
  rest = cut < 0 ? rest.replaceAll('\\', '/') : rest.slice(0, cut).replaceAll('\\', '/') + rest.slice(cut);
  const protocol = /^[a-z0-9.+-]+:/i.exec(rest)?.[0];
  if (protocol !== undefined) {
    url.protocol = protocol.toLowerCase();
    rest = rest.slice(protocol.length);
  }
  const isHostless = url.protocol !== null && HOSTLESS.has(url.protocol);
  if (!isHostless && rest.startsWith('//') && (slashesDenoteHost || protocol !== undefined || /^\/\/[^@/]+@[^@/]+/.test(rest))) {
    url.slashes = true;
    rest = takeAuthority(url, rest.slice(2));
  } else if (!isHostless && url.protocol !== null && SLASHED.has(url.protocol)) rest = takeAuthority(url, rest);
  if (!isHostless) rest = rest.replace(/[\t\n\r "'<>\\^`{|}]/g, (char) => ESCAPED[char] ?? char);
  takePath(url, rest, parseQuery);
  url.href = formatLegacyUrl(url);
  return url;
}

function takeAuthority(url: Url, text: string): string {
  const hardEnd = text.search(/[/?#]/);
  const authority = hardEnd < 0 ? text : text.slice(0, hardEnd);
  const at = authority.lastIndexOf('@');
  if (at >= 0) url.auth = decodeURIComponent(authority.slice(0, at));
  const host = authority.slice(at + 1);
  const end = host.search(/[\t\n\r "%'<>;\\^`{|}]/);
  const name = end < 0 ? host : host.slice(0, end);
  const port = /:(\d*)$/.exec(name)?.[1];
  const hostname = port === undefined ? name : name.slice(0, -port.length - 1);
  url.port = port || null;
  url.hostname = hostname.startsWith('[') && hostname.endsWith(']') ? hostname.slice(1, -1).toLowerCase() : (toAscii(hostname) ?? hostname);
  url.host = (hostname.startsWith('[') ? hostname.toLowerCase() : url.hostname) + (url.port === null ? '' : `:${url.port}`);
  return (end < 0 ? '' : host.slice(end)) + (hardEnd < 0 ? '' : text.slice(hardEnd));
}

function takePath(url: Url, text: string, parseQuery: QueryParser | undefined): void {
  const hashAt = text.indexOf('#');
  if (hashAt >= 0) url.hash = text.slice(hashAt);
  const beforeHash = hashAt < 0 ? text : text.slice(0, hashAt);
  const queryAt = beforeHash.indexOf('?');
  if (queryAt >= 0) {
    url.search = beforeHash.slice(queryAt);
    url.query = parseQuery === undefined ? beforeHash.slice(queryAt + 1) : parseQuery(beforeHash.slice(queryAt + 1));
  } else if (parseQuery !== undefined) {
    url.search = null;
    url.query = parseQuery('');
  }
  const pathname = queryAt < 0 ? beforeHash : beforeHash.slice(0, queryAt);
  if (pathname !== '')
    url.pathname = pathname.startsWith('/') || !url.hostname || url.protocol === null || !SLASHED.has(url.protocol) ? pathname : `/${pathname}`;
  else if (url.hostname && url.protocol !== null && SLASHED.has(url.protocol)) url.pathname = '/';
  if (url.pathname !== null || url.search !== null) url.path = `${url.pathname ?? ''}${url.search ?? ''}`;
}

/** Anything with the fields of {@link Url}. */
export type UrlParts = { -readonly [Key in keyof Url]?: Url[Key] | number | undefined };

export function formatLegacyUrl(parts: UrlParts, stringifyQuery?: (query: object) => string): string {
  const { hostname, port, query } = parts;
  let protocol = String(parts.protocol ?? '');
  if (protocol !== '' && !protocol.endsWith(':')) protocol += ':';
  const auth = parts.auth ? `${encodeURIComponent(String(parts.auth)).replace(/%3A/i, ':')}@` : '';
  let host: string | undefined;
  if (parts.host) host = auth + String(parts.host);
  else if (hostname)
    host = auth + (String(hostname).includes(':') && !String(hostname).startsWith('[') ? `[${hostname}]` : String(hostname)) + (port ? `:${port}` : '');
  let search = parts.search ? String(parts.search) : '';
  if (search === '' && query !== null && typeof query === 'object' && stringifyQuery !== undefined) search = stringifyQuery(query);
  if (search !== '' && !search.startsWith('?')) search = `?${search}`;
  let hash = String(parts.hash ?? '');
  if (hash !== '' && !hash.startsWith('#')) hash = `#${hash}`;
  let pathname = String(parts.pathname ?? '').replace(/[?#]/g, encodeURIComponent);
  let start = '';
  if (parts.slashes || ((protocol === '' || SLASHED.has(protocol)) && host !== undefined)) {
    if (parts.slashes || host !== undefined) {
      if (pathname !== '' && !pathname.startsWith('/')) pathname = `/${pathname}`;
      start = '//';
    }
  }
  return `${protocol}${start}${host ?? ''}${pathname}${search.replaceAll('#', '%23')}${hash}`;
}
