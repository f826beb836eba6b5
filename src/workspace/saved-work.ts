import { get, set } from 'idb-keyval';
import type { Files } from '@unhandled/lab';

/** What is kept of a lab between visits. */
export interface SavedWork {
  /** Edited files only. */
  readonly edits: Files;
  /** Hints that were opened: 0 to 3. */
  readonly hints: number;
  /** When the lab was first solved, ms since the epoch. */
  readonly solvedAt: number | undefined;
  readonly openFile: string | undefined;
}

export const NOTHING_SAVED: SavedWork = { edits: {}, hints: 0, solvedAt: undefined, openFile: undefined };
const key = (lab: string) => `unhandled:lab:${lab}`;

/** What was saved, or nothing. @throws when the browser's storage is closed to us. */
export async function readWork(lab: string): Promise<SavedWork> {
  return { ...NOTHING_SAVED, ...(await get<Partial<SavedWork>>(key(lab))) };
}

/** @throws when storage is full or forbidden: the work then lives in memory only, and the page says so. */
export function writeWork(lab: string, work: SavedWork): Promise<void> {
  return set(key(lab), work);
}
