import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';
import { fill, workspaceStrings } from '../i18n/workspace.ts';
import { CopyReport } from './CopyReport.tsx';
import type { DeskProps } from './Desk.tsx';
import { EngineClient } from './engine-client.ts';
import type { Places } from './lab-client.ts';
import type { LabWorkspaceProps } from './props.ts';
import type { WebContainerSettings } from './sandboxes/web-container-settings.ts';
import type { Session } from './session.ts';
import './start.css';
import { messageOf } from './problem-report.ts';
import { WhatLeaves } from './WhatLeaves.tsx';

type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'started'; readonly session: Session; readonly Desk: ComponentType<DeskProps> };

/** The island of a lesson with a lab: one button until somebody asks for more. */
export function LabWorkspace({ lab, locale, content, webContainers, children }: LabWorkspaceProps) {
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
    const startsOnEngine = webContainers.offer !== 'webcontainer';
    const engine = startsOnEngine ? new EngineClient() : undefined;
    engine?.send({ kind: 'prepare', lab });
    loadEditorStylesheet().catch(() => {});
    try {
      const [{ Session }, { loadLab }, { Desk }] = await loadDesk();
      const source = await loadLab(lab);
      // The editor is the largest part, and busy for a while when it comes: the desk stands by then. Who opens it meets what went wrong.
      loadEditor().catch(() => {});
      const session = await Session.open(source, placesFor(webContainers), engine);
      if (!startsOnEngine) {
        const { missingInContainer } = await import('./missing-in-container.ts');
        void session.switchTo(missingInContainer(source.manifest).length === 0 ? 'webcontainer' : 'engine');
      }
      setState({ kind: 'started', session, Desk });
    } catch (error) {
      engine?.close();
      setState({ kind: 'failed', message: messageOf(error) });
    }
  }

  /** Whoever points at the button is about to press it: scripts come meanwhile. What goes wrong is told to whom it concerns, after the press. */
  function foresee() {
    loadEditorStylesheet().catch(() => {});
    loadDesk()
      .then(([, { loadLab }]) => loadLab(lab))
      .then(loadEditor)
      .catch(() => {});
  }

  if (state.kind === 'started') {
    const { Desk, session } = state;
    return (
      <div class="uh-workspace" ref={root}>
        <Desk session={session} strings={strings} locale={locale} content={content} webContainers={webContainers} />
      </div>
    );
  }
  return (
    <div class="uh-workspace uh-workspace-waiting" ref={root}>
      <div class="uh-start">
        <button
          type="button"
          class="uh-button uh-button-primary"
          disabled={!hydrated || state.kind === 'starting'}
          onPointerEnter={foresee}
          onFocus={foresee}
          onClick={start}
        >
          {state.kind === 'failed' ? strings.retry : strings.startLab}
        </button>
        <p role="status">
          {state.kind === 'starting' ? strings.starting : state.kind === 'failed' ? fill(strings.startFailed, { message: state.message }) : ''}
        </p>
        {webContainers.offer === 'webcontainer' && <WhatLeaves settings={webContainers} strings={strings} />}
        {state.kind === 'failed' && <CopyReport problem={{ lab, message: state.message }} strings={strings} />}
      </div>
      {children}
    </div>
  );
}

function loadDesk() {
  return Promise.all([import('./session.ts'), import('./lab-source.ts'), import('./Desk.tsx')]);
}

/** Before the desk stands: a stylesheet makes the browser style all of the page again. */
async function loadEditorStylesheet(): Promise<void> {
  const { linkMonacoStylesheet } = await import('./editor/monaco-stylesheet.ts');
  await linkMonacoStylesheet();
}

function loadEditor(): Promise<unknown> {
  return Promise.all([import('./editor/code-editor.ts'), import('./editor/start-tables.ts')]);
}

/** What another place needs is fetched when the lab goes there. */
function placesFor(webContainers: WebContainerSettings): Places {
  return {
    engine: async () => new EngineClient(),
    webcontainer: async () => {
      if (webContainers.offer === 'off') throw new RangeError('This site offers no WebContainers');
      const { WebContainerClient } = await import('./sandboxes/webcontainer-client.ts');
      return new WebContainerClient(webContainers);
    },
  };
}
