import { useEffect, useRef, useState } from 'preact/hooks';
import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import { LOG_LEVELS, type LogLevel } from '../log-level.ts';
import type { LogLine, ServerLog } from '../server-log.ts';

/** Characters of a line that are shown at once: a line of 1 MB must not freeze the page. */
const SHOWN = 600;
/** Even "show all" stops here. */
const MAX_SHOWN = 200_000;

export function LogPanel({ log, strings }: { log: ServerLog; strings: WorkspaceStrings }) {
  const list = useRef<HTMLOListElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<LogLevel>>(new Set());
  const [wanted, setWanted] = useState('');
  const all = log.lines.value;
  const needle = wanted.trim().toLowerCase();
  const isFiltered = needle !== '' || hidden.size > 0;
  const lines = isFiltered ? all.filter(({ text, level }) => !hidden.has(level) && text.toLowerCase().includes(needle)) : all;
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
  if (all.length === 0) return <p class="uh-empty">{strings.log.empty}</p>;
  return (
    <>
      <div class="uh-panel-bar">
        <input
          type="search"
          class="uh-mono uh-log-search"
          placeholder={strings.log.search}
          aria-label={strings.log.search}
          value={wanted}
          onInput={({ currentTarget }) => setWanted(currentTarget.value)}
        />
        {LOG_LEVELS.map((level) => (
          <label key={level}>
            <input
              type="checkbox"
              checked={!hidden.has(level)}
              onChange={({ currentTarget }) =>
                setHidden(currentTarget.checked ? new Set([...hidden].filter((each) => each !== level)) : new Set([...hidden, level]))
              }
            />{' '}
            {strings.log.levels[level]}
          </label>
        ))}
        {isFiltered && <span class="uh-faint uh-number">{fill(strings.log.found, { count: lines.length, all: all.length })}</span>}
      </div>
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
    <li class={`uh-log-${line.level}`}>
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
