import { Buffer } from './buffer-constructor.ts';
import { unavailable } from './errors.ts';
import { type ArrivingBody, Body, type BodySource } from './fetch-body.ts';
import { FormData } from './fetch-form-data.ts';
import { Headers, isRedirect, Request, type RequestInit, Response } from './fetch-message.ts';
import { Agent } from './http-agent.ts';
import { ClientRequest } from './http-client-request.ts';
import type { IncomingMessage } from './http-incoming.ts';
import { resolveName } from './net-address.ts';
import { URL } from './url.ts';

export { FormData, Headers, Request, Response };

const MAX_REDIRECTS = 20;
/** Ports of other protocols, which the fetch standard blocks. */
const BAD_PORTS = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137,
  139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);
/** How long undici waits for the head of a response, ms. */
const HEADERS_TIMEOUT_MS = 300_000;

/** undici's defaults: as many connections as it takes, each kept for 4 s. */
const pool = new Agent({ keepAlive: true, timeout: 4_000 });

/** fetch over the loopback network. A body that nobody reads or cancels keeps its connection, as with undici. */
export function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  return follow(input, init);
}

async function follow(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const request = new Request(input, init);
  const source = Body.sourceOf(request);
  if (source.kind !== 'none') Body.use(request);
  let url = new URL(request.url);
  let { method } = request;
  let body: BodySource = source;
  for (let redirects = 0; ; redirects++) {
    const incoming = await send(request, url, method, body);
    const status = incoming.statusCode ?? 0;
    const location = incoming.headers['location'];
    if (!isRedirect(status) || location === undefined || request.redirect === 'manual')
      return toResponse(request, incoming, url.href.split('#', 1)[0] as string, redirects > 0);
    incoming.resume();
    if (request.redirect === 'error') throw failed(new Error('unexpected redirect'));
    if (redirects === MAX_REDIRECTS) throw failed(new Error('redirect count exceeded'));
    url = new URL(String(location), url.href);
    if ((status === 303 && method !== 'HEAD') || ((status === 301 || status === 302) && method === 'POST')) {
      method = 'GET';
      body = { kind: 'none' };
    }
  }
}

function failed(cause: unknown): TypeError {
  return new TypeError('fetch failed', { cause });
}

/** One exchange; resolves with the head of the response. */
function send(request: Request, url: URL, method: string, body: BodySource): Promise<IncomingMessage> {
  const { signal } = request;
  if (signal.aborted) return Promise.reject(signal.reason);
  const refusal = refusalOf(url);
  if (refusal !== undefined) return Promise.reject(failed(refusal));
  return new Promise((resolve, reject) => {
    const headers: [string, string][] = [
      ['host', url.host],
      ['connection', 'keep-alive'],
    ];
    const given = new Set<string>();
    for (const [name, value] of request.headers) {
      given.add(name);
      headers.push([name, value]);
    }
    for (const [name, value] of [
      ['accept', '*/*'],
      ['accept-language', '*'],
      ['sec-fetch-mode', 'cors'],
      ['user-agent', 'node'],
      ['accept-encoding', 'gzip, deflate'],
    ] as const) {
      if (!given.has(name)) headers.push([name, value]);
    }
    if (body.kind === 'bytes') headers.push(['content-length', String(body.bytes.length)]);
    else if (body.kind !== 'none') headers.push(['transfer-encoding', 'chunked']);
    else if (method === 'POST' || method === 'PUT' || method === 'PATCH') headers.push(['content-length', '0']);
    const sent = new ClientRequest({
      protocol: 'http:',
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port || 80,
      path: `${url.pathname}${url.search}`,
      method,
      agent: pool,
      headers,
      timeout: HEADERS_TIMEOUT_MS,
    });
    const onAbort = () => sent.destroy(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    sent.once('close', () => signal.removeEventListener('abort', onAbort));
    sent.once('timeout', () =>
      sent.destroy(Object.assign(new Error('Headers Timeout Error'), { name: 'HeadersTimeoutError', code: 'UND_ERR_HEADERS_TIMEOUT' })),
    );
    sent.on('error', (error: Error & { code?: string }) =>
      reject(signal.aborted ? signal.reason : failed(error.message === 'socket hang up' ? otherSideClosed() : error)),
    );
    sent.once('response', (incoming: IncomingMessage) => {
      sent.setTimeout(0);
      resolve(incoming);
    });
    void upload(sent, body);
  });
}

/** Why a URL cannot be fetched here: the world outside this machine does not exist. */
function refusalOf(url: URL): Error | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return new Error('unknown scheme');
  if (BAD_PORTS.has(Number(url.port))) return new Error('bad port');
  const resolved = resolveName(url.hostname.replace(/^\[|\]$/g, ''));
  if (resolved instanceof Error) return resolved;
  if (url.protocol === 'http:') return undefined;
  return unavailable('https');
}

