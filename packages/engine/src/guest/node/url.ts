import querystring from './querystring.ts';
import { codedError, invalidArgType } from '../internal/errors.ts';
import { URL } from '../internal/url.ts';
import { fromPunycode } from '../internal/url-punycode.ts';
import { parseHost, toAscii } from '../internal/url-host.ts';
import { formatLegacyUrl, parseLegacyUrl, Url, type UrlParts } from '../internal/url-legacy.ts';
import { URLSearchParams } from '../internal/url-search-params.ts';
import { assertString } from '../internal/validate.ts';
import path from './path.ts';

export { URL, URLSearchParams, Url };

export function parse(url: string, parseQuery = false, slashesDenoteHost = false): Url {
  if ((url as unknown) instanceof Url) return url as unknown as Url;
  return parseLegacyUrl(url, parseQuery ? querystring.parse : undefined, slashesDenoteHost);
}

export function format(url: URL | UrlParts | string, options: { auth?: boolean; fragment?: boolean; search?: boolean } = {}): string {
  if (typeof url === 'string') return parse(url).href;
  if (typeof url !== 'object' || url === null) throw invalidArgType('urlObject', 'one of type object or string', url);
  if (!(url instanceof URL)) return formatLegacyUrl(url, (query) => querystring.stringify(query));
  const copy = new URL(url.href);
  if (options.auth === false) Object.assign(copy, { username: '', password: '' });
  if (options.search === false) copy.search = '';
  if (options.fragment === false) copy.hash = '';
  return copy.href;
}

/** Resolves as a browser resolves a link. */
export function resolve(from: string, to: string): string {
  const base = new URL(from, 'resolve://');
  const resolved = new URL(to, base);
  return resolved.protocol === 'resolve:' ? resolved.pathname + resolved.search + resolved.hash : resolved.href;
}

export function fileURLToPath(input: string | URL): string {
  if (typeof input !== 'string' && !(input instanceof URL)) throw invalidArgType('path', 'of type string or an instance of URL', input);
  const url = new URL(input);
  if (url.protocol !== 'file:') throw codedError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  if (url.hostname !== '') throw codedError(TypeError, 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux');
  if (/%2f/i.test(url.pathname)) throw codedError(TypeError, 'ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
  return decodeURIComponent(url.pathname);
}

export function pathToFileURL(file: string): URL {
  assertString(file, 'path');
  const absolute = path.resolve(file) + (file.endsWith('/') && !file.endsWith('//') && path.resolve(file) !== '/' ? '/' : '');
  const encoded = absolute.replace(/[%\\\n\r\t?#]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return new URL(`file://${encoded}`);
}

/** What http.request() wants of a URL. */
export function urlToHttpOptions(url: URL): object {
  const { hostname, pathname, port, username, password, search, protocol, hash, href } = url;
  const options: Record<string, unknown> = {
    __proto__: null,
    ...url,
    protocol,
    hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    hash,
    search,
    pathname,
    path: `${pathname}${search}`,
    href,
  };
  if (port !== '') options['port'] = Number(port);
  if (username !== '' || password !== '') options['auth'] = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

export function domainToASCII(domain: string): string {
  return parseHost(toAscii(domain) ?? '', true) ?? '';
}

export function domainToUnicode(domain: string): string {
  return domainToASCII(domain)
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (fromPunycode(label.slice(4)) ?? label) : label))
    .join('.');
}

export default {
  Url,
  parse,
  resolve,
  resolveObject: (from: string, to: string) => parse(resolve(from, to)),
  format,
  URL,
  URLSearchParams,
  domainToASCII,
  domainToUnicode,
  pathToFileURL,
  fileURLToPath,
  urlToHttpOptions,
};
