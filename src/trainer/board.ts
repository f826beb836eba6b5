import type { Practice } from '../workspace/practice.ts';
import type { Progress } from '../workspace/sharing/progress-file.ts';

/** A lab as the board shows it. */
export interface BoardLab {
  readonly slug: string;
  /** '2.4' */
  readonly number: string;
  readonly title: string;
  /** What the course plan allows for it. */
  readonly minutes: number;
}

export type Standing = 'none' | 'working' | 'stuck' | 'passed';

/** One learner in one lab. */
export interface Place {
  readonly standing: Standing;
  readonly hints: number;
  /** ms since the epoch */
  readonly solvedAt: number | undefined;
  readonly practice: Practice;
}

export interface BoardLearner {
  readonly id: string;
  readonly name: string;
  /** The file that this is from. */
  readonly file: string;
  /** ms since the epoch */
  readonly savedAt: number;
  /** By slug; labs that they never opened are missing. */
  readonly places: Readonly<Record<string, Place>>;
}

/** Verdicts without a pass that make somebody stuck. */
export const STUCK_VERDICTS = 5;
/** Time without a pass that makes somebody stuck, as a multiple of what the course plan allows. */
export const STUCK_TIME = 1.5;

/** @param file its name: what a learner is called who gave no name */
export function toLearner(progress: Progress, file: string, labs: readonly BoardLab[]): BoardLearner {
  const places = labs.flatMap((lab) => {
    const work = progress.labs[lab.slug];
    if (work === undefined) return [];
    const { hints, solvedAt, practice } = work;
    return [[lab.slug, { hints, solvedAt, practice, standing: standingOf(practice, solvedAt, lab) }] as const];
  });
  const name = progress.learner?.name ?? '';
  return {
    id: progress.learner?.id ?? `file ${file}`,
    name: name === '' ? file.replace(/\.json(\.gz)?$/, '') : name,
    file,
    savedAt: progress.savedAt,
    places: Object.fromEntries(places),
  };
}

function standingOf({ verdicts, activeMs }: Practice, solvedAt: number | undefined, { minutes }: BoardLab): Standing {
  if (solvedAt !== undefined) return 'passed';
  return verdicts >= STUCK_VERDICTS || activeMs >= minutes * 60_000 * STUCK_TIME ? 'stuck' : 'working';
}

/** Puts a learner among the others. Of two files of the same learner the newer one stays; `older` is the one that went. */
export function withLearner(
  learners: readonly BoardLearner[],
  learner: BoardLearner,
): { readonly learners: readonly BoardLearner[]; readonly older: BoardLearner | undefined } {
  const same = learners.find(({ id }) => id === learner.id);
  if (same !== undefined && same.savedAt > learner.savedAt) return { learners, older: learner };
  const others = learners.filter(({ id }) => id !== learner.id);
  return { learners: [...others, learner].sort((a, b) => a.name.localeCompare(b.name)), older: same };
}

export interface LabSummary {
  readonly lab: BoardLab;
  readonly counts: Readonly<Record<Standing, number>>;
  /** Of those who passed and whose time is known. */
  readonly medianMsToPass: number | undefined;
  /** The wrong fix that most learners tried, by its folder name in wrong/. */
  readonly popularWrongFix: { readonly name: string; readonly learners: number } | undefined;
}

export function summarize(lab: BoardLab, learners: readonly BoardLearner[]): LabSummary {
  const places = learners.map(({ places }) => places[lab.slug]);
  const counts: Record<Standing, number> = { none: 0, working: 0, stuck: 0, passed: 0 };
  for (const place of places) counts[place?.standing ?? 'none']++;
  const times = places.flatMap((place) => (place?.practice.passedAfterMs === undefined ? [] : [place.practice.passedAfterMs]));
  const tried = new Map<string, number>();
  for (const place of places) for (const name of Object.keys(place?.practice.wrongFixes ?? {})) tried.set(name, (tried.get(name) ?? 0) + 1);
  const [popular] = [...tried].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return { lab, counts, medianMsToPass: median(times), popularWrongFix: popular && { name: popular[0], learners: popular[1] } };
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
