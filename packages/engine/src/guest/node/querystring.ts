import { codedError } from '../internal/errors.ts';

type Query = Record<string, string | string[] | undefined>;

const KEPT = /[^\w!'()*~.-]/;

/** As encodeURIComponent, in Node's words for what it cannot encode. */
export function escape(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'object' && value !== null ? String(value) : `${value as string}`;
  if (!KEPT.test(text)) return text;
  try {
    return encodeURIComponent(text);
  } catch {
    throw codedError(URIError, 'ERR_INVALID_URI', 'URI malformed');
  }
}

/** Never throws: what is not encoded properly stays as it is. */
export function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/(?:%[\da-fA-F]{2})+/g, (bytes) =>
      new TextDecoder().decode(Uint8Array.from(bytes.slice(1).split('%'), (hex) => Number.parseInt(hex, 16))),
    );
  }
}

function primitiveText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : '';
}

export function stringify(query: unknown, separator = '&', equals = '=', options?: { encodeURIComponent?: (text: string) => string } | null): string {
  if (query === null || typeof query !== 'object') return '';
  const encode = options?.encodeURIComponent ?? querystring.escape;
  const between = separator || '&';
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    const start = `${encode(name)}${equals || '='}`;
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) parts.push(start + encode(primitiveText(each)));
  }
  return parts.join(between);
}

export function parse(
  text: unknown,
  separator = '&',
  equals = '=',
  options?: { maxKeys?: number; decodeURIComponent?: (text: string) => string } | null,
): Query {
  const query: Query = Object.create(null) as Query;
  if (typeof text !== 'string' || text === '') return query;
  const decode = options?.decodeURIComponent ?? querystring.unescape;
  const limit = options?.maxKeys ?? 1000;
  let parts = text.split(separator || '&').filter((part) => part !== '');
  if (limit > 0) parts = parts.slice(0, limit);
  for (const part of parts) {
    const at = part.indexOf(equals || '=');
    const name = decoded(at < 0 ? part : part.slice(0, at), decode);
    const value = at < 0 ? '' : decoded(part.slice(at + (equals || '=').length), decode);
    const before = query[name];
    if (before === undefined) query[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else query[name] = [before, value];
  }
  return query;
}

function decoded(text: string, decode: (text: string) => string): string {
  const spaced = text.replaceAll('+', decode === querystring.unescape ? ' ' : '%20');
  if (!spaced.includes('%')) return spaced;
  try {
    return decode(spaced);
  } catch {
    return unescape(spaced);
  }
}

/** Programs replace `escape` and `unescape` on this object to change the coding. */
const querystring = { escape, unescape, stringify, parse, encode: stringify, decode: parse };
export default querystring;
