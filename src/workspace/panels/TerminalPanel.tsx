import { useEffect, useRef, useState } from 'preact/hooks';
import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import type { Session } from '../session.ts';
import { messageOf } from '../problem-report.ts';

interface TerminalPanelProps {
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly isShown: boolean;
}

/** A shell on the lab's computer. Its code comes when the panel is first opened. */
export function TerminalPanel({ session, strings, isShown }: TerminalPanelProps) {
  const holder = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<string | undefined>();
  const [attempt, setAttempt] = useState(0);
  const hasShell = session.place.value === 'engine';
  useEffect(() => {
    if (!hasShell) return;
    let gone = false;
    let close: (() => void) | undefined;
    setFailure(undefined);
    import('../terminal/terminal-view.ts').then(
      ({ openTerminal }) => {
        if (!gone && holder.current !== null) close = openTerminal(holder.current, session, strings.terminal);
      },
      (error: unknown) => setFailure(messageOf(error)),
    );
    return () => {
      gone = true;
      close?.();
    };
  }, [session, attempt, hasShell]);
  useEffect(() => {
    if (isShown) holder.current?.querySelector('textarea')?.focus();
  }, [isShown]);
  if (!hasShell) return isShown ? <p class="uh-empty">{strings.place.noTerminal}</p> : null;
  return (
    <div class="uh-terminal" hidden={!isShown}>
      {failure !== undefined && (
        <p class="uh-empty" role="status">
          {fill(strings.terminal.failed, { message: failure })}{' '}
          <button type="button" class="uh-link" onClick={() => setAttempt(attempt + 1)}>
            {strings.retry}
          </button>
        </p>
      )}
      <div class="uh-terminal-screen" ref={holder} />
      <p class="uh-terminal-help">{strings.terminal.leave}</p>
    </div>
  );
}
