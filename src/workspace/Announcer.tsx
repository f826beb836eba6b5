import { fill, type WorkspaceStrings } from '../i18n/workspace.ts';
import type { Session } from './session.ts';
import { stateText } from './Toolbar.tsx';
import { verdictText } from './panels/ChecksPanel.tsx';

/** Tells screen readers about run state and verdicts, and about nothing that ticks. */
export function Announcer({ session, strings }: { session: Session; strings: WorkspaceStrings }) {
  const verify = session.verify.value;
  const verdict = verify.kind === 'done' ? verdictText(verify.verdict, strings) : verify.kind === 'cancelled' ? strings.checks.cancelled : '';
  return (
    <div class="sr-only">
      <p role="status">{stateText(session, strings)}</p>
      <p role="status">{verdict && fill('{panel}: {verdict}', { panel: strings.panels.checks, verdict })}</p>
    </div>
  );
}
