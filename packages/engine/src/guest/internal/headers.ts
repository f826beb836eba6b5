import { customInspect, inspect, type InspectOptions } from './inspect.ts';

const TOKEN = /^[!#$%&'*+\-.^`|~\w]+$/;
const FORBIDDEN_IN_VALUE = /[\0\r\n]|[^\0-\xff]/;

function checkName(name: unknown, method: string): string {
  const text = String(name);
  if (!TOKEN.test(text)) throw new TypeError(`Headers.${method}: ${text} is an invalid header name.`);
  return text.toLowerCase();
}

function checkValue(value: unknown, method: string): string {
  const text = String(value).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  if (FORBIDDEN_IN_VALUE.test(text)) throw new TypeError(`Headers.${method}: ${text} is an invalid header value.`);
  return text;
}

export type HeadersInit = Headers | Iterable<readonly [string, string]> | Readonly<Record<string, string>>;

/** The fetch standard's Headers: names in lower case and in order, values of one name joined, cookies apart. */
export class Headers {
  readonly #values = new Map<string, string>();
  readonly #cookies: string[] = [];

  constructor(init?: HeadersInit | null) {
    if (init === undefined || init === null) return;
    if (typeof init !== 'object') throw new TypeError('Headers constructor: init is not a record<ByteString, ByteString> or sequence<sequence<ByteString>>.');
    if (!(Symbol.iterator in init)) {
      for (const [name, value] of Object.entries(init)) this.append(name, value);
      return;
    }
    for (const pair of init as Iterable<readonly [string, string]>) {
      const [name, value, ...rest] = [...pair];
      if (value === undefined || rest.length > 0) throw new TypeError('Headers constructor: expected name/value pair to be length 2.');
      this.append(name as string, value);
    }
  }

  append(name: string, value: string): void {
    const [key, text] = [checkName(name, 'append'), checkValue(value, 'append')];
    if (key === 'set-cookie') this.#cookies.push(text);
    else {
      const before = this.#values.get(key);
      this.#values.set(key, before === undefined ? text : `${before}${key === 'cookie' ? '; ' : ', '}${text}`);
    }
  }

  delete(name: string): void {
    const key = checkName(name, 'delete');
    this.#values.delete(key);
    if (key === 'set-cookie') this.#cookies.length = 0;
  }

  get(name: string): string | null {
    const key = checkName(name, 'get');
    if (key === 'set-cookie') return this.#cookies.length === 0 ? null : this.#cookies.join(', ');
    return this.#values.get(key) ?? null;
  }

  getSetCookie(): string[] {
    return [...this.#cookies];
  }

  has(name: string): boolean {
    const key = checkName(name, 'has');
    return this.#values.has(key) || (key === 'set-cookie' && this.#cookies.length > 0);
  }

  set(name: string, value: string): void {
    const [key, text] = [checkName(name, 'set'), checkValue(value, 'set')];
    if (key === 'set-cookie') this.#cookies.splice(0, this.#cookies.length, text);
    else this.#values.set(key, text);
  }

  forEach(callback: (value: string, name: string, headers: Headers) => void, thisArg?: unknown): void {
    for (const [name, value] of this) callback.call(thisArg, value, name, this);
  }

  *entries(): IterableIterator<[string, string]> {
    const all: [string, string][] = [...this.#values, ...this.#cookies.map((cookie): [string, string] => ['set-cookie', cookie])];
    yield* all.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  [customInspect](_depth: number | null, options: InspectOptions): string {
    return `Headers ${inspect(Object.fromEntries(this), options)}`;
  }
}
Object.defineProperty(Headers.prototype, Symbol.toStringTag, { value: 'Headers', configurable: true });
