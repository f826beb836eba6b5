import { codedError } from './errors.ts';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const BAD_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

export type HeaderValue = string | number | readonly string[];

export function isToken(text: unknown): text is string {
  return typeof text === 'string' && TOKEN.test(text);
}

export function hasInvalidCharacter(text: string): boolean {
  return BAD_VALUE.test(text);
}

/** Lower case of the names that most messages use, as they are usually written: known to be valid. */
const COMMON_NAMES: Record<string, string> = Object.create(null) as Record<string, string>;
for (const name of [
  'Accept',
  'Accept-Encoding',
  'Access-Control-Allow-Origin',
  'Allow',
  'Authorization',
  'Cache-Control',
  'Connection',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Length',
  'Content-Type',
  'Cookie',
  'Date',
  'ETag',
  'Expires',
  'Host',
  'Keep-Alive',
  'Last-Modified',
  'Location',
  'Retry-After',
  'Set-Cookie',
  'Transfer-Encoding',
  'User-Agent',
  'Vary',
  'X-Powered-By',
  'X-Request-Id',
]) {
  COMMON_NAMES[name] = name.toLowerCase();
  COMMON_NAMES[name.toLowerCase()] = name.toLowerCase();
}

/** Values that are known to be valid: the check of any other costs as much as the rest of setting a header. */
const COMMON_VALUES: Record<string, true> = { __proto__: null } as never;
for (const value of ['application/json', 'application/json; charset=utf-8', 'text/plain; charset=utf-8', 'text/html; charset=utf-8', 'keep-alive', 'close'])
  COMMON_VALUES[value] = true;

/** Headers that say something about body or connection; Content-Length alone is so common that it has a number of its own. */
export const SPECIAL: Record<string, number> = {
  __proto__: null,
  'content-length': 1,
  connection: 2,
  'transfer-encoding': 2,
  date: 2,
  trailer: 2,
  'keep-alive': 2,
  cookie: 2,
} as never;

/** The lower case of a name that is often used; undefined for others. */
export function commonKey(name: string): string | undefined {
  return COMMON_NAMES[name];
}

/** The name in lower case. @throws when it is no valid name. */
export function headerKey(name: string): string {
  const known = COMMON_NAMES[name];
  if (known !== undefined) return known;
  validateHeaderName(name);
  return name.toLowerCase();
}

export function validateHeaderName(name: unknown, label = 'Header name'): asserts name is string {
  if (!isToken(name)) throw codedError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `${label} must be a valid HTTP token ["${String(name)}"]`);
}

export function validateHeaderValue(name: string, value: unknown): asserts value is HeaderValue {
  if (value === undefined) throw codedError(TypeError, 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "undefined" for header "${name}"`);
  if (typeof value === 'number' || COMMON_VALUES[value as string] || String(+(value as string)) === value) return;
  if (BAD_VALUE.test(value as string)) throw codedError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
}

/** The uniqueHeaders option: names whose values are sent in one line. */
export function uniqueHeaderNames(given: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return Array.isArray(given) ? new Set(given.map((name: string) => name.toLowerCase())) : undefined;
}

/** Of these the first counts; all others but cookies are joined with ', '. */
const FIRST_ONLY = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
]);

/** Adds one header to a message's `headers` as Node joins those that come more than once. */
export function addHeader(headers: Record<string, unknown>, field: string, value: string, joinDuplicates: boolean): void {
  const name = field.toLowerCase();
  // What is no text is the prototype's: a header may be called `constructor`.
  const inherited = headers[name];
  const existing = typeof inherited === 'function' ? undefined : inherited;
  if (name === 'set-cookie') {
    if (existing === undefined) headers[name] = [value];
    else (existing as string[]).push(value);
  } else if (existing === undefined) headers[name] = value;
  else if (name === 'cookie') headers[name] = `${existing as string}; ${value}`;
  else if (joinDuplicates || !FIRST_ONLY.has(name)) headers[name] = `${existing as string}, ${value}`;
}

/** A message's `headers` from its raw ones. */
export function joinHeaders(raw: readonly string[], joinDuplicates: boolean): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (let i = 0; i + 1 < raw.length; i += 2) addHeader(headers, raw[i] as string, raw[i + 1] as string, joinDuplicates);
  return headers;
}

/** Every value of each header, names in lower case. */
export function listHeaders(raw: readonly string[]): Record<string, string[]> {
  const headers = Object.create(null) as Record<string, string[]>;
  for (let i = 0; i + 1 < raw.length; i += 2) (headers[(raw[i] as string).toLowerCase()] ??= []).push(raw[i + 1] as string);
  return headers;
}

/** @param name in lower case. */
export function rawHeader(raw: readonly string[], name: string): string | undefined {
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const each = raw[i] as string;
    if (each.length === name.length && each.toLowerCase() === name) return raw[i + 1];
  }
  return undefined;
}

// Taken now: programs replace Date in tests.
const OwnDate = Date;
const { now } = Date;
let cachedSecond = -1;
let cachedDate = '';

/** The Date header's line: made once a second, as Node does. */
export function dateLine(): string {
  const second = Math.floor(now() / 1000);
  if (second !== cachedSecond) {
    cachedSecond = second;
    cachedDate = `Date: ${new OwnDate(second * 1000).toUTCString()}\r\n`;
  }
  return cachedDate;
}
