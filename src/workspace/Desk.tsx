import { effect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Files } from '@unhandled/lab';
import type { Locale } from '../i18n/locale.ts';
import { fill, type WorkspaceStrings } from '../i18n/workspace.ts';
import { Announcer } from './Announcer.tsx';
import { Charts } from './charts/Charts.tsx';
import { CodeArea } from './editor/CodeArea.tsx';
import { keepLabsOffline } from './keep-offline.ts';
import { Notices } from './Notices.tsx';
import { ChecksPanel } from './panels/ChecksPanel.tsx';
import { HandlesPanel } from './panels/HandlesPanel.tsx';
import { HintsPanel } from './panels/HintsPanel.tsx';
import { LogPanel } from './panels/LogPanel.tsx';
import { MemoryPanel } from './panels/MemoryPanel.tsx';
import { TerminalPanel } from './panels/TerminalPanel.tsx';
import { TrafficPanel } from './panels/TrafficPanel.tsx';
import { VersionsPanel } from './panels/VersionsPanel.tsx';
import { PlaceSheet } from './PlaceSheet.tsx';
import type { LabContent } from './props.ts';
import type { WebContainerSettings } from './sandboxes/web-container-settings.ts';
import type { Session } from './session.ts';
import { fromShareLink, ShareLinkError } from './sharing/share-link.ts';
import { SharingSheet } from './sharing/SharingSheet.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';
import { Splitter } from './Splitter.tsx';
import { countTimeInUse } from './time-in-use.ts';
import { Toolbar } from './Toolbar.tsx';
import './workspace.css';

export interface DeskProps {
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly locale: Locale;
  readonly content: LabContent;
  readonly webContainers: WebContainerSettings;
}

type PanelName = 'versions' | 'checks' | 'log' | 'terminal' | 'handles' | 'memory' | 'traffic' | 'hints';
const PANELS: readonly PanelName[] = ['checks', 'log', 'terminal', 'handles', 'memory', 'traffic', 'hints'];

