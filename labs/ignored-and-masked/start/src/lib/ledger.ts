import { appendFile, readFile } from 'node:fs/promises';

export interface Order {
  readonly sku: string;
  readonly quantity: number;
  readonly totalCents: number;
  /** The table that packs it. */
  readonly packedAt: string | undefined;
}

const SOLD = 'data/sold.jsonl';
const AUDIT = 'data/audit.jsonl';

/** An order counts once this has written it. */
export async function enterOrder(order: Order): Promise<void> {
  await appendFile(SOLD, `${JSON.stringify(order)}\n`);
}

/**
 * A second record of the sale, for the auditors. A sale stands without it: the lines that are missing are
 * added by hand from the error log, so whoever calls this logs a failure with the request's id.
 */
export async function audit(requestId: string, order: Order): Promise<void> {
  await appendFile(AUDIT, `${JSON.stringify({ requestId, ...order })}\n`);
}

/** How many orders were sold for nothing, or for what is no number. */
export async function countUnpriced(): Promise<number> {
  const rows = (await readFile(SOLD, 'utf8')).split('\n').filter(Boolean);
  return rows.filter((row) => !((JSON.parse(row) as Order).totalCents > 0)).length;
}
