import { useEffect } from 'preact/hooks';
import type { MemoryHolder, RouteMemory } from '@unhandled/lab';
import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import type { Session } from '../session.ts';
import { CountFromNow } from './CountFromNow.tsx';
import { signed } from './signed.ts';

/** A reading stops the server for some 50 ms: seldom enough that nobody notices. */
const READING_MS = 2000;

interface MemoryPanelProps {
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly onJump: (file: string, line: number, column: number) => void;
}

/** Who keeps memory alive, and which routes left it behind. */
export function MemoryPanel({ session, strings, onJump }: MemoryPanelProps) {
  const running = session.run.value.kind === 'running';
  useEffect(() => {
    if (!running) return;
    session.readMemory();
    const timer = setInterval(() => session.readMemory(), READING_MS);
    return () => clearInterval(timer);
  }, [session, running]);
  const memory = session.memory.value;
  const text = strings.memory;
  if (session.place.value !== 'engine') return <p class="uh-empty">{strings.place.noMemory}</p>;
  if (!running && memory === undefined) return <p class="uh-empty">{text.notRunning}</p>;
  if (memory === undefined) return <p class="uh-empty">{text.reading}</p>;
  return (
    <>
      <div class="uh-panel-bar">
        <CountFromNow session={session} strings={strings} />
      </div>
      <p class="uh-verdict">
        {fill(text.total, { bytes: memory.heapBytes.toLocaleString('en') })}{' '}
        <em>{fill(text.grown, { bytes: signed(memory.grownBytes), seconds: ((memory.atMs - memory.sinceMs) / 1000).toFixed(1) })}</em>
      </p>
      <h3 class="uh-heading">{text.holders}</h3>
      {memory.holders.length === 0 ? <p class="uh-faint">{text.nothingGrew}</p> : <Holders holders={memory.holders} strings={strings} onJump={onJump} />}
      <h3 class="uh-heading">{text.routes}</h3>
      {memory.routes.length === 0 ? <p class="uh-faint">{text.noRequests}</p> : <Routes routes={memory.routes} strings={strings} />}
      <p class="uh-faint uh-note">{strings.checks.bytesNote}</p>
    </>
  );
}

function Holders({ holders, strings, onJump }: { holders: readonly MemoryHolder[]; strings: WorkspaceStrings; onJump: MemoryPanelProps['onJump'] }) {
  const text = strings.memory;
  return (
    <table class="uh-table" aria-label={text.holders}>
      <thead>
        <tr>
          <th scope="col" class="uh-number">
            {text.bytes}
          </th>
          <th scope="col">{text.path}</th>
          <th scope="col">{text.objects}</th>
        </tr>
      </thead>
      <tbody>
        {holders.map((holder) => (
          <tr key={holder.place}>
            <td class="uh-number uh-grown">{signed(holder.bytes)}</td>
            <td class="uh-mono">
              {holder.file === undefined ? (
                holder.path
              ) : (
                <button type="button" class="uh-link uh-mono uh-path" onClick={() => onJump(holder.file as string, lineOf(holder.path), 1)}>
                  {holder.path}
                </button>
              )}
            </td>
            <td>
              {holder.objects
                .filter(({ count }) => count > 0)
                .map(({ name, count }) => `${name} ×${count}`)
                .slice(0, 4)
                .join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The line that a path names first: a function's; a variable's path has none. */
function lineOf(path: string): number {
  return Number(/:(\d+)\)/.exec(path)?.[1] ?? 1);
}

function Routes({ routes, strings }: { routes: readonly RouteMemory[]; strings: WorkspaceStrings }) {
  const text = strings.memory;
  return (
    <table class="uh-table" aria-label={text.routes}>
      <thead>
        <tr>
          <th scope="col">{text.route}</th>
          <th scope="col" class="uh-number">
            {text.requests}
          </th>
          <th scope="col" class="uh-number">
            {text.retaining}
          </th>
          <th scope="col" class="uh-number">
            {text.bytes}
          </th>
          <th scope="col" class="uh-number">
            {text.perRequest}
          </th>
        </tr>
      </thead>
      <tbody>
        {routes.map(({ route, requests, retaining, retainedBytes }) => (
          <tr key={route}>
            <td class="uh-mono">{route}</td>
            <td class="uh-number">{requests.toLocaleString('en')}</td>
            <td class="uh-number">{retaining.toLocaleString('en')}</td>
            <td class="uh-number">{retainedBytes.toLocaleString('en')}</td>
            <td class="uh-number">{(retainedBytes / Math.max(1, requests)).toFixed(1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
