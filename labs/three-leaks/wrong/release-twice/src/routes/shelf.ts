import { readFile, writeFile } from 'node:fs/promises';
import type { Context } from 'koa';
import { ShopError } from '../lib/errors.ts';
import { Mutex } from '../lib/mutex.ts';

const SHELVES = 'data/shelves.json';

/** The file is read, changed and written: two at once would lose a count. */
const inventory = new Mutex('inventory lock');

/** PUT /shelves/:shelf { count }: what somebody counted. */
export async function countShelf(ctx: Context, shelf: string, { count }: Record<string, unknown>): Promise<void> {
  const permit = await inventory.acquire();
  try {
    const shelves = JSON.parse(await readFile(SHELVES, 'utf8')) as Record<string, number>;
    if (shelves[shelf] === undefined) throw new ShopError(404, 'NO_SHELF', `There is no shelf ${shelf}`);
    if (!Number.isSafeInteger(count) || Number(count) < 0) throw new ShopError(422, 'BAD_COUNT', `${count} is no count`);
    if (shelves[shelf] !== count) await writeFile(SHELVES, JSON.stringify({ ...shelves, [shelf]: count }));
    ctx.body = { shelf, count };
  } finally {
    permit.release();
  }
}
