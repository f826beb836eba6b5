import type { Sandbox, Verdict } from '../packages/lab/src/index.ts';
import { checkLabs, type VariantReport } from './check-labs.ts';

interface Rounds {
  /** How many, at most. */
  readonly repeat: number;
  /** No round of a lab begins after so long. */
  readonly minutes?: number;
  /** No variant is run a second time within a round. */
  readonly once?: boolean;
}

interface RoundsReport {
  /** A row for each variant: of the first round that was not as declared, else of the last. */
  readonly reports: readonly VariantReport[];
  /** How many rounds each lab really had. */
  readonly ran: Readonly<Record<string, number>>;
}

/** Checks labs over and over: a round is every lab once, so that a limit of time leaves none out. @param onReport told of each variant of each round */
export async function checkRounds(
  slugs: readonly string[],
  folder: string,
  sandbox: Sandbox,
  { repeat, minutes = Number.POSITIVE_INFINITY, once = false }: Rounds,
  onReport?: (report: VariantReport, verdict?: Verdict) => void,
): Promise<RoundsReport> {
  const startedMs = performance.now();
  const found = new Map<string, VariantReport>();
  const ran: Record<string, number> = Object.fromEntries(slugs.map((slug) => [slug, 0]));
  const isOver = () => performance.now() - startedMs > minutes * 60_000;
  for (let round = 0; round < repeat; round++) {
    for (const slug of slugs) {
      if (round > 0 && isOver()) break;
      for (const report of await checkLabs([slug], folder, sandbox, onReport, once)) {
        const key = `${report.slug} ${report.variant}`;
        if (found.get(key)?.ok !== false) found.set(key, report);
      }
      ran[slug] = (ran[slug] ?? 0) + 1;
    }
  }
  return { reports: [...found.values()], ran };
}
