import { codedError, type CodedError, invalidArgType } from './errors.ts';
import { type Agent, globalAgent } from './http-agent.ts';
import type { GivenHeaders } from './http-head-record.ts';
import { isToken } from './http-headers.ts';
import type { AbortSignalShape } from './net-socket-options.ts';
import { URL } from './url.ts';
import { assertDuration } from './net-error.ts';
import { assertBoolean, assertInteger, assertString } from './validate.ts';

/** Options of http.request(), as far as they mean something here. */
export interface RequestOptions {
  protocol?: string | null | undefined;
  host?: string | null | undefined;
  hostname?: string | null | undefined;
  port?: number | string | null | undefined;
  path?: string | null | undefined;
  method?: string | undefined;
  headers?: GivenHeaders | undefined;
  auth?: string | null | undefined;
  agent?: Agent | boolean | undefined;
  timeout?: number | undefined;
  signal?: AbortSignalShape | undefined;
  setHost?: boolean | undefined;
  setDefaultHeaders?: boolean | undefined;
  joinDuplicateHeaders?: boolean | undefined;
  socketPath?: string | undefined;
  createConnection?: unknown;
  localAddress?: string | undefined;
  family?: number | undefined;
  defaultPort?: number | undefined;
  insecureHTTPParser?: boolean | undefined;
  maxHeaderSize?: number | undefined;
  uniqueHeaders?: readonly string[] | undefined;
}

const CONTROL_OR_SPACE = /[^\x21-\xff]/;

/** url.urlToHttpOptions(). */
function optionsOfUrl(url: URL): RequestOptions {
  const { protocol, hostname, pathname, search, port, username, password } = url;
  return {
    // Node takes a URL's own properties along: some programs put options there.
    ...url,
    protocol,
    hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    path: `${pathname}${search}`,
    ...(port !== '' && { port: Number(port) }),
    ...((username || password) && { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` }),
  };
}

type ResponseListener = (response: never) => void;
export type RequestArgs = readonly [input: string | URL | RequestOptions, options?: RequestOptions | ResponseListener, listener?: ResponseListener];

/** The forms of http.request(): URL, options, listener, each but one optional. */
export function normalizeRequest([input, second, third]: RequestArgs): { options: RequestOptions; listener: ResponseListener | undefined } {
  const isUrl = typeof input === 'string' || input instanceof URL;
  const base = typeof input === 'string' ? optionsOfUrl(new URL(input)) : input instanceof URL ? optionsOfUrl(input) : input;
  const options = isUrl && typeof second === 'object' ? { ...base, ...second } : { ...base };
  return { options, listener: typeof second === 'function' ? second : third };
}

/** @throws with Node's errors for what no request can be made of. */
export function checkRequest(options: RequestOptions): {
  agent: Agent | undefined;
  protocol: string;
  method: string;
  path: string;
  host: string;
  port: number;
} {
  const agent = agentOf(options);
  const expected = (agent?.protocol ?? globalAgent.current.protocol) as string | null;
  const protocol = options.protocol || expected || 'http:';
  const path = options.path ? String(options.path) : '/';
  if (CONTROL_OR_SPACE.test(path)) throw codedError(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
  if (expected && protocol !== expected) throw codedError(TypeError, 'ERR_INVALID_PROTOCOL', `Protocol "${protocol}" not supported. Expected "${expected}"`);
  const host = checkHost(options.hostname, 'hostname') || checkHost(options.host, 'host') || 'localhost';
  if (options.timeout !== undefined) assertDuration(options.timeout, 'timeout');
  const { insecureHTTPParser, maxHeaderSize } = options;
  if (insecureHTTPParser !== undefined) assertBoolean(insecureHTTPParser, 'options.insecureHTTPParser');
  if (maxHeaderSize !== undefined) assertInteger(maxHeaderSize, 'maxHeaderSize', 0);
  if (options.joinDuplicateHeaders !== undefined) assertBoolean(options.joinDuplicateHeaders, 'options.joinDuplicateHeaders');
  const { method } = options;
  if (method !== undefined && method !== null) {
    assertString(method, 'options.method');
    if (method !== '' && !isToken(method)) throw codedError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Method must be a valid HTTP token ["${method}"]`);
  }
  const port = Number(options.port || options.defaultPort || agent?.defaultPort || 80);
  return { agent, protocol, method: (method || 'GET').toUpperCase(), path, host, port };
}

function agentOf({ agent: given, createConnection }: RequestOptions): Agent | undefined {
  const fallback = globalAgent.current;
  if (given === false) return new (fallback.constructor as typeof Agent)();
  if (given === undefined || given === null) return typeof createConnection === 'function' ? undefined : fallback;
  if (typeof given !== 'object' || typeof given.addRequest !== 'function') throw invalidAgent(given);
  return given;
}

function invalidAgent(given: unknown): CodedError {
  return invalidArgType('options.agent', 'one of Agent-like Object, undefined, or false', given);
}

function checkHost(host: unknown, name: string): string | undefined {
  if (host !== undefined && host !== null && typeof host !== 'string')
    throw invalidArgType(`options.${name}`, 'of type string or one of undefined or null', host);
  return host ?? undefined;
}
