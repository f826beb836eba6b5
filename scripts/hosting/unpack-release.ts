import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** Unpacks the archive into a folder, as a person would; returns the folder in it. */
export function unpackRelease(archive: string, folder: string): string {
  const entries = Object.entries(unzipSync(readFileSync(archive)));
  for (const [path, bytes] of entries) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  const [first = ''] = entries[0]?.[0].split('/') ?? [];
  return join(folder, first);
}
