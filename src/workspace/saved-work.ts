import { entries, get, set, setMany, update } from 'idb-keyval';
import type { Files, Verdict } from '@unhandled/lab';
import { NO_PRACTICE, type Practice } from './practice.ts';

/** What is kept of a lab between visits. */
export interface SavedWork {
  /** Edited files only. */
  readonly edits: Files;
  /** Hints that were opened: 0 to 3. */
  readonly hints: number;
  /** Of the lab's files when they were edited: another one means that the lab has changed since. */
  readonly version?: string | undefined;
  /** When the lab was first solved, ms since the epoch. */
  readonly solvedAt: number | undefined;
  readonly openFile: string | undefined;
  /** ms since the epoch. */
  readonly savedAt: number;
}

export const NOTHING_SAVED: SavedWork = { edits: {}, hints: 0, solvedAt: undefined, openFile: undefined, savedAt: 0 };
const PREFIX = 'unhandled:lab:';
const key = (lab: string) => PREFIX + lab;

/** What was saved last, or nothing. @throws when the browser's storage is closed to us. */
export async function readWork(lab: string): Promise<SavedWork> {
  const stored: SavedWork = { ...NOTHING_SAVED, ...(await get<Partial<SavedWork>>(key(lab))) };
  const parting = readParting(lab);
  return parting && parting.savedAt > stored.savedAt ? parting : stored;
}

/** @throws when storage is full or forbidden: the work then lives in memory only, and the page says so. */
export function writeWork(lab: string, work: SavedWork): Promise<void> {
  return set(key(lab), work);
}

/**
 * A copy written at once, for a page that is going away: IndexedDB may not finish before it is gone.
 * @throws when storage is full or forbidden.
 */
export function writeParting(lab: string, work: SavedWork): void {
  localStorage.setItem(key(lab), JSON.stringify(work));
}

function readParting(lab: string): SavedWork | undefined {
  const text = localStorage.getItem(key(lab));
  return text === null ? undefined : { ...NOTHING_SAVED, ...(JSON.parse(text) as Partial<SavedWork>) };
}

/** The last verdict of a lab, and what it is about. It is measured anew on another machine: it goes into no file of progress. */
export interface KeptVerdict {
  readonly verdict: Verdict;
  /** What it is about, as the state of Verify has it. */
  readonly files: string;
  /** Of the lab's files: of another version it says nothing. */
  readonly version: string;
}

const VERDICT_PREFIX = 'unhandled:verdict:';

/** @throws when the browser's storage is closed to us. */
export function readVerdict(lab: string): Promise<KeptVerdict | undefined> {
  return get<KeptVerdict>(VERDICT_PREFIX + lab);
}

/** @throws when storage is full or forbidden. */
export function writeVerdict(lab: string, kept: KeptVerdict): Promise<void> {
  return set(VERDICT_PREFIX + lab, kept);
}

const PRACTICE_PREFIX = 'unhandled:practice:';

/**
 * Takes the next step of a lab's practice. Two tabs may do so at once: no step is lost.
 * @throws when storage is full or forbidden.
 */
export function changePractice(lab: string, change: (practice: Practice) => Practice): Promise<void> {
  return update<Practice>(PRACTICE_PREFIX + lab, (practice) => change(practice ?? NO_PRACTICE));
}

/** Everything that is kept of a lab and goes along to another machine. */
export interface SavedLab extends SavedWork {
  readonly practice: Practice;
}

/** The work on every lab. @throws when the browser's storage is closed to us. */
export async function readAllWork(): Promise<Record<string, SavedLab>> {
  const all = await entries<string, unknown>();
  const labs = new Set(
    all.flatMap(([name]) => [PREFIX, PRACTICE_PREFIX].filter((prefix) => name.startsWith(prefix)).map((prefix) => name.slice(prefix.length))),
  );
  const practice = new Map(all) as ReadonlyMap<string, Practice>;
  return Object.fromEntries(
    await Promise.all([...labs].map(async (lab) => [lab, { ...(await readWork(lab)), practice: practice.get(PRACTICE_PREFIX + lab) ?? NO_PRACTICE }] as const)),
  );
}

/** Puts work in place of what is there, for these labs. @throws when storage is full or forbidden. */
export async function writeAllWork(labs: Readonly<Record<string, SavedLab>>): Promise<void> {
  for (const lab of Object.keys(labs)) localStorage.removeItem(key(lab));
  await setMany(
    Object.entries(labs).flatMap(([lab, { practice, ...work }]): [string, SavedWork | Practice][] => [
      [key(lab), work],
      [PRACTICE_PREFIX + lab, practice],
    ]),
  );
}

/** Who a file of progress is from, as far as they want to say. */
export interface Learner {
  /** Made up by this browser, so that a newer file of the same learner takes the place of an older one. */
  readonly id: string;
  /** As the trainer should see it; empty when they gave none. */
  readonly name: string;
}

const LEARNER_KEY = 'unhandled:learner';

/** @throws when the browser's storage is closed to us. */
export async function readLearner(): Promise<Learner> {
  const learner = await get<Learner>(LEARNER_KEY);
  if (learner !== undefined) return learner;
  const made = { id: randomId(), name: '' };
  await writeLearner(made);
  return made;
}

/** @throws when storage is full or forbidden. */
export function writeLearner(learner: Learner): Promise<void> {
  return set(LEARNER_KEY, learner);
}

/** Not `crypto.randomUUID`: a site inside a company may be served by plain HTTP, where it is missing. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
