import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';
import { fill, workspaceStrings } from '../i18n/workspace.ts';
import { CopyReport } from './CopyReport.tsx';
import type { DeskProps } from './Desk.tsx';
import { EngineClient } from './engine-client.ts';
import type { LabWorkspaceProps } from './props.ts';
import type { Session } from './session.ts';
import './start.css';
import { messageOf } from './problem-report.ts';

type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'started'; readonly session: Session; readonly Desk: ComponentType<DeskProps> };

/** The island of a lesson with a lab: one button until somebody asks for more. */
export function LabWorkspace({ lab, locale, content, children }: LabWorkspaceProps) {
  const strings = workspaceStrings(locale);
  const [state, setState] = useState<State>({ kind: 'waiting' });
  // Clicks before hydration are lost, so the button only works once there is somebody to hear them.
  const [hydrated, setHydrated] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => setHydrated(true), []);

  const started = state.kind === 'started';
  useEffect(() => {
    if (started) root.current?.closest('.uh-lab')?.setAttribute('data-lab-state', 'started');
  }, [started]);

  async function start() {
    setState({ kind: 'starting' });
    // The editor is the largest part: on its way while the lab's files are read. Who opens it meets what went wrong.
    void import('./editor/monaco.ts').then(({ loadMonaco }) => loadMonaco()).catch(() => {});
    const client = new EngineClient();
    client.send({ kind: 'prepare', lab });
    try {
      const [{ Session }, { loadLab }, { Desk }] = await Promise.all([import('./session.ts'), import('./lab-source.ts'), import('./Desk.tsx')]);
      setState({ kind: 'started', session: await Session.open(await loadLab(lab), client), Desk });
    } catch (error) {
      client.close();
      setState({ kind: 'failed', message: messageOf(error) });
    }
  }

  if (state.kind === 'started') {
    const { Desk, session } = state;
    return (
      <div class="uh-workspace" ref={root}>
        <Desk session={session} strings={strings} locale={locale} content={content} />
      </div>
    );
  }
  return (
    <div class="uh-workspace uh-workspace-waiting" ref={root}>
      <div class="uh-start">
        <button type="button" class="uh-button uh-button-primary" disabled={!hydrated || state.kind === 'starting'} onClick={start}>
          {state.kind === 'failed' ? strings.retry : strings.startLab}
        </button>
        <p role="status">
          {state.kind === 'starting' ? strings.starting : state.kind === 'failed' ? fill(strings.startFailed, { message: state.message }) : ''}
        </p>
        {state.kind === 'failed' && <CopyReport problem={{ lab, message: state.message }} strings={strings} />}
      </div>
      {children}
    </div>
  );
}
