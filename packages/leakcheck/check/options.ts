import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RULE_B } from '../src/rule-b.ts';
import { LeakcheckError } from './errors.ts';
import type { LeakRequest } from './request.ts';

/** The server to check, and the requests that must leave nothing behind. */
export interface LeakOptions {
  /**
   * A file (path from `cwd`, or a URL) that starts the server: it runs in a process of its own, apart from what else the test does. Or a
   * function that returns the server: a `node:http` server, a Koa, Express or Fastify app, or a request listener; it runs here.
   */
  readonly start: string | URL | (() => unknown);
  /** One request, several that take turns, or a function of the request's number. */
  readonly request: LeakRequest | readonly LeakRequest[] | ((number: number) => LeakRequest);
  /** What the verdict calls a request. "failing request" where a status of 400 or more is expected, otherwise "request". */
  readonly name?: string;
  /** Requests in one batch, 200 when not given; fewer make the heap's verdict less sure. */
  readonly requestsPerRound?: number;
  /** Requests that are sent before anything is measured, 50 when not given: raise it over the size of a cache that they fill. */
  readonly warmUp?: number;
  /** Clients at once, 4 when not given. */
  readonly concurrency?: number;
  /** How long an answer may take, 5,000 ms when not given; one that takes longer is asked for once more. */
  readonly answerMs?: number;
  /** How long the server may take to listen, 30,000 ms when not given. */
  readonly readyMs?: number;
  /** How long what a batch opened may take to be closed, 1,400 ms when not given: more than the longest timer that ends by itself. */
  readonly settleMs?: number;
  /** `false` leaves the heap unmeasured: descriptors, sockets and timers only, in a few seconds. */
  readonly heap?: boolean;
  /** Folder that the server runs in and that lines are named from; the current one when not given. */
  readonly cwd?: string;
  /** For a file: added to the environment. `PORT` is a free port. */
  readonly env?: Readonly<Record<string, string>>;
  /** For a file: its arguments. */
  readonly args?: readonly string[];
  /** For a file: options of node's own, such as `--import` with a loader. */
  readonly nodeArgs?: readonly string[];
}

/** Options with nothing left open. */
export interface Plan {
  readonly start: { readonly kind: 'file'; readonly file: string } | { readonly kind: 'function'; readonly run: () => unknown };
  /** The next so many requests; they go on counting. */
  readonly take: (count: number) => LeakRequest[];
  /** One of each shape. */
  readonly shapes: readonly LeakRequest[];
  readonly name: string;
  readonly requestsPerRound: number;
  readonly warmUp: number;
  readonly concurrency: number;
  readonly answerMs: number;
  readonly readyMs: number;
  readonly settleMs: number;
  readonly heap: boolean;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly nodeArgs: readonly string[];
}

const FEWEST_REQUESTS = 20;
const A_REQUEST = "Give at least one, as in request: { path: '/receipts/404', expect: 404 }";
const FIRST_ERROR_STATUS = 400;

/** @throws {LeakcheckError} ERR_LEAKCHECK_OPTION for a value that cannot be meant. */
export function planOf(options: LeakOptions): Plan {
  const cwd = resolve(options.cwd ?? '.');
  const { request } = options;
  let number = 0;
  const shapes = typeof request === 'function' ? [request(0)] : Array.isArray(request) ? (request as readonly LeakRequest[]) : [request as LeakRequest];
  if (shapes.length === 0) throw wrong('request', 'an empty list', A_REQUEST);
  for (const shape of shapes) checkRequest(shape);
  const at = typeof request === 'function' ? request : (i: number) => shapes[i % shapes.length] as LeakRequest;
  const failing = shapes.every(({ expect }) => (typeof expect === 'number' ? expect : expect.status) >= FIRST_ERROR_STATUS);
  return {
    start: startOf(options.start, cwd),
    take: (count) => Array.from({ length: count }, () => at(number++)),
    shapes,
    name: options.name ?? (failing ? 'failing request' : 'request'),
    requestsPerRound: whole('requestsPerRound', options.requestsPerRound ?? RULE_B.requestsPerRound, FEWEST_REQUESTS),
    warmUp: whole('warmUp', options.warmUp ?? 50, 0),
    concurrency: whole('concurrency', options.concurrency ?? 4, 1),
    answerMs: whole('answerMs', options.answerMs ?? 5_000, 1),
    readyMs: whole('readyMs', options.readyMs ?? 30_000, 1),
    settleMs: whole('settleMs', options.settleMs ?? 1_400, 0),
    heap: options.heap ?? true,
    cwd,
    env: options.env ?? {},
    args: options.args ?? [],
    nodeArgs: options.nodeArgs ?? [],
  };
}

function startOf(start: unknown, cwd: string): Plan['start'] {
  if (typeof start === 'function') return { kind: 'function', run: start as () => unknown };
  if (typeof start !== 'string' && !(start instanceof URL))
    throw wrong('start', start, "Give the file that starts your server, as in start: './server.js', or a function that returns it");
  const file = start instanceof URL || start.startsWith('file:') ? fileURLToPath(start) : resolve(cwd, start);
  if (!existsSync(file)) throw wrong('start', start, `There is no file ${file}; a path is looked up from ${cwd}`);
  return { kind: 'file', file };
}

function checkRequest(request: LeakRequest | undefined): void {
  if (request === undefined) throw wrong('request', request, A_REQUEST);
  const { path, expect, hangUpAfterMs } = request;
  if (typeof path !== 'string' || !path.startsWith('/')) throw wrong('request.path', path, 'A path begins with "/"');
  const status = typeof expect === 'object' && expect !== null ? expect.status : expect;
  if (hangUpAfterMs === undefined && (!Number.isInteger(status) || status < 100 || status > 599))
    throw wrong('request.expect', expect, 'Say which status the server owes, as in expect: 404');
}

function whole(name: string, value: number, least: number): number {
  if (!Number.isInteger(value) || value < least) throw wrong(name, value, `It must be a whole number of at least ${least}`);
  return value;
}

function wrong(name: string, value: unknown, hint: string): LeakcheckError {
  return new LeakcheckError('ERR_LEAKCHECK_OPTION', `Cannot check for leaks: ${name} is ${typeof value === 'string' ? `"${value}"` : String(value)}`, hint);
}
