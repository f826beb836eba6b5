import { readFile } from 'node:fs/promises';
import { ShopError } from '../lib/errors.ts';

/** The scale writes here what it weighed last, in grams by order. */
const SCALE = 'data/scale.json';

/** Grams of a packed order. @throws {ShopError} 409 when nobody has put it on the scale. */
export async function weigh(order: string): Promise<number> {
  const grams = (JSON.parse(await readFile(SCALE, 'utf8')) as Record<string, number>)[order];
  if (grams === undefined) throw new ShopError(409, 'NOT_WEIGHED', `Order ${order} was not on the scale`);
  return grams;
}