/** The on-call engineer's desk: code and charts above, panels below. */
export function Desk({ session, strings, locale, content, webContainers }: DeskProps) {
  const [panel, setPanel] = useState<PanelName>('checks');
  const [showSolution, setShowSolution] = useState(false);
  const [sheet, setSheet] = useState<'none' | 'shortcuts' | 'sharing' | 'place'>('none');
  const [offered, setOffered] = useState<{ readonly files: Files } | { readonly refused: string } | undefined>();
  const [undo, setUndo] = useState<{ readonly edits: Files; readonly message: string } | undefined>();
  const [revealed, setRevealed] = useState<{ file: string; line: number; column: number } | undefined>();
  // It stays once it was opened: what stands in it is not to be lost to a look at the checks.
  const terminalOpened = useRef(false);
  if (panel === 'terminal') terminalOpened.current = true;
  const panels: readonly PanelName[] = showSolution ? ['versions', ...PANELS] : PANELS;
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    void keepLabsOffline();
    const onHide = () => session.work.saveParting();
    const onVisibility = () => {
      session.setVisible(!document.hidden);
      if (document.hidden) session.work.saveParting();
    };
    const stopCounting = countTimeInUse((ms) => session.work.used(ms));
    addEventListener('pagehide', onHide);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      removeEventListener('pagehide', onHide);
      document.removeEventListener('visibilitychange', onVisibility);
      stopCounting();
      session.close();
    };
  }, [session]);

  // A verdict or a death is what the reader waits for: show the panel that tells it.
  useEffect(
    () =>
      effect(() => {
        if (session.verify.value.kind === 'running') setPanel('checks');
      }),
    [session],
  );
  useEffect(
    () =>
      effect(() => {
        if (session.run.value.kind === 'dead') setPanel('log');
      }),
    [session],
  );

  // A link may carry files: they are offered, never opened by themselves.
  useEffect(() => {
    fromShareLink(location.hash, session.lab.manifest.editable).then(
      (files) => {
        if (files !== undefined) setOffered({ files });
      },
      (error: unknown) => setOffered({ refused: error instanceof ShareLinkError ? error.message : String(error) }),
    );
  }, [session]);

  function takeOffered(files: Files) {
    setUndo({ edits: session.work.replaceEdits(files), message: strings.sharing.opened });
    setOffered(undefined);
    history.replaceState(history.state, '', location.pathname + location.search);
  }

  function verify() {
    setShowView('checks');
    session.startVerify();
  }

  function setShowView(view: 'code' | 'checks') {
    const frame = root.current?.closest<HTMLElement>('.uh-lab');
    if (frame && frame.dataset['view'] !== 'story') frame.dataset['view'] = view;
  }

  function jump(file: string, line: number, column: number) {
    changeView(false);
    session.work.open(file);
    setShowView('code');
    setRevealed({ file, line, column });
  }

  function reset() {
    setUndo({ edits: session.work.replaceEdits({}), message: strings.resetDone });
    changeView(false);
  }

  function resetFile(path: string) {
    const { [path]: _gone, ...others } = session.work.edits.value;
    setUndo({ edits: session.work.replaceEdits(others), message: fill(strings.resetFileDone, { file: path }) });
  }

  /** The figures stand below the code while the solution is beside it. */
  function changeView(solution: boolean) {
    setShowSolution(solution);
    if (solution) setPanel('versions');
    else if (panel === 'versions') setPanel('checks');
  }

  function applySolution() {
    setUndo({ edits: session.work.replaceEdits({ ...session.lab.solution }), message: strings.applied });
    changeView(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      if (event.shiftKey) verify();
      else session.startRun();
    } else if (event.key === 'F6') {
      event.preventDefault();
      cycle(root.current, event.shiftKey ? -1 : 1);
    } else if (event.key === '?' && !(event.target as Element).closest('.monaco-editor, input, textarea')) setSheet('shortcuts');
    else if (event.key === 'Escape') setSheet('none');
  }

  return (
    <div class="uh-desk" ref={root} onKeyDownCapture={onKeyDown}>
      <Toolbar
        session={session}
        strings={strings}
        onVerify={verify}
        onReset={reset}
        showSolution={showSolution}
        onSolution={() => changeView(!showSolution)}
        onShare={() => setSheet('sharing')}
        onPlace={webContainers.offer === 'off' ? undefined : () => setSheet('place')}
        onShortcuts={() => setSheet('shortcuts')}
      />
      <Notices
        session={session}
        strings={strings}
        onJump={jump}
        undo={undo}
        onUndo={() => {
          if (undo) session.work.replaceEdits(undo.edits);
          setUndo(undefined);
        }}
        onDismiss={() => setUndo(undefined)}
        offered={offered}
        onTake={takeOffered}
        onRefuse={() => setOffered(undefined)}
        onReset={reset}
        webContainers={webContainers}
      />
      <div class="uh-upper" data-area="code">
        <CodeArea
          session={session}
          strings={strings}
          locale={locale}
          revealed={revealed}
          showSolution={showSolution}
          onApply={applySolution}
          onResetFile={resetFile}
          onJump={jump}
        />
      </div>
      <Splitter label={strings.resize} />
      <div class="uh-lower">
        <section class="uh-panels" aria-label={strings.panels[panel]}>
          <div class="uh-tabs" role="tablist">
            {panels.map((name) => (
              <button
                key={name}
                type="button"
                role="tab"
                id={`uh-tab-${name}`}
                aria-selected={panel === name}
                aria-controls="uh-panel"
                tabIndex={panel === name ? 0 : -1}
                onClick={() => setPanel(name)}
                onKeyDown={(event) => moveTab(event, panels, panel, setPanel)}
              >
                {strings.panels[name]}
                <Badge session={session} name={name} />
              </button>
            ))}
          </div>
          <div class="uh-panel" id="uh-panel" role="tabpanel" tabIndex={0} aria-labelledby={`uh-tab-${panel}`}>
            {panel === 'versions' && <VersionsPanel session={session} strings={strings} content={content} />}
            {panel === 'log' && <LogPanel log={session.log} strings={strings} />}
            {terminalOpened.current && <TerminalPanel session={session} strings={strings} isShown={panel === 'terminal'} />}
            {panel === 'handles' && <HandlesPanel session={session} strings={strings} onJump={jump} />}
            {panel === 'memory' && <MemoryPanel session={session} strings={strings} onJump={jump} />}
            {panel === 'traffic' && <TrafficPanel session={session} strings={strings} />}
            {panel === 'checks' && <ChecksPanel session={session} strings={strings} locale={locale} content={content} onJump={jump} />}
            {panel === 'hints' && <HintsPanel session={session} strings={strings} content={content} />}
          </div>
        </section>
        <section class="uh-charts" aria-label={strings.panels.charts} tabIndex={-1}>
          <Charts session={session} strings={strings} />
        </section>
      </div>
      <ShortcutSheet open={sheet === 'shortcuts'} strings={strings} onClose={() => setSheet('none')} />
      <SharingSheet open={sheet === 'sharing'} session={session} strings={strings} locale={locale} content={content} onClose={() => setSheet('none')} />
      {webContainers.offer !== 'off' && (
        <PlaceSheet open={sheet === 'place'} session={session} strings={strings} locale={locale} settings={webContainers} onClose={() => setSheet('none')} />
      )}
      <Announcer session={session} strings={strings} />
    </div>
  );
}

/** Left and right arrows move between tabs, as the tab pattern asks. */
function moveTab(event: KeyboardEvent, panels: readonly PanelName[], panel: PanelName, setPanel: (name: PanelName) => void) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const next = panels[(panels.indexOf(panel) + step + panels.length) % panels.length] as PanelName;
  setPanel(next);
  document.getElementById(`uh-tab-${next}`)?.focus();
}

/** F6: toolbar, editor, panels, charts. */
function cycle(root: HTMLElement | null, step: 1 | -1) {
  if (root === null) return;
  const areas = [
    '.uh-toolbar button:not(:disabled)',
    '.monaco-editor textarea, .monaco-editor .native-edit-context',
    '.uh-tabs [aria-selected=true]',
    '.uh-charts',
  ]
    .map((selector) => root.querySelector<HTMLElement>(selector))
    .filter((element) => element !== null);
  const holders = ['.uh-toolbar', '.uh-upper', '.uh-panels', '.uh-charts'];
  const at = holders.findIndex((selector) => document.activeElement?.closest(selector));
  areas[(at + step + areas.length) % areas.length]?.focus();
}

function Badge({ session, name }: { session: Session; name: PanelName }) {
  if (name === 'handles') {
    const count = session.table.value.length;
    return count > 0 ? <span class="uh-badge">{count >= 500 ? '500+' : count}</span> : null;
  }
  if (name !== 'checks' || session.verify.value.kind !== 'done') return null;
  const failed = session.verify.value.verdict.checks.filter(({ status }) => status === 'fail').length;
  return <span class={`uh-badge ${failed > 0 ? 'uh-badge-fail' : 'uh-badge-pass'}`}>{failed > 0 ? `✗ ${failed}` : '✓'}</span>;
}
