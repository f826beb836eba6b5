import { useEffect, useRef, useState } from 'preact/hooks';
import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import type { LogLine, ServerLog } from '../server-log.ts';

/** Characters of a line that are shown at once: a line of 1 MB must not freeze the page. */
const SHOWN = 600;
/** Even "show all" stops here. */
const MAX_SHOWN = 200_000;

export function LogPanel({ log, strings }: { log: ServerLog; strings: WorkspaceStrings }) {
  const list = useRef<HTMLOListElement>(null);
  const lines = log.lines.value;
  const atEnd = useRef(true);
  useEffect(() => {
    const panel = list.current?.closest('.uh-panel');
    if (panel && atEnd.current) panel.scrollTop = panel.scrollHeight;
  }, [lines]);
  useEffect(() => {
    const panel = list.current?.closest('.uh-panel');
    const onScroll = () => {
      if (panel) atEnd.current = panel.scrollHeight - panel.scrollTop - panel.clientHeight < 24;
    };
    panel?.addEventListener('scroll', onScroll, { passive: true });
    return () => panel?.removeEventListener('scroll', onScroll);
  }, []);
  if (lines.length === 0) return <p class="uh-empty">{strings.log.empty}</p>;
  return (
    <>
      {log.dropped.value > 0 && <p class="uh-empty">{fill(strings.log.dropped, { count: log.dropped.value })}</p>}
      <ol class="uh-log" ref={list} aria-label={strings.log.label}>
        {lines.slice(-300).map((line) => (
          <Row key={line.id} line={line} strings={strings} />
        ))}
      </ol>
    </>
  );
}

function Row({ line, strings }: { line: LogLine; strings: WorkspaceStrings }) {
  const [all, setAll] = useState(false);
  const long = line.text.length > SHOWN;
  return (
    <li class={line.stream === 'stderr' ? 'uh-log-error' : ''}>
      <span class="uh-log-time">{(line.atMs / 1000).toFixed(2)}</span>
      <span>
        {long ? line.text.slice(0, all ? MAX_SHOWN : SHOWN) : line.text}
        {long && !all && (
          <>
            …{' '}
            <button type="button" class="uh-link" onClick={() => setAll(true)}>
              {fill(strings.log.more, { size: Math.round(line.text.length / 1000) })}
            </button>
          </>
        )}
      </span>
    </li>
  );
}
