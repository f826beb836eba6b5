import type { BoardLab, BoardLearner } from './board.ts';

const HEADER = ['learner', 'lab', 'slug', 'standing', 'minutes_active', 'minutes_to_pass', 'verdicts', 'hints', 'solved_at', 'failed_checks', 'wrong_fixes'];

/** A row for each learner in each lab (RFC 4180, UTF-8 with a mark so that spreadsheets know). */
export function toBoardCsv(learners: readonly BoardLearner[], labs: readonly BoardLab[]): string {
  const rows = learners.flatMap(({ name, places }) =>
    labs.map(({ slug, number }) => {
      const place = places[slug];
      if (place === undefined) return [name, number, slug, 'none', '', '', '', '', '', '', ''];
      const { practice, standing, hints, solvedAt } = place;
      return [
        name,
        number,
        slug,
        standing,
        minutes(practice.activeMs),
        practice.passedAfterMs === undefined ? '' : minutes(practice.passedAfterMs),
        String(practice.verdicts),
        String(hints),
        solvedAt === undefined ? '' : new Date(solvedAt).toISOString(),
        practice.last?.failed.join(' ') ?? '',
        Object.entries(practice.wrongFixes)
          .map(([fix, times]) => `${fix} ${times}`)
          .join('; '),
      ];
    }),
  );
  return `\uFEFF${[HEADER, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

const minutes = (ms: number) => (ms / 60_000).toFixed(1);

/** Names come out of files of others: what a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
