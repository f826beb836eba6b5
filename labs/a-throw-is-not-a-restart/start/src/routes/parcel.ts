import type { Context } from 'koa';
import { isKnown, readParcel } from '../lib/parcels.ts';

/** GET /parcels/:id */
export async function parcel(ctx: Context, id: string): Promise<void> {
  if (!isKnown(id)) {
    ctx.status = 404;
    ctx.body = { code: 'NO_PARCEL', message: `There is no parcel ${id}` };
    return;
  }
  const { order, courier } = await readParcel(id);
  ctx.body = { parcel: id, order, courier };
}
