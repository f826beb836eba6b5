import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

interface Row {
  readonly order: number;
  readonly sku: string;
  readonly cents: number;
}

const PAGE_ROWS = 10;
/** Between two pages the disk belongs to the checkouts. */
const PAUSE_MS = 2;

/** An export in pages of CSV. The file stays the caller's, who opened it. */
export async function* csvPages(file: Readable): AsyncGenerator<string, void> {
  const lines = createInterface({ input: file });
  let page = 'order,sku,cents\n';
  let rows = 0;
  for await (const line of lines) {
    const { order, sku, cents } = JSON.parse(line) as Row;
    page += `${order},${sku},${cents}\n`;
    if (++rows % PAGE_ROWS > 0) continue;
    yield page;
    page = '';
    await pause(PAUSE_MS);
  }
  if (page !== '') yield page;
}
