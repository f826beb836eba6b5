import { closeSync, openSync, writeSync } from 'node:fs';
import type { Context } from 'koa';
import { ShopError } from '../lib/errors.ts';

/** POST /manifests: what a supplier is about to deliver. */
export function importManifest(ctx: Context, text: string): void {
  let lines: unknown[];
  try {
    ({ lines } = JSON.parse(text));
  } catch (error) {
    throw new ShopError(422, 'BAD_MANIFEST', 'The manifest cannot be read', { cause: error });
  }
  const journal = openSync('data/last-import.txt', 'w');
  try {
    writeSync(journal, `${lines.length} lines\n`);
  } finally {
    closeSync(journal);
  }
  ctx.body = { imported: lines.length };
}
