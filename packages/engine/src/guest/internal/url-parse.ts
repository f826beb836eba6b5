import { CONTROL_SET, FRAGMENT_SET, PATH_SET, percentEncode, QUERY_SET, SPECIAL_QUERY_SET, USERINFO_SET } from './url-encode.ts';
import { parseHost } from './url-host.ts';
import { defaultPort, isSpecialScheme, type UrlRecord } from './url-record.ts';

/**
 * The URL standard's parser. Its states never look back, so the text can be taken apart in order instead:
 * scheme, then fragment and query from the end, then authority and path.
 * Returns undefined when the text is no URL.
 */
export function parseUrl(input: string, base?: UrlRecord): UrlRecord | undefined {
  const text = input.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '').replace(/[\t\n\r]/g, '');
  const scheme = /^[a-zA-Z][a-zA-Z\d+.-]*:/.exec(text)?.[0].toLowerCase();
  const [beforeFragment, fragment] = splitAt(scheme === undefined ? text : text.slice(scheme.length), '#');
  const [rest, query] = splitAt(beforeFragment, '?');
  if (scheme === undefined && base === undefined) return undefined;
  const url = scheme === undefined ? parseRelative(rest, query, base as UrlRecord, text) : parseAbsolute(scheme, rest, base);
  if (url === undefined) return undefined;
  if (query !== null) url.query = encodeQuery(query, url.scheme);
  url.fragment = fragment === null ? null : percentEncode(fragment, FRAGMENT_SET);
  return url;
}

export function encodeQuery(query: string, scheme: string): string {
  return percentEncode(query, isSpecialScheme(scheme) ? SPECIAL_QUERY_SET : QUERY_SET);
}

function splitAt(text: string, mark: string): [string, string | null] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

function emptyRecord(scheme: string): UrlRecord {
  return { scheme, username: '', password: '', host: null, port: null, path: [], query: null, fragment: null };
}

function parseAbsolute(scheme: string, rest: string, base: UrlRecord | undefined): UrlRecord | undefined {
  if (scheme === 'file:') return parseFile(rest, null, base?.scheme === 'file:' ? base : undefined);
  if (isSpecialScheme(scheme)) {
    if (base?.scheme === scheme && !rest.startsWith('//')) return parseAgainst(rest, null, base);
    return parseAuthority(emptyRecord(scheme), rest.replace(/^[/\\]+/, ''));
  }
  if (rest.startsWith('//')) return parseAuthority(emptyRecord(scheme), rest.slice(2));
  const url = emptyRecord(scheme);
  if (rest.startsWith('/')) appendPath(url, rest.slice(1));
  else url.path = percentEncode(rest, CONTROL_SET).replace(/ $/, '%20');
  return url;
}

function parseRelative(rest: string, query: string | null, base: UrlRecord, text: string): UrlRecord | undefined {
  if (typeof base.path === 'string') return text.startsWith('#') ? { ...base } : undefined;
  return base.scheme === 'file:' ? parseFile(rest, query, base) : parseAgainst(rest, query, base);
}

function parseAgainst(rest: string, query: string | null, base: UrlRecord): UrlRecord | undefined {
  const isSpecial = isSpecialScheme(base.scheme);
  const slash = isSpecial ? /^[/\\]/ : /^\//;
  const url: UrlRecord = { ...base, path: [...base.path], fragment: null };
  if (slash.test(rest)) {
    const after = rest.slice(1);
    if (slash.test(after)) return parseAuthority(emptyRecord(base.scheme), isSpecial ? after.replace(/^[/\\]+/, '') : after.slice(1));
    url.path = [];
    url.query = null;
    appendPath(url, after);
    return url;
  }
  if (rest === '') return query === null ? url : { ...url, query: null };
  url.query = null;
  shorten(url);
  appendPath(url, rest);
  return url;
}

