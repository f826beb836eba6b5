import { text } from 'node:stream/consumers';
import type { Context } from 'koa';
import { isKnown, readParcel } from '../lib/parcels.ts';

interface CourierEvent {
  type: 'ping' | 'delivered' | 'returned';
  parcel: string;
}

/** What the customer reads on the order page. */
const NOTICES = {
  ping: () => '',
  delivered: (parcel: string) => `Parcel ${parcel} has arrived`,
  returned: (parcel: string) => `Parcel ${parcel} is on its way back to us`,
};

/** POST /webhooks/courier: the courier says what became of a parcel. */
export async function webhook(ctx: Context): Promise<void> {
  const event = JSON.parse(await text(ctx.req)) as CourierEvent;
  if (event.type === 'ping') {
    ctx.body = { code: 'PONG' };
    return;
  }

  const notice = NOTICES[event.type](event.parcel);
  if (!isKnown(event.parcel)) {
    ctx.status = 404;
    ctx.body = { code: 'NO_PARCEL', message: `There is no parcel ${event.parcel}` };
    return;
  }
  const { order } = await readParcel(event.parcel);
  ctx.status = 202;
  ctx.body = { order, notice };
}
