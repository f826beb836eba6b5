import { open, unlink } from 'node:fs/promises';
import { ShopError } from '../lib/errors.ts';
import { lockOrder } from '../lib/order-lock.ts';
import { printSlip } from '../lib/printer.ts';
import { readLines } from './read-lines.ts';
import { weigh } from './weigh.ts';

/** What the courier carries. */
const HEAVIEST_GRAMS = 20_000;

export interface Packed {
  readonly order: string;
  readonly lines: number;
  readonly grams: number;
}

/** Packs an order and prints its slip; undefined when it is collected in the shop. @throws {ShopError} 422 when it cannot be sent. */
export async function pack(order: string): Promise<Packed | undefined> {
  const lock = await lockOrder(order);
  try {
    const path = `data/drafts/${order}.slip`;
    const slip = await open(path, 'w');
    try {
      const lines = await readLines(order);
      if (lines.length === 0) return undefined;
      const grams = await weigh(order);
      if (grams > HEAVIEST_GRAMS) throw new ShopError(422, 'TOO_HEAVY', `Order ${order} weighs ${grams} g`);

      for (const line of lines) await slip.write(`${line}\n`);
      return { order, lines: await printSlip(path), grams };
    } finally {
      await slip.close();
      await unlink(path);
    }
  } finally {
    lock.release();
  }
}