/** @param text what follows the `//`. */
function parseAuthority(url: UrlRecord, text: string): UrlRecord | undefined {
  const end = text.search(isSpecialScheme(url.scheme) ? /[/\\]/ : /\//);
  const authority = end < 0 ? text : text.slice(0, end);
  const at = authority.lastIndexOf('@');
  if (at >= 0) {
    const [username, password] = splitAt(authority.slice(0, at), ':');
    url.username = percentEncode(username, USERINFO_SET);
    url.password = percentEncode(password ?? '', USERINFO_SET);
    if (at === authority.length - 1) return undefined;
  }
  if (!setHostAndPort(url, authority.slice(at + 1))) return undefined;
  startPath(url, end < 0 ? '' : text.slice(end));
  return url;
}

/** Takes `host` or `host:port`; returns false when it is neither. */
export function setHostAndPort(url: UrlRecord, text: string): boolean {
  const colon = text.indexOf(':', text.startsWith('[') ? text.indexOf(']') : 0);
  const hostText = colon < 0 ? text : text.slice(0, colon);
  const isSpecial = isSpecialScheme(url.scheme);
  if (hostText === '' && (isSpecial || colon >= 0)) return false;
  const host = hostText === '' ? '' : parseHost(hostText, isSpecial);
  if (host === undefined || (colon >= 0 && !setPort(url, text.slice(colon + 1)))) return false;
  url.host = host;
  return true;
}

export function setPort(url: UrlRecord, digits: string): boolean {
  if (!/^\d*$/.test(digits) || Number(digits) > 65_535) return false;
  url.port = digits === '' || Number(digits) === defaultPort(url.scheme) ? null : Number(digits);
  return true;
}

/** The path after an authority: special URLs have always one. */
export function startPath(url: UrlRecord, text: string): void {
  const isSpecial = isSpecialScheme(url.scheme);
  if (text === '' && !isSpecial) return;
  appendPath(url, (isSpecial ? /^[/\\]/ : /^\//).test(text) ? text.slice(1) : text);
}

const SINGLE_DOT = /^(?:\.|%2e)$/i;
const DOUBLE_DOT = /^(?:\.|%2e){2}$/i;
const DRIVE = /^[a-zA-Z][:|]$/;

function appendPath(url: UrlRecord, text: string): void {
  const path = url.path as string[];
  const segments = text.split(isSpecialScheme(url.scheme) ? /[/\\]/ : /\//);
  for (const [at, segment] of segments.entries()) {
    const isLast = at === segments.length - 1;
    if (DOUBLE_DOT.test(segment)) {
      shorten(url);
      if (isLast) path.push('');
    } else if (SINGLE_DOT.test(segment)) {
      if (isLast) path.push('');
    } else if (url.scheme === 'file:' && path.length === 0 && DRIVE.test(segment)) path.push(`${segment[0]}:`);
    else path.push(percentEncode(segment, PATH_SET));
  }
}

function shorten(url: UrlRecord): void {
  const path = url.path as string[];
  if (url.scheme === 'file:' && path.length === 1 && /^[a-zA-Z]:$/.test(path[0] as string)) return;
  path.pop();
}

function startsWithDrive(text: string): boolean {
  return /^[a-zA-Z][:|](?:[/\\]|$)/.test(text);
}

function parseFile(rest: string, query: string | null, base: UrlRecord | undefined): UrlRecord | undefined {
  const url: UrlRecord = { ...emptyRecord('file:'), host: '' };
  if (/^[/\\]{2}/.test(rest)) {
    const text = rest.slice(2);
    const end = text.search(/[/\\]/);
    const hostText = end < 0 ? text : text.slice(0, end);
    if (DRIVE.test(hostText)) {
      appendPath(url, text);
      return url;
    }
    const host = hostText === '' ? '' : parseHost(hostText, true);
    if (host === undefined) return undefined;
    url.host = host === 'localhost' ? '' : host;
    startPath(url, end < 0 ? '' : text.slice(end));
    return url;
  }
  if (/^[/\\]/.test(rest)) {
    if (base !== undefined) {
      url.host = base.host;
      const [drive] = base.path;
      if (!startsWithDrive(rest.slice(1)) && drive !== undefined && /^[a-zA-Z]:$/.test(drive)) (url.path as string[]).push(drive);
    }
    appendPath(url, rest.slice(1));
    return url;
  }
  if (base === undefined) {
    startPath(url, rest);
    return url;
  }
  Object.assign(url, { host: base.host, path: [...base.path] });
  if (rest === '') return query === null ? { ...url, query: base.query } : url;
  if (startsWithDrive(rest)) url.path = [];
  else shorten(url);
  appendPath(url, rest);
  return url;
}
