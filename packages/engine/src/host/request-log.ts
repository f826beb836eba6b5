import type { AllocationLedger } from '../vm/allocation-ledger.ts';
import { MAX_TRACKED } from '../vm/allocation-hooks.ts';

/** A request that the process was sent. */
export interface RequestRecord {
  /** Counts from 1, in the order in which the process began to answer. */
  readonly number: number;
  readonly method: string;
  /** As it was sent: path and query. */
  readonly url: string;
}

/** Bytes on the heap that were allocated while requests of a route were answered. */
export interface RouteReading {
  /** `GET /orders/:id/receipt`; see {@link routeOf}. */
  readonly route: string;
  /** How many requests were sent to it. */
  readonly requests: number;
  /** Those of them that something is left of. */
  readonly retaining: number;
  readonly retainedBytes: number;
}

/** Requests whose method and URL are remembered; of older ones only the route is. */
const REMEMBERED = 4096;
/** Distinct routes before the rest is counted together. */
const MAX_ROUTES = 1000;
const OTHER_ROUTES = 'other routes';

/**
 * Which request each asynchronous context of a process belongs to, and so what was opened and allocated for whom.
 * Contexts say so themselves: one that is made inside another belongs to the same request.
 */
export class RequestLog {
  readonly #ledger: AllocationLedger;
  readonly #currentContext: () => number;
  readonly #recent = new Map<number, RequestRecord>();
  readonly #routes: string[] = [];
  readonly #routeNumbers = new Map<string, number>();
  #routeOfRequest = new Uint16Array(1024);
  #count = 0;

  constructor(ledger: AllocationLedger, currentContext: () => number) {
    this.#ledger = ledger;
    this.#currentContext = currentContext;
  }

  contextMade(context: number, parent: number): void {
    this.#ledger.setRequest(context, this.#ledger.requestOf(parent));
  }

  requestBegun(context: number, method: string, url: string): void {
    const number = ++this.#count;
    this.#ledger.setRequest(context, number);
    this.#recent.set(number, { number, method, url });
    this.#recent.delete(number - REMEMBERED);
    if (number >= MAX_TRACKED) return;
    if (number >= this.#routeOfRequest.length) {
      const larger = new Uint16Array(2 * this.#routeOfRequest.length);
      larger.set(this.#routeOfRequest);
      this.#routeOfRequest = larger;
    }
    this.#routeOfRequest[number] = this.#routeNumber(routeOf(method, url));
  }

  /** The request that the running code works for. */
  current(): RequestRecord | undefined {
    const number = this.#ledger.requestOf(this.#currentContext());
    return number === 0 ? undefined : (this.#recent.get(number) ?? this.#longAgo(number));
  }

  /** What is left of each route's requests, the most bytes first. Collect garbage before, or it counts, too. */
  routes(): RouteReading[] {
    const rows = this.#routes.map((route) => ({ route, requests: 0, retaining: 0, retainedBytes: 0 }));
    for (let number = 1; number <= Math.min(this.#count, MAX_TRACKED - 1); number++) {
      const row = rows[this.#routeOfRequest[number] as number] as (typeof rows)[number];
      const bytes = this.#ledger.bytesOf(number);
      row.requests++;
      row.retainedBytes += bytes;
      if (bytes !== 0) row.retaining++;
    }
    return rows.sort((a, b) => b.retainedBytes - a.retainedBytes || (a.route < b.route ? -1 : 1));
  }

  #longAgo(number: number): RequestRecord {
    const [method = '', url = ''] = (this.#routes[this.#routeOfRequest[number] as number] ?? '').split(' ');
    return { number, method, url };
  }

  #routeNumber(route: string): number {
    const name = this.#routes.length < MAX_ROUTES || this.#routeNumbers.has(route) ? route : OTHER_ROUTES;
    let number = this.#routeNumbers.get(name);
    if (number === undefined) {
      number = this.#routes.push(name) - 1;
      this.#routeNumbers.set(name, number);
    }
    return number;
  }
}

/** Segments that name a version of an interface, not a thing. */
const VERSION = /^v\d+$/;

/**
 * Method and path, where a segment with a digit in it stands for any: `GET /orders/1003/receipt?full=1` is
 * `GET /orders/:id/receipt`. HTTP knows no routes, and a router's own are not asked: this needs no knowledge of the program.
 */
export function routeOf(method: string, url: string): string {
  const path = url.split('?', 1)[0] as string;
  return `${method} ${path.replaceAll(/[^/]*\d[^/]*/g, (segment) => (VERSION.test(segment) ? segment : ':id'))}`;
}
