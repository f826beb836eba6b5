import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import type { Session } from '../session.ts';

interface HandlesPanelProps {
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly onJump: (file: string, line: number, column: number) => void;
}

/** Rows drawn at once; the newest. */
const ROWS = 100;

/** What is open, how long, and the line that opened it. Newest first. */
export function HandlesPanel({ session, strings, onJump }: HandlesPanelProps) {
  const { handles } = strings;
  const table = session.table.value;
  if (session.run.value.kind !== 'running') return <p class="uh-empty">{handles.notRunning}</p>;
  if (table.length === 0) return <p class="uh-empty">{handles.empty}</p>;
  const now = session.readings.value.at(-1)?.atMs ?? 0;
  return (
    <table class="uh-table" aria-label={handles.label}>
      <thead>
        <tr>
          <th scope="col">{handles.kind}</th>
          <th scope="col">{handles.what}</th>
          <th scope="col" class="uh-number">
            {handles.age}
          </th>
          <th scope="col">{handles.opened}</th>
        </tr>
      </thead>
      <tbody>
        {table
          .slice(-ROWS)
          .reverse()
          .map((handle) => (
            <tr key={handle.id}>
              <td>
                <span class="uh-kind" style={{ background: `var(--uh-kind-${handle.kind})` }} aria-hidden="true" /> {handle.kind}
              </td>
              <td class="uh-mono">{handle.label}</td>
              <td class="uh-number">{ageText(now - handle.openedAtMs)}</td>
              <td>
                {handle.at ? (
                  <button type="button" class="uh-link uh-mono" onClick={() => handle.at && onJump(handle.at.file, handle.at.line, handle.at.column)}>
                    {handle.at.file}:{handle.at.line}
                  </button>
                ) : (
                  <span class="uh-faint">{handles.inside}</span>
                )}
              </td>
            </tr>
          ))}
      </tbody>
      {table.length > ROWS && <caption>{fill(handles.more, { count: ROWS })}</caption>}
    </table>
  );
}

function ageText(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
