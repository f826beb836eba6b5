import { AbortController, type AbortSignal } from './abort.ts';
import { Body, type BodySource, type ExtractedBody, extractBody } from './fetch-body.ts';
import { Headers, type HeadersInit } from './headers.ts';
import { customInspect, inspect, type InspectOptions } from './inspect.ts';
import { URL } from './url.ts';

export { Headers };

export interface ResponseInit {
  status?: number;
  statusText?: string;
  headers?: HeadersInit;
}

const NO_BODY = new Set([101, 103, 204, 205, 304]);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

/** What came over the connection, beside the body. */
export interface Arrived {
  readonly url: string;
  readonly redirected: boolean;
  readonly source: BodySource;
}

export class Response extends Body {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly url: string;
  readonly redirected: boolean;
  readonly type: string;

  constructor(body?: unknown, init: ResponseInit = {}, arrived?: Arrived) {
    const { source, type }: ExtractedBody = arrived === undefined ? extractBody(body) : { source: arrived.source, type: undefined };
    super(source);
    const status = init.status ?? 200;
    if (arrived === undefined) {
      if (!Number.isInteger(status) || status < 200 || status > 599) throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
      if (source.kind !== 'none' && NO_BODY.has(status)) throw new TypeError(`Response constructor: Invalid response status code ${status}`);
    }
    this.status = status;
    this.statusText = init.statusText ?? '';
    this.headers = new Headers(init.headers);
    this.url = arrived?.url ?? '';
    this.redirected = arrived?.redirected ?? false;
    this.type = arrived === undefined ? 'default' : 'basic';
    if (type !== undefined && !this.headers.has('content-type')) this.headers.set('content-type', type);
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  override contentType(): string {
    return this.headers.get('content-type') ?? '';
  }

  /** A copy whose body can be read on its own. */
  clone(): Response {
    const { status, statusText, headers, url, redirected } = this;
    const copy = new Response(null, { status, statusText, headers }, { url, redirected, source: Body.copy(this, 'Response.clone') });
    return Object.assign(copy, { type: this.type });
  }

  static error(): Response {
    const response = new Response(null, { status: 200 });
    Object.assign(response, { status: 0, type: 'error' });
    return response;
  }

  static json(value: unknown, init: ResponseInit = {}): Response {
    const text = JSON.stringify(value);
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    const headers = new Headers(init.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return new Response(text, { ...init, headers });
  }

  static redirect(url: string | URL, status = 302): Response {
    let location: string;
    try {
      location = new URL(String(url)).href;
    } catch (cause) {
      throw new TypeError(`Failed to parse URL from ${String(url)}`, { cause });
    }
    if (!REDIRECTS.has(status)) throw new RangeError(`Invalid status code ${status}`);
    return new Response(null, { status, headers: { location } });
  }

  [customInspect](depth: number, options: InspectOptions): string {
    const { status, statusText, headers, body, bodyUsed, ok, redirected, type, url } = this;
    return `Response ${inspect({ status, statusText, headers, body, bodyUsed, ok, redirected, type, url }, { ...options, depth: depth < 0 ? 0 : depth })}`;
  }
}

export interface RequestInit {
  method?: string;
  headers?: HeadersInit;
  body?: unknown;
  signal?: AbortSignal | null;
  redirect?: 'follow' | 'manual' | 'error';
  duplex?: 'half';
}

const NORMALIZED = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

export class Request extends Body {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly signal: AbortSignal;
  readonly redirect: 'follow' | 'manual' | 'error';

  constructor(input: string | URL | Request, init: RequestInit = {}) {
    const base = input instanceof Request ? input : undefined;
    const given = init.body ?? undefined;
    const { source, type }: ExtractedBody = given === undefined && base !== undefined ? { source: Body.sourceOf(base), type: undefined } : extractBody(given);
    super(source);
    if (source.kind === 'stream' && given !== undefined && init.duplex !== 'half')
      throw new TypeError('RequestInit: duplex option is required when sending a body.');
    if (given === undefined && base !== undefined && source.kind !== 'none') Body.use(base);
    this.url = base?.url ?? parseUrl(input as string | URL);
    const method = init.method ?? base?.method ?? 'GET';
    if (!TOKEN.test(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
    if (/^(?:CONNECT|TRACE|TRACK)$/i.test(method)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
    this.method = NORMALIZED.has(method.toUpperCase()) ? method.toUpperCase() : method;
    if (source.kind !== 'none' && (this.method === 'GET' || this.method === 'HEAD')) throw new TypeError('Request with GET/HEAD method cannot have body.');
    this.headers = new Headers(init.headers ?? base?.headers);
    if (type !== undefined && !this.headers.has('content-type')) this.headers.set('content-type', type);
    this.signal = init.signal ?? base?.signal ?? new AbortController().signal;
    this.redirect = init.redirect ?? base?.redirect ?? 'follow';
  }

  override contentType(): string {
    return this.headers.get('content-type') ?? '';
  }

  clone(): Request {
    const { method, headers, signal, redirect } = this;
    const source = Body.copy(this, 'Request.clone');
    const body = source.kind === 'bytes' ? source.bytes : source.kind === 'stream' ? source.stream : undefined;
    return new Request(this.url, { method, headers, signal, redirect, ...(body !== undefined && { body, duplex: 'half' }) });
  }

  [customInspect](depth: number, options: InspectOptions): string {
    const { method, url, headers, bodyUsed, signal, redirect } = this;
    return `Request ${inspect({ method, url, headers, bodyUsed, redirect, signal }, { ...options, depth: depth < 0 ? 0 : depth })}`;
  }
}

function parseUrl(input: string | URL): string {
  let url: URL;
  try {
    url = new URL(String(input));
  } catch (cause) {
    throw new TypeError(`Failed to parse URL from ${String(input)}`, { cause });
  }
  if (url.username !== '' || url.password !== '') throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${String(input)}`);
  return url.href;
}
