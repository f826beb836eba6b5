/** A parsed URL, in the words of the URL standard. */
export interface UrlRecord {
  scheme: string;
  username: string;
  password: string;
  /** As written in the URL; null when there is none. */
  host: string | null;
  /** Null when it is the scheme's own. */
  port: number | null;
  /** Segments, or one opaque text (`mailto:x`). */
  path: string[] | string;
  query: string | null;
  fragment: string | null;
}

/** Schemes with rules of their own, and their ports. */
const SPECIAL_PORTS: Readonly<Record<string, number | null>> = { 'ftp:': 21, 'file:': null, 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443 };

/** @param scheme with its colon. */
export function isSpecialScheme(scheme: string): boolean {
  return Object.hasOwn(SPECIAL_PORTS, scheme);
}

export function defaultPort(scheme: string): number | null {
  return SPECIAL_PORTS[scheme] ?? null;
}

export function serializePath(url: UrlRecord): string {
  return typeof url.path === 'string' ? url.path : url.path.map((segment) => `/${segment}`).join('');
}

export function serializeAuthority(url: UrlRecord): string {
  return `${url.host ?? ''}${url.port === null ? '' : `:${url.port}`}`;
}

export function serializeUrl(url: UrlRecord): string {
  let text = url.scheme;
  if (url.host !== null) {
    const password = url.password === '' ? '' : `:${url.password}`;
    text += `//${url.username}${password}${url.username === '' && password === '' ? '' : '@'}${serializeAuthority(url)}`;
  } else if (typeof url.path !== 'string' && url.path.length > 1 && url.path[0] === '') text += '/.';
  return `${text}${serializePath(url)}${url.query === null ? '' : `?${url.query}`}${url.fragment === null ? '' : `#${url.fragment}`}`;
}

export function serializeOrigin(url: UrlRecord): string {
  const hasOrigin = isSpecialScheme(url.scheme) && url.scheme !== 'file:';
  if (hasOrigin) return `${url.scheme}//${serializeAuthority(url)}`;
  return 'null';
}
