import { codedError } from './errors.ts';
import { customInspect, inspect, type InspectOptions } from './inspect.ts';
import { FRAGMENT_SET, percentEncode, USERINFO_SET } from './url-encode.ts';
import { encodeQuery, parseUrl, setHostAndPort, setPort, startPath } from './url-parse.ts';
import { defaultPort, isSpecialScheme, serializeAuthority, serializeOrigin, serializePath, serializeUrl, type UrlRecord } from './url-record.ts';
import { searchParamsAccess, URLSearchParams } from './url-search-params.ts';

function invalidUrl(input: string, base: string | undefined): TypeError {
  return Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input, ...(base !== undefined && { base }) });
}

function parse(input: string, base: string | undefined): UrlRecord | undefined {
  const parsedBase = base === undefined ? undefined : parseUrl(base);
  return base !== undefined && parsedBase === undefined ? undefined : parseUrl(input, parsedBase);
}

/** What a setter makes of its argument: line ends and tabs do not count in URLs. */
function plain(value: unknown): string {
  return String(value).replace(/[\t\n\r]/g, '');
}

/** The URL standard's URL. */
export class URL {
  #url: UrlRecord;
  #searchParams: URLSearchParams | undefined;

  constructor(input: unknown, base?: unknown) {
    if (arguments.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "url" argument must be specified');
    const [text, baseText] = [String(input), base === undefined ? undefined : String(base)];
    const parsed = parse(text, baseText);
    if (parsed === undefined) throw invalidUrl(text, baseText);
    this.#url = parsed;
  }

  static canParse(input: unknown, base?: unknown): boolean {
    return parse(String(input), base === undefined ? undefined : String(base)) !== undefined;
  }

  static parse(input: unknown, base?: unknown): URL | null {
    return URL.canParse(input, base) ? new URL(input, base) : null;
  }

  get href(): string {
    return serializeUrl(this.#url);
  }
  set href(value: string) {
    const parsed = parseUrl(String(value));
    if (parsed === undefined) throw invalidUrl(String(value), undefined);
    this.#url = parsed;
    this.#refreshParams();
  }

  get origin(): string {
    const { path, scheme } = this.#url;
    if (scheme !== 'blob:' || typeof path !== 'string') return serializeOrigin(this.#url);
    const inner = parseUrl(path);
    return inner !== undefined && /^https?:$/.test(inner.scheme) ? serializeOrigin(inner) : 'null';
  }

  get protocol(): string {
    return this.#url.scheme;
  }
  set protocol(value: string) {
    const scheme = /^[a-zA-Z][a-zA-Z\d+.-]*(?=:|$)/.exec(plain(value))?.[0].toLowerCase();
    const url = this.#url;
    if (scheme === undefined || isSpecialScheme(`${scheme}:`) !== isSpecialScheme(url.scheme)) return;
    if (scheme === 'file' && (url.username !== '' || url.password !== '' || url.port !== null)) return;
    if (url.scheme === 'file:' && url.host === '') return;
    url.scheme = `${scheme}:`;
    if (url.port === defaultPort(url.scheme)) url.port = null;
  }

  get username(): string {
    return this.#url.username;
  }
  set username(value: string) {
    if (this.#hasAuthority()) this.#url.username = percentEncode(String(value), USERINFO_SET);
  }

  get password(): string {
    return this.#url.password;
  }
  set password(value: string) {
    if (this.#hasAuthority()) this.#url.password = percentEncode(String(value), USERINFO_SET);
  }

  get host(): string {
    return serializeAuthority(this.#url);
  }
  set host(value: string) {
    this.#setHost(plain(value), true);
  }

  get hostname(): string {
    return this.#url.host ?? '';
  }
  set hostname(value: string) {
    this.#setHost(plain(value), false);
  }

  get port(): string {
    return this.#url.port === null ? '' : String(this.#url.port);
  }
  set port(value: string) {
    const text = plain(value);
    const digits = /^\d+/.exec(text)?.[0];
    if (this.#hasAuthority() && (String(value) === '' || digits !== undefined)) setPort(this.#url, digits ?? '');
  }

  get pathname(): string {
    return serializePath(this.#url);
  }
  set pathname(value: string) {
    if (typeof this.#url.path === 'string') return;
    const text = plain(value);
    this.#url.path = text === '' && this.#url.host === null ? [''] : [];
    if (text !== '' || isSpecialScheme(this.#url.scheme)) startPath(this.#url, text.replaceAll('?', '%3F').replaceAll('#', '%23'));
  }

  get search(): string {
    return this.#url.query === null || this.#url.query === '' ? '' : `?${this.#url.query}`;
  }
  set search(value: string) {
    const text = String(value);
    this.#url.query = text === '' ? null : encodeQuery(plain(text.replace(/^\?/, '')), this.#url.scheme);
    this.#refreshParams();
  }

  get searchParams(): URLSearchParams {
    if (this.#searchParams === undefined) {
      this.#searchParams = new URLSearchParams(this.#url.query ?? '');
      searchParamsAccess.setPairs(this.#searchParams, this.#url.query ?? '');
      searchParamsAccess.onChange(this.#searchParams, (query) => {
        this.#url.query = query === '' ? null : query;
      });
    }
    return this.#searchParams;
  }

  get hash(): string {
    return this.#url.fragment === null || this.#url.fragment === '' ? '' : `#${this.#url.fragment}`;
  }
  set hash(value: string) {
    const text = String(value);
    this.#url.fragment = text === '' ? null : percentEncode(plain(text.replace(/^#/, '')), FRAGMENT_SET);
  }

  toString(): string {
    return this.href;
  }

  toJSON(): string {
    return this.href;
  }

  [customInspect](depth: number | null, options: InspectOptions): string {
    const { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash } = this;
    if (depth !== null && depth < 0) return href;
    return `URL ${inspect({ href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash }, options)}`;
  }

  #hasAuthority(): boolean {
    return this.#url.host !== null && this.#url.host !== '' && this.#url.scheme !== 'file:';
  }

  #setHost(value: string, withPort: boolean): void {
    const url = this.#url;
    if (typeof url.path === 'string') return;
    const end = value.search(isSpecialScheme(url.scheme) ? /[/\\?#]/ : /[/?#]/);
    let text = end < 0 ? value : value.slice(0, end);
    const colon = text.indexOf(':', text.startsWith('[') ? text.indexOf(']') : 0);
    if (colon >= 0) {
      if (!withPort || url.scheme === 'file:' || colon === 0) return;
      // Of a port only its leading digits count, and a host without them is still a host.
      const digits = /^\d*/.exec(text.slice(colon + 1))?.[0] ?? '';
      text = text.slice(0, colon) + (digits === '' || Number(digits) > 65_535 ? '' : `:${digits}`);
    }
    if (url.scheme === 'file:' && text === '') url.host = '';
    else if (text === '' && (url.username !== '' || url.password !== '' || url.port !== null)) return;
    else if (setHostAndPort(url, text) && url.scheme === 'file:' && url.host === 'localhost') url.host = '';
  }

  #refreshParams(): void {
    if (this.#searchParams !== undefined) searchParamsAccess.setPairs(this.#searchParams, this.#url.query ?? '');
  }
}
Object.defineProperty(URL.prototype, Symbol.toStringTag, { value: 'URL', configurable: true });
for (const name of [
  'toString',
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'searchParams',
  'hash',
  'toJSON',
]) {
  Object.defineProperty(URL.prototype, name, { enumerable: true });
}
