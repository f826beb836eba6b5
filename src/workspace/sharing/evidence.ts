import { createTwoFilesPatch } from 'diff';
import type { Files, Verdict } from '@unhandled/lab';
import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';

export interface Evidence {
  readonly title: string;
  readonly page: string;
  readonly before: Files;
  readonly after: Files;
  readonly verdict: Verdict | undefined;
  /** False when the files changed after the verdict was given. */
  readonly verdictIsCurrent: boolean;
  /** A check's sentence in the reader's language. */
  readonly sentence: (check: Verdict['checks'][number]) => string;
  /** By title, as data URIs. */
  readonly charts: readonly { readonly title: string; readonly picture: string }[];
  readonly csv: string;
  readonly takenAt: Date;
}

const STYLE = `body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}
h1{font-size:1.6rem}h2{margin-top:2.2rem;font-size:1.15rem}table{border-collapse:collapse;width:100%}
th,td{padding:4px 10px 4px 0;border-bottom:1px solid #ddd;text-align:start;vertical-align:top}
pre{overflow:auto;padding:12px;border:1px solid #ddd;border-radius:6px;font:13px/1.5 ui-monospace,monospace}
ins{background:#e2f4e9;text-decoration:none}del{background:#fbe6e2;text-decoration:none}.pass{color:#0a6b3d}.fail{color:#b3261e}img{max-width:100%}`;

/** Changed code, charts and verdict as one page that needs nothing else, to attach to a pull request or a postmortem. */
export function toEvidencePage(evidence: Evidence, strings: WorkspaceStrings): string {
  const text = strings.sharing.evidence;
  const changed = Object.keys(evidence.after).filter((path) => evidence.after[path] !== evidence.before[path]);
  const diffs = changed.map((path) => `<pre>${colour(createTwoFilesPatch(path, path, evidence.before[path] ?? '', evidence.after[path] ?? '', '', ''))}</pre>`);
  const charts = evidence.charts.map(({ title, picture }) => `<h3>${escapeHtml(title)}</h3><img alt="${escapeHtml(title)}" src="${picture}">`);
  const csv = `data:text/csv;charset=utf-8,${encodeURIComponent(evidence.csv)}`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(evidence.title)}</title><style>${STYLE}</style>
<h1>${escapeHtml(evidence.title)}</h1>
<p>${escapeHtml(fill(text.intro, { date: evidence.takenAt.toISOString().slice(0, 16).replace('T', ' '), page: evidence.page }))}</p>
<h2>${escapeHtml(text.verdict)}</h2>${verdictTable(evidence, strings)}
<h2>${escapeHtml(text.code)}</h2>${diffs.join('\n') || `<p>${escapeHtml(text.unchanged)}</p>`}
<h2>${escapeHtml(text.charts)}</h2>${charts.join('\n') || `<p>${escapeHtml(text.noCharts)}</p>`}
<p><a download="readings.csv" href="${csv}">readings.csv</a></p></html>
`;
}

function verdictTable({ verdict, verdictIsCurrent, sentence }: Evidence, strings: WorkspaceStrings): string {
  const text = strings.sharing.evidence;
  if (verdict === undefined) return `<p>${escapeHtml(text.notVerified)}</p>`;
  const rows = verdict.checks.map((check) => {
    const figure = check.figure === undefined ? '' : fill(strings.checks.threshold, { ...check.figure });
    return `<tr><td class="${check.status}">${escapeHtml(strings.checks.status[check.status])}</td><td>${escapeHtml(check.id)}</td><td>${escapeHtml(sentence(check))}</td><td>${escapeHtml(figure)}</td></tr>`;
  });
  return `${verdictIsCurrent ? '' : `<p>${escapeHtml(strings.checks.stale)}</p>`}<table>${rows.join('\n')}</table>`;
}

function colour(patch: string): string {
  return patch
    .split('\n')
    .slice(2)
    .map((line) => (line.startsWith('+') ? `<ins>${escapeHtml(line)}</ins>` : line.startsWith('-') ? `<del>${escapeHtml(line)}</del>` : escapeHtml(line)))
    .join('\n');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
