import { codedError, invalidArgType } from './errors.ts';
import { customInspect, inspect, type InspectOptions } from './inspect.ts';
import { parseForm, serializeForm } from './url-encode.ts';

type Pair = [string, string];

/** Lets a URL hear of changes of its searchParams, and change them, without either class showing it. */
export interface SearchParamsAccess {
  setPairs(params: URLSearchParams, query: string): void;
  onChange(params: URLSearchParams, listener: (query: string) => void): void;
}
export let searchParamsAccess: SearchParamsAccess;

export class URLSearchParams {
  #pairs: Pair[] = [];
  #changed: ((query: string) => void) | undefined;

  static {
    searchParamsAccess = {
      setPairs(params, query) {
        params.#pairs = parseForm(query);
      },
      onChange(params, listener) {
        params.#changed = listener;
      },
    };
  }

  constructor(init?: unknown) {
    if (init === undefined || init === null) return;
    if (typeof init === 'object' || typeof init === 'function') this.#pairs = pairsOf(init);
    else this.#pairs = parseForm(wellFormed(init).replace(/^\?/, ''));
  }

  get size(): number {
    return this.#pairs.length;
  }

  append(name: string, value: string): void {
    needs(arguments.length, 2, '"name" and "value"');
    this.#pairs.push([wellFormed(name), wellFormed(value)]);
    this.#update();
  }

  delete(name: string, value?: string): void {
    needs(arguments.length, 1, '"name"');
    const [wanted, only] = [wellFormed(name), value === undefined ? undefined : wellFormed(value)];
    this.#pairs = this.#pairs.filter(([each, content]) => each !== wanted || (only !== undefined && content !== only));
    this.#update();
  }

  get(name: string): string | null {
    needs(arguments.length, 1, '"name"');
    return this.#pairs.find(([each]) => each === wellFormed(name))?.[1] ?? null;
  }

  getAll(name: string): string[] {
    needs(arguments.length, 1, '"name"');
    return this.#pairs.filter(([each]) => each === wellFormed(name)).map(([, value]) => value);
  }

  has(name: string, value?: string): boolean {
    needs(arguments.length, 1, '"name"');
    return this.#pairs.some(([each, content]) => each === wellFormed(name) && (value === undefined || content === wellFormed(value)));
  }

  set(name: string, value: string): void {
    needs(arguments.length, 2, '"name" and "value"');
    const wanted = wellFormed(name);
    const at = this.#pairs.findIndex(([each]) => each === wanted);
    if (at < 0) this.#pairs.push([wanted, wellFormed(value)]);
    else {
      this.#pairs = this.#pairs.filter(([each], index) => index <= at || each !== wanted);
      this.#pairs[at] = [wanted, wellFormed(value)];
    }
    this.#update();
  }

  sort(): void {
    this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#update();
  }

  forEach(callback: (value: string, name: string, params: URLSearchParams) => void, thisArg?: unknown): void {
    if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback);
    for (const [name, value] of this) callback.call(thisArg, value, name, this);
  }

  // Live, as the standard wants: what is added during the walk is met.
  *entries(): IterableIterator<Pair> {
    for (let at = 0; at < this.#pairs.length; at++) yield [...(this.#pairs[at] as Pair)];
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): IterableIterator<Pair> {
    return this.entries();
  }

  toString(): string {
    return serializeForm(this.#pairs);
  }

  [customInspect](depth: number | null, options: InspectOptions): string {
    if (depth !== null && depth < 0) return '[Object]';
    const shown = this.#pairs.map(([name, value]) => `${inspect(name, options)} => ${inspect(value, options)}`);
    const length = shown.reduce((sum, each) => sum + each.length + 2, 0);
    if (shown.length === 0) return 'URLSearchParams {}';
    if (length > (options.breakLength ?? 80)) return `URLSearchParams {\n  ${shown.join(',\n  ')} }`;
    return `URLSearchParams { ${shown.join(', ')} }`;
  }

  #update(): void {
    this.#changed?.(serializeForm(this.#pairs));
  }
}
Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag, { value: 'URLSearchParams', configurable: true });
for (const name of ['append', 'delete', 'get', 'getAll', 'has', 'set', 'sort', 'entries', 'forEach', 'keys', 'values', 'toString', 'size']) {
  Object.defineProperty(URLSearchParams.prototype, name, { enumerable: true });
}

function wellFormed(value: unknown): string {
  const text = String(value) as string & { toWellFormed(): string };
  return text.toWellFormed();
}

function needs(given: number, wanted: number, names: string): void {
  if (given >= wanted) return;
  throw codedError(TypeError, 'ERR_MISSING_ARGS', `The ${names} argument${wanted > 1 ? 's' : ''} must be specified`);
}

function pairsOf(init: object): Pair[] {
  const iterate = (init as Partial<Iterable<unknown>>)[Symbol.iterator];
  if (iterate === undefined || iterate === null)
    return Object.keys(init).map((name) => [wellFormed(name), wellFormed((init as Record<string, unknown>)[name])]);
  if (typeof iterate !== 'function') throw codedError(TypeError, 'ERR_ARG_NOT_ITERABLE', 'Query pairs must be iterable');
  const pairs: Pair[] = [];
  for (const pair of init as Iterable<unknown>) {
    const list = pair !== null && typeof pair === 'object' && Symbol.iterator in pair ? [...(pair as Iterable<unknown>)] : undefined;
    if (list?.length !== 2) throw codedError(TypeError, 'ERR_INVALID_TUPLE', 'Each query pair must be an iterable [name, value] tuple');
    pairs.push([wellFormed(list[0]), wellFormed(list[1])]);
  }
  return pairs;
}
