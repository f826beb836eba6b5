import { useState } from 'preact/hooks';
import type { CallFrame, HandleReading, SourcePosition } from '@unhandled/lab';
import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import type { HandleGroup } from '../protocol.ts';
import type { Session } from '../session.ts';
import { CountFromNow } from './CountFromNow.tsx';
import { signed } from './signed.ts';

interface HandlesPanelProps {
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly onJump: (file: string, line: number, column: number) => void;
}

/** Rows drawn at once; the newest. */
const ROWS = 100;

type Order = 'count' | 'grown' | 'age' | 'kind';

/** What is open: by the line that opened it, or one by one. */
export function HandlesPanel({ session, strings, onJump }: HandlesPanelProps) {
  const [each, setEach] = useState(false);
  const { handles } = strings;
  if (session.run.value.kind !== 'running') return <p class="uh-empty">{handles.notRunning}</p>;
  if (session.table.value.length === 0) return <p class="uh-empty">{handles.empty}</p>;
  return (
    <>
      <div class="uh-panel-bar">
        <label>
          <input type="checkbox" checked={each} onChange={({ currentTarget }) => setEach(currentTarget.checked)} /> {handles.each}
        </label>
        <CountFromNow session={session} strings={strings} />
      </div>
      {each ? <EachTable session={session} strings={strings} onJump={onJump} /> : <GroupTable session={session} strings={strings} onJump={onJump} />}
    </>
  );
}

function GroupTable({ session, strings, onJump }: HandlesPanelProps) {
  const [order, setOrder] = useState<Order>('count');
  const { handles } = strings;
  const marked = session.markedGroups.value;
  const now = session.readings.value.at(-1)?.atMs ?? 0;
  const grownOf = (group: HandleGroup) => group.count - (marked?.get(group.key) ?? 0);
  const compare: Record<Order, (a: HandleGroup, b: HandleGroup) => number> = {
    count: (a, b) => b.count - a.count,
    grown: (a, b) => grownOf(b) - grownOf(a),
    age: (a, b) => a.oldestMs - b.oldestMs,
    kind: (a, b) => a.kind.localeCompare(b.kind),
  };
  const columns: readonly (readonly [Order, string, boolean])[] = [
    ['kind', handles.kind, false],
    ['count', handles.count, true],
    ...(marked === undefined ? [] : ([['grown', handles.grown, true]] as const)),
    ['age', handles.oldest, true],
  ];
  return (
    <table class="uh-table" aria-label={handles.label}>
      <thead>
        <tr>
          {columns.map(([name, text, isNumber]) => (
            <th key={name} scope="col" class={isNumber ? 'uh-number' : ''} aria-sort={order === name ? 'descending' : 'none'}>
              <button type="button" class="uh-sort" onClick={() => setOrder(name)}>
                {text}
                {order === name ? ' ↓' : ''}
              </button>
            </th>
          ))}
          <th scope="col">{handles.opened}</th>
          <th scope="col">{handles.what}</th>
        </tr>
      </thead>
      <tbody>
        {[...session.groups.value].sort(compare[order]).map((group) => (
          <tr key={group.key}>
            <td>
              <Kind name={group.kind} />
            </td>
            <td class="uh-number">{group.count}</td>
            {marked !== undefined && <td class={`uh-number ${grownOf(group) > 0 ? 'uh-grown' : ''}`}>{signed(grownOf(group))}</td>}
            <td class="uh-number">{ageText(now - group.oldestMs)}</td>
            <td>
              <Place at={group.at} strings={strings} onJump={onJump} />
            </td>
            <td class="uh-mono uh-what">
              {group.label}
              <RequestsOf group={group} strings={strings} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The commonest request that handles were opened for, and how many others there are. */
function RequestsOf({ group, strings }: { group: HandleGroup; strings: WorkspaceStrings }) {
  const [first] = group.requests;
  if (first === undefined) return null;
  const text = group.requests.length === 1 ? strings.handles.openedFor : strings.handles.openedForMore;
  return <span class="uh-faint"> {fill(text, { request: first, others: group.requests.length - 1 })}</span>;
}

function EachTable({ session, strings, onJump }: HandlesPanelProps) {
  const { handles } = strings;
  const table = session.table.value;
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
          <th scope="col">{handles.request}</th>
        </tr>
      </thead>
      <tbody>
        {table
          .slice(-ROWS)
          .reverse()
          .map((handle) => (
            <Row key={handle.id} handle={handle} now={now} strings={strings} onJump={onJump} />
          ))}
      </tbody>
      {table.length > ROWS && <caption>{fill(handles.more, { count: ROWS })}</caption>}
    </table>
  );
}

interface RowProps {
  readonly handle: HandleReading;
  readonly now: number;
  readonly strings: WorkspaceStrings;
  readonly onJump: HandlesPanelProps['onJump'];
}

function Row({ handle, now, strings, onJump }: RowProps) {
  const callers = handle.frames?.slice(1) ?? [];
  return (
    <tr>
      <td>
        <Kind name={handle.kind} />
      </td>
      <td class="uh-mono">{handle.label}</td>
      <td class="uh-number">{ageText(now - handle.openedAtMs)}</td>
      <td>
        <Place at={handle.at} strings={strings} onJump={onJump} />
        {callers.map((frame) => (
          <Caller key={`${frame.file}:${frame.line}`} frame={frame} strings={strings} onJump={onJump} />
        ))}
      </td>
      <td class="uh-mono">{handle.request ? `#${handle.request.number} ${handle.request.method} ${handle.request.url}` : <span class="uh-faint">–</span>}</td>
    </tr>
  );
}

/** A frame further out: where the call came from. */
function Caller({ frame, strings, onJump }: { frame: CallFrame; strings: WorkspaceStrings; onJump: HandlesPanelProps['onJump'] }) {
  return (
    <div class="uh-caller uh-faint">
      {frame.isAsync ? strings.handles.awaitedAt : strings.handles.calledAt} <Place at={frame} strings={strings} onJump={onJump} />
    </div>
  );
}

function Kind({ name }: { name: string }) {
  return (
    <>
      <span class="uh-kind" style={{ background: `var(--uh-kind-${name})` }} aria-hidden="true" /> {name}
    </>
  );
}

function Place({ at, strings, onJump }: { at: SourcePosition | undefined; strings: WorkspaceStrings; onJump: HandlesPanelProps['onJump'] }) {
  if (at === undefined) return <span class="uh-faint">{strings.handles.inside}</span>;
  return (
    <button type="button" class="uh-link uh-mono" onClick={() => onJump(at.file, at.line, at.column)}>
      {at.file}:{at.line}
    </button>
  );
}

function ageText(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
