import type { WorkspaceStrings } from '../i18n/workspace.ts';
import { fill } from '../i18n/workspace.ts';
import type { Session } from './session.ts';

interface ToolbarProps {
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly showSolution: boolean;
  readonly onVerify: () => void;
  readonly onReset: () => void;
  readonly onSolution: () => void;
  readonly onShare: () => void;
  /** Absent where there is only one place to run. */
  readonly onPlace: (() => void) | undefined;
  readonly onShortcuts: () => void;
}

export function Toolbar({ session, strings, showSolution, onVerify, onReset, onSolution, onShare, onPlace, onShortcuts }: ToolbarProps) {
  const run = session.run.value;
  const running = run.kind === 'running';
  const verifying = session.verify.value.kind === 'running';
  return (
    <div class="uh-toolbar" role="toolbar" aria-label={strings.toolbar}>
      <button type="button" class="uh-button uh-button-primary" title="Ctrl+Enter" onClick={() => session.startRun()}>
        {running ? strings.runAgain : strings.run}
      </button>
      <button type="button" class="uh-button" disabled={!running} onClick={() => session.stopRun()}>
        {strings.stop}
      </button>
      <button type="button" class="uh-button" disabled={!running} aria-pressed={session.loadOn.value} onClick={() => session.setLoad(!session.loadOn.value)}>
        {session.loadOn.value ? strings.loadStop : strings.loadStart}
      </button>
      <button type="button" class="uh-button" title="Ctrl+Shift+Enter" onClick={() => (verifying ? session.cancelVerify() : onVerify())}>
        {verifying ? strings.cancel : strings.verify}
      </button>
      <p class={`uh-state uh-state-${run.kind}`}>
        <span class="uh-dot" aria-hidden="true" />
        {stateText(session, strings)}
        {session.work.solvedAt.value !== undefined && <span class="uh-solved">✓ {strings.solved}</span>}
      </p>
      <span class="uh-toolbar-end">
        {onPlace !== undefined && (
          <button
            type="button"
            class="uh-button uh-button-quiet"
            aria-haspopup="dialog"
            aria-label={fill(strings.place.button, { place: strings.place.names[session.place.value] })}
            onClick={onPlace}
          >
            {strings.place.short[session.place.value]}
          </button>
        )}
        <button type="button" class="uh-button uh-button-quiet" aria-pressed={showSolution} onClick={onSolution}>
          {showSolution ? strings.closeSolution : strings.solution}
        </button>
        <button type="button" class="uh-button uh-button-quiet" disabled={Object.keys(session.work.edits.value).length === 0} onClick={onReset}>
          {strings.reset}
        </button>
        <button type="button" class="uh-button uh-button-quiet" onClick={onShare}>
          {strings.sharing.button}
        </button>
        <button type="button" class="uh-button uh-button-quiet" aria-label={strings.shortcuts.title} title={strings.shortcuts.title} onClick={onShortcuts}>
          ?
        </button>
      </span>
    </div>
  );
}

/** The answer to "is it running, is it under load, is it dead" in a few words. */
export function stateText(session: Session, strings: WorkspaceStrings): string {
  const run = session.run.value;
  switch (run.kind) {
    case 'booting':
      return strings.phases[run.phase];
    case 'running':
      if (run.port === undefined) return strings.state.starting;
      return session.loadOn.value ? fill(strings.state.loaded, { rate: session.plan.value.perSecond }) : fill(strings.state.running, { port: run.port });
    case 'dead':
      return fill(strings.state.dead, { code: run.exit.code });
    default:
      return strings.state[run.kind];
  }
}
