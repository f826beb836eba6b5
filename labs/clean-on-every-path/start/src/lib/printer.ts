import { readFile } from 'node:fs/promises';

/** Prints a slip that was written, and says how many lines came out. */
export async function printSlip(path: string): Promise<number> {
  return (await readFile(path, 'utf8')).split('\n').length - 1;
}
