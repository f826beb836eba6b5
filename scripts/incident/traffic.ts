// What the shop's customers and suppliers send that evening.
import type { OutsideRequest } from '../../packages/engine/src/index.ts';
import type { Dice } from './dice.ts';

/**
 * A quarter of the lessons' evening: they have 0.9 bad requests a second, 4,096 descriptors and 256 MB. The limits in
 * plan.ts are a quarter, too, so things happen when they do there, and the run takes minutes. Of the good requests,
 * which leave nothing behind, fewer are sent.
 */
export const REQUESTS_PER_SECOND = 1;
/** Of all requests, from the moment the supplier's export went wrong: 0.225 a second. */
const BAD_SHARE = 0.225;
/** One bad request in so many comes with the supplier's leaflet: somebody tries its coupon, which nobody entered. */
const BAD_PER_COUPON = 100;

const RECEIPT_LINES = 300;
const MANIFEST_LINES = 1000;

const ONE_REQUEST = { connection: 'close' } as const;
const get = (path: string): OutsideRequest => ({ method: 'GET', path, headers: ONE_REQUEST });
const post = (path: string, body: string): OutsideRequest => ({ method: 'POST', path, headers: ONE_REQUEST, body });

const lines = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => JSON.stringify({ sku: `tea-${1000 + at}`, quantity: 1 + (at % 9), cents: 1850 }));
const document = (count: number, end: string): string => `{"totalCents":4860,"lines":[${lines(count).join(',')}${end}]}`;

/** Files that lie on the service's disk. 1003 was written from the supplier's file, trailing comma and all. */
export const RECEIPTS: Readonly<Record<string, string>> = {
  'data/receipts/1001.json': document(2, ''),
  'data/receipts/1003.json': document(RECEIPT_LINES, ','),
};

const STOCK = get('/stock/oolong-100');
const RECEIPT = get('/orders/1001/receipt');
const MANIFEST = post('/manifests', document(12, ''));
const CHECKOUT = post('/checkout', '{"sku":"oolong-100","quantity":1}');
const BAD_RECEIPT = get('/orders/1003/receipt');
const BAD_MANIFEST = post('/manifests', document(MANIFEST_LINES, ','));
const COUPON = post('/checkout', '{"sku":"oolong-100","quantity":1,"coupon":"LEAFLET"}');

/** Who asks for what. Bad files come once `badFiles` is set. */
export class Traffic {
  badFiles = false;
  readonly #dice: Dice;
  #bad = 0;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** What is sent next: mostly one request. */
  next(): readonly OutsideRequest[] {
    const roll = this.#dice();
    if (roll < BAD_SHARE) return this.badFiles ? this.#badRequests(roll < BAD_SHARE / 3) : [STOCK];
    if (roll < 0.525) return [CHECKOUT];
    if (roll < 0.7) return [RECEIPT];
    return roll < 0.74 ? [MANIFEST] : [STOCK];
  }

  #badRequests(isManifest: boolean): readonly OutsideRequest[] {
    const bad = isManifest ? BAD_MANIFEST : BAD_RECEIPT;
    return ++this.#bad % BAD_PER_COUPON === 0 ? [bad, COUPON] : [bad];
  }
}
