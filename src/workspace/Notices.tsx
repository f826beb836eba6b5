import { useEffect, useState } from 'preact/hooks';
import type { Exit, Files, SourcePosition } from '@unhandled/lab';
import { fill, type WorkspaceStrings } from '../i18n/workspace.ts';
import { ContainerNotice } from './ContainerNotice.tsx';
import { CopyReport } from './CopyReport.tsx';
import { Line, Link } from './NoticeLine.tsx';
import type { WebContainerSettings } from './sandboxes/web-container-settings.ts';
import type { Session } from './session.ts';

interface NoticesProps {
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly onJump: (file: string, line: number, column: number) => void;
  readonly undo: { readonly edits: Files; readonly message: string } | undefined;
  readonly onUndo: () => void;
  readonly onDismiss: () => void;
  /** Files that came with the page's address, or why they cannot be opened. */
  readonly offered: { readonly files: Files } | { readonly refused: string } | undefined;
  readonly onTake: (files: Files) => void;
  readonly onRefuse: () => void;
  readonly onReset: () => void;
  readonly webContainers: WebContainerSettings;
}

/** A server that has not listened by then gets a line about it, ms. */
const LISTEN_MS = 1500;

/** One line at a time about what went wrong or was just done. The place is always there, so nothing jumps. */
export function Notices({ session, strings, onJump, undo, onUndo, onDismiss, offered, onTake, onRefuse, onReset, webContainers }: NoticesProps) {
  const run = session.run.value;
  const [late, setLate] = useState(false);
  const waiting = run.kind === 'running' && run.port === undefined;
  useEffect(() => {
    setLate(false);
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), LISTEN_MS);
    return () => clearTimeout(timer);
  }, [waiting]);

  const container = session.container.value;
  if (container !== undefined && (container.kind !== 'ready' || (container.blind.length > 0 && run.kind === 'idle')))
    return <ContainerNotice session={session} state={container} settings={webContainers} strings={strings} />;
  if (run.kind === 'dead') return <DeadNotice exit={run.exit} session={session} strings={strings} onJump={onJump} />;
  if (run.kind === 'rejected') {
    return (
      <Line tone="fail">
        <strong>{strings.rejected}</strong> {run.message} <Jump at={run.at} strings={strings} onJump={onJump} />
      </Line>
    );
  }
  if (run.kind === 'replaced') {
    return (
      <Line tone="fail">
        {run.why === 'failed' ? fill(strings.failed, { message: run.message }) : strings.replaced[run.why]}{' '}
        <Link onClick={() => session.startRun()}>{strings.retry}</Link>{' '}
        <CopyReport
          problem={{ lab: session.lab.slug, message: `${run.why}: ${run.message}`, edits: session.work.edits.value, log: session.log.lines.value }}
          strings={strings}
        />
      </Line>
    );
  }
  if (offered !== undefined && 'refused' in offered) {
    return (
      <Line tone="fail">
        {fill(strings.sharing.refused, { reason: offered.refused })} <Link onClick={onRefuse}>×</Link>
      </Line>
    );
  }
  if (offered !== undefined) {
    const { files } = offered;
    return (
      <Line tone="plain">
        {fill(strings.sharing.offered, { files: Object.keys(files).join(', ') || '–' })}{' '}
        <Link onClick={() => onTake(files)}>{strings.sharing.openOffered}</Link> <Link onClick={onRefuse}>{strings.sharing.refuse}</Link>
      </Line>
    );
  }
  if (undo) {
    return (
      <Line tone="plain">
        {undo.message}{' '}
        <button type="button" class="uh-link" onClick={onUndo}>
          {strings.undo}
        </button>{' '}
        <button type="button" class="uh-link" aria-label={strings.shortcuts.close} onClick={onDismiss}>
          ×
        </button>
      </Line>
    );
  }
  if (session.work.labHasChanged.value) {
    return (
      <Line tone="plain">
        {strings.sharing.labHasChanged} <Link onClick={onReset}>{strings.sharing.startAnew}</Link>{' '}
        <Link
          onClick={() => {
            session.work.labHasChanged.value = false;
          }}
        >
          {strings.sharing.keepMine}
        </Link>
      </Line>
    );
  }
  if (waiting && late) return <Line tone="fail">{fill(strings.notListening, { port: 3000 })}</Line>;
  if (session.noAnswer.value) return <Line tone="fail">{strings.notAnswering}</Line>;
  if (!session.work.storageWorks.value) return <Line tone="plain">{strings.storageFailed}</Line>;
  return <div class="uh-notice" aria-hidden="true" />;
}

function DeadNotice({ exit, session, strings, onJump }: { exit: Exit; session: Session; strings: WorkspaceStrings; onJump: NoticesProps['onJump'] }) {
  const limit = session.lab.manifest.limits.memoryBytes / 2 ** 20;
  const words = exit.lastWords.split('\n', 1)[0];
  return (
    <Line tone="fail">
      <strong>{fill(strings.state.dead, { code: exit.code })}.</strong> {fill(strings.died[exit.reason], { limit })}{' '}
      {exit.reason === 'uncaught' && words && <code>{words}</code>} <Jump at={exit.at} strings={strings} onJump={onJump} />
    </Line>
  );
}

function Jump({ at, strings, onJump }: { at: SourcePosition | undefined; strings: WorkspaceStrings; onJump: NoticesProps['onJump'] }) {
  if (at === undefined) return null;
  return (
    <button type="button" class="uh-link" onClick={() => onJump(at.file, at.line, at.column)}>
      {fill(strings.at, { place: `${at.file}:${at.line}:${at.column}` })}
    </button>
  );
}
