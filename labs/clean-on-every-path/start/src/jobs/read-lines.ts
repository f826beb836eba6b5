import { open } from 'node:fs/promises';
import { ShopError } from '../lib/errors.ts';

interface Line {
  readonly tea?: string;
  readonly tins: number;
}

/** What goes into the parcel, a line for each tea; none when it is collected. @throws {ShopError} 422 when a line names no tea. */
export async function readLines(order: string): Promise<string[]> {
  const lines: string[] = [];
  const file = await open(`data/orders/${order}.json`);
  try {
    const found = JSON.parse(await file.readFile('utf8')) as { lines: Line[] };
    if (found.lines.some(({ tea }) => tea === undefined)) throw new ShopError(422, 'BAD_ORDER', `Order ${order} has a line without a tea`);
    for (const { tea, tins } of found.lines) lines.push(`${tins} x ${tea}`);
  } finally {
    await file.close();
    return lines;
  }
}
