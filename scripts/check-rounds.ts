import type { Sandbox, Verdict } from '../packages/lab/src/index.ts';
import { checkLabs, type VariantReport } from './check-labs.ts';

interface Rounds {
  /** How many, at most. */
  readonly repeat: number;
  /** No round begins after so long. */
  readonly minutes?: number;
  /** No variant is run a second time within a round. */
  readonly once?: boolean;
}

interface RoundsReport {
  /** A row for each variant: of the first round that was not as declared, else of the last. */
  readonly reports: readonly VariantReport[];
  /** How many rounds there really were. */
  readonly ran: number;
}

interface Listener {
  /** Told of each variant of each round. */
  onReport?(report: VariantReport, verdict?: Verdict): void;
  /** Told of each round, from 1 on, when it is over. */
  onRound?(round: number, reports: readonly VariantReport[]): void;
}

/** Checks labs over and over. A round is every lab once, as one queue: no core waits for a lab's last variant. */
export async function checkRounds(
  slugs: readonly string[],
  folder: string,
  sandbox: Sandbox,
  { repeat, minutes = Number.POSITIVE_INFINITY, once = false }: Rounds,
  listener: Listener = {},
): Promise<RoundsReport> {
  const startedMs = performance.now();
  const isOver = () => performance.now() - startedMs > minutes * 60_000;
  const found = new Map<string, VariantReport>();
  let ran = 0;
  while (ran < repeat && (ran === 0 || !isOver())) {
    const reports = await checkLabs(slugs, folder, sandbox, listener.onReport, once);
    ran++;
    listener.onRound?.(ran, reports);
    for (const report of reports) {
      const key = `${report.slug} ${report.variant}`;
      if (found.get(key)?.ok !== false) found.set(key, report);
    }
  }
  return { reports: [...found.values()], ran };
}
