import { filesOf, type LabSource } from '@unhandled/lab';
import type { KnownFile } from './known-lines.ts';
import type { LineTable } from './line-table.ts';

// Made by scripts/line-tables.ts. In one chunk with the lab's files: see astro.config.mjs.
const TABLES = import.meta.glob<LineTable>(['/labs/*/start/**/*.ts', '/labs/_*/**/*.ts'], { query: '?line-table', import: 'default' });

/** What colours a lab's own files before anybody has changed them. */
export async function loadStartTables(lab: LabSource): Promise<KnownFile[]> {
  const files = Object.entries(filesOf(lab, 'start'));
  const known = files.map(async ([path, text]) => {
    const read = TABLES[`/labs/${lab.slug}/start/${path}`] ?? TABLES[`/labs/${lab.manifest.base}/${path}`];
    return read && { text, table: await read() };
  });
  return (await Promise.all(known)).filter((file) => file !== undefined);
}
