import { useEffect, useState } from 'preact/hooks';
import { fill, type WorkspaceStrings } from '../i18n/workspace.ts';
import { CopyReport } from './CopyReport.tsx';
import { Line, Link } from './NoticeLine.tsx';
import type { ContainerState } from './protocol.ts';
import type { WebContainerSettings } from './sandboxes/web-container-settings.ts';
import type { Session } from './session.ts';

interface ContainerNoticeProps {
  readonly session: Session;
  readonly state: ContainerState;
  readonly settings: WebContainerSettings;
  readonly strings: WorkspaceStrings;
}

const PHASES = ['runtime', 'install', 'probe'] as const;

/** How far the container is, why there is none, or what it cannot tell; with the way back to the embedded engine. */
export function ContainerNotice({ session, state, settings, strings }: ContainerNoticeProps) {
  const text = strings.place;
  const back = <Link onClick={() => void session.switchTo('engine')}>{text.engine.switch}</Link>;
  if (state.kind === 'ready') {
    return (
      <Line tone="plain">
        {fill(text.ready, { node: state.node })} {text.blind} {state.blind.map(({ sense }) => sense).join(', ')}. {back}
      </Line>
    );
  }
  if (state.kind === 'failed') {
    return (
      <Line tone="fail" whole role="alert">
        {failureSentence(state, settings, strings)} {back}{' '}
        <CopyReport
          problem={{ lab: session.lab.slug, message: `WebContainers, ${state.why}: ${state.message}`, edits: session.work.edits.value }}
          strings={strings}
        />
      </Line>
    );
  }
  const step = PHASES.indexOf(state.phase) + 1;
  return (
    <Line tone="plain" whole>
      <progress class="uh-progress" max={PHASES.length + 1} value={step} aria-hidden="true" />{' '}
      {fill(text.step, { step, of: PHASES.length, phase: text.phases[state.phase] })}, <Seconds key={state.phase} /> {back}{' '}
      <span class="uh-faint uh-mono uh-npm-line">{state.line}</span>
    </Line>
  );
}

/** One sentence that a person would say. */
export function failureSentence(
  { why, message }: Extract<ContainerState, { kind: 'failed' }>,
  settings: WebContainerSettings,
  strings: WorkspaceStrings,
): string {
  const sentences: Readonly<Record<string, string>> = strings.place.failed;
  const host = settings.offer === 'off' ? '' : new URL(settings.origin).host;
  return fill(sentences[why] ?? strings.place.failed.broken, { host, message });
}

function Seconds() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return <span class="uh-number">{seconds} s</span>;
}
