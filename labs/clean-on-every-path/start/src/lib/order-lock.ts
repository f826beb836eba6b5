import { channel } from 'node:diagnostics_channel';

const opened = channel('leakcheck:open');
const closed = channel('leakcheck:close');

/** The right to pack an order. Two packers at one order would send it twice. */
export interface OrderLock {
  release(): void;
}

/** Who holds an order, and who waits for it. */
const queues = new Map<string, (() => void)[]>();

/** Waits until nobody else packs this order. */
export async function lockOrder(order: string): Promise<OrderLock> {
  const queue = queues.get(order);
  if (queue === undefined) queues.set(order, []);
  else await turn(order, queue);
  const lock: OrderLock = { release: () => release(order, lock) };
  opened.publish({ kind: 'permit', token: lock, label: `order ${order}` });
  return lock;
}

async function turn(order: string, queue: (() => void)[]): Promise<void> {
  const token = {};
  opened.publish({ kind: 'operation', token, label: `waits for order ${order}` });
  await new Promise<void>((resolve) => queue.push(resolve));
  closed.publish({ token });
}

function release(order: string, lock: OrderLock): void {
  closed.publish({ token: lock });
  const next = queues.get(order)?.shift();
  // Handed over without a gap, so that nobody slips in between.
  if (next === undefined) queues.delete(order);
  else next();
}