function otherSideClosed(): Error {
  return Object.assign(new Error('other side closed'), { name: 'SocketError', code: 'UND_ERR_SOCKET' });
}

async function upload(sent: ClientRequest, body: BodySource): Promise<void> {
  if (body.kind === 'bytes') sent.end(body.bytes);
  else if (body.kind === 'none') sent.end();
  else {
    try {
      const next = body.kind === 'arriving' ? () => body.from.next() : readerOf(body);
      for (let piece = await next(); piece !== undefined && !sent.destroyed; piece = await next()) {
        if (!sent.write(piece)) await new Promise<void>((resolve) => sent.once('drain', resolve).once('close', resolve));
      }
      sent.end();
    } catch (error) {
      sent.destroy(error as Error);
    }
  }
}

function readerOf({ stream }: BodySource & { kind: 'stream' }): () => Promise<Uint8Array | undefined> {
  const reader = stream.getReader();
  return async () => {
    const { done, value } = await reader.read();
    return done ? undefined : typeof value === 'string' ? Buffer.from(value) : (value as Uint8Array);
  };
}

function toResponse(request: Request, incoming: IncomingMessage, url: string, redirected: boolean): Response {
  const status = incoming.statusCode ?? 0;
  const isEmpty = request.method === 'HEAD' || status === 204 || status === 205 || status === 304;
  if (isEmpty) incoming.resume();
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2) pairs.push([incoming.rawHeaders[i] as string, incoming.rawHeaders[i + 1] as string]);
  const source: BodySource = isEmpty ? { kind: 'none' } : { kind: 'arriving', from: arrive(request, incoming) };
  return new Response(null, { status, statusText: incoming.statusMessage ?? '', headers: pairs }, { url, redirected, source });
}

/** Reads a response's body off its connection. */
function arrive(request: Request, incoming: IncomingMessage): ArrivingBody {
  let iterator: AsyncIterator<unknown> | undefined;
  const { signal } = request;
  const onAbort = () => incoming.destroy(signal.reason as Error);
  signal.addEventListener('abort', onAbort, { once: true });
  incoming.once('close', () => signal.removeEventListener('abort', onAbort));
  // Raised to whoever reads; without a reader it is nobody's.
  incoming.on('error', () => undefined);
  const next = async (): Promise<Uint8Array | undefined> => {
    if (signal.aborted) throw signal.reason;
    iterator ??= incoming[Symbol.asyncIterator]();
    try {
      const { done, value } = await iterator.next();
      return done ? undefined : new Uint8Array(value as Uint8Array);
    } catch (error) {
      throw signal.aborted
        ? signal.reason
        : new TypeError('terminated', { cause: (error as { code?: string }).code === 'ECONNRESET' ? otherSideClosed() : error });
    }
  };
  return {
    next,
    async read() {
      const pieces: Uint8Array[] = [];
      for (let piece = await next(); piece !== undefined; piece = await next()) pieces.push(piece);
      return pieces.length === 1 ? (pieces[0] as Uint8Array) : new Uint8Array(Buffer.concat(pieces));
    },
    cancel: () => {
      incoming.destroy();
    },
  };
}
