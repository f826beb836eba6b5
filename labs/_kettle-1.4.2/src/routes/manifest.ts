import { closeSync, openSync, writeSync } from 'node:fs';
import type { Context } from 'koa';
import { keepForRepair } from '../lib/repairs.ts';

/** POST /manifests: what a supplier is about to deliver. */
export function importManifest(ctx: Context, text: string): void {
  try {
    const journal = openSync('data/last-import.txt', 'w');
    const { lines } = JSON.parse(text);
    writeSync(journal, `${lines.length} lines\n`);
    closeSync(journal);
    ctx.body = { imported: lines.length };
  } catch (error) {
    // The supplier cannot help it now. Take it, and look in the morning.
    keepForRepair('manifest', text, error);
    ctx.body = { imported: 0 };
  }
}
