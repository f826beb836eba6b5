import { useEffect, useRef, useState } from 'preact/hooks';
import type { Probed } from '../../../packages/lab/agent/blind-spots.ts';
import type { Locale } from '../../i18n/locale.ts';
import { fill, workspaceStrings } from '../../i18n/workspace.ts';
import { failureSentence } from '../ContainerNotice.tsx';
import { messageOf } from '../problem-report.ts';
import type { WebContainerSettings } from '../sandboxes/web-container-settings.ts';
import { WhatLeaves } from '../WhatLeaves.tsx';
import { browserRows, containerRows, type ProbeRow } from './probe-rows.ts';
import './probe.css';

interface ProbeReportProps {
  readonly locale: Locale;
  readonly webContainers: WebContainerSettings;
}

type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'trying'; readonly phase: 'runtime' | 'install' | 'probe' }
  | { readonly kind: 'failed'; readonly why: string; readonly message: string }
  | { readonly kind: 'found'; readonly probed: Probed; readonly openMs: number; readonly installMs: number };

/** A service with a dependency, so that the way to the packages is tried, too. */
const MANIFEST = JSON.stringify({ private: true, type: 'module', dependencies: { koa: '3.3.0' } });

/** Tries WebContainers in this browser, when asked, and tells what holds. */
export function ProbeReport({ locale, webContainers }: ProbeReportProps) {
  const strings = workspaceStrings(locale);
  const text = strings.probe;
  const [state, setState] = useState<State>({ kind: 'waiting' });
  const [browser, setBrowser] = useState<readonly ProbeRow[]>([]);
  const [copied, setCopied] = useState(false);
  const leaving = useRef(new AbortController());
  useEffect(() => {
    setBrowser(browserRows());
    return () => leaving.current.abort();
  }, []);
  if (webContainers.offer === 'off') return <p>{text.off}</p>;
  const settings = webContainers;

  async function tryIt() {
    const startedMs = performance.now();
    const at: Record<string, number> = {};
    try {
      const { Container } = await import('../sandboxes/container.ts');
      const container = await Container.open({
        settings,
        manifest: MANIFEST,
        signal: leaving.current.signal,
        onPhase: (phase) => {
          at[phase] = performance.now();
          setState({ kind: 'trying', phase });
        },
        onLine: () => {},
        onLost: ({ kind, message }) => setState({ kind: 'failed', why: kind, message }),
      });
      container.close();
      const installed = at['probe'] ?? startedMs;
      setState({
        kind: 'found',
        probed: container.probed,
        openMs: (at['install'] ?? startedMs) - startedMs,
        installMs: installed - (at['install'] ?? startedMs),
      });
    } catch (error) {
      const why = error instanceof Error && 'kind' in error ? String(error.kind) : 'broken';
      setState({ kind: 'failed', why, message: messageOf(error) });
    }
  }

  const rows = state.kind === 'found' ? containerRows(state.probed) : [];
  async function copy() {
    await navigator.clipboard.writeText(JSON.stringify({ browser: navigator.userAgent, rows: [...browser, ...rows], state }, null, 2));
    setCopied(true);
  }

  return (
    <div class="uh-probe">
      <WhatLeaves of="probe" settings={settings} strings={strings} />
      <p class="uh-probe-bar">
        <button type="button" class="uh-button uh-button-primary" disabled={state.kind === 'trying' || browser.length === 0} onClick={() => void tryIt()}>
          {state.kind === 'waiting' || state.kind === 'trying' ? text.start : text.again}
        </button>{' '}
        <button type="button" class="uh-button" onClick={() => void copy()}>
          {copied ? text.copied : text.copy}
        </button>
      </p>
      <p role="status" class={state.kind === 'failed' ? 'uh-probe-failed' : ''}>
        {state.kind === 'trying' && strings.place.phases[state.phase]}
        {state.kind === 'failed' && failureSentence(state, settings, strings)}
        {state.kind === 'found' && fill(text.done, { open: (state.openMs / 1000).toFixed(1), install: (state.installMs / 1000).toFixed(1) })}
      </p>
      <Rows title={text.browser} rows={browser} text={text} />
      {rows.length > 0 && <Rows title={text.container} rows={rows} text={text} />}
    </div>
  );
}

function Rows({ title, rows, text }: { title: string; rows: readonly ProbeRow[]; text: ReturnType<typeof workspaceStrings>['probe'] }) {
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{text.columns.what}</th>
          <th scope="col">{text.columns.found}</th>
          <th scope="col">{text.columns.follows}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, holds, figure }) => {
          const [name, without] = text.rows[id] as [string, string];
          return (
            <tr key={id} data-probe={id} data-holds={holds}>
              <th scope="row">{name}</th>
              <td>
                {id !== 'node' && (
                  <span class={holds ? 'uh-probe-yes' : 'uh-probe-no'}>
                    <span aria-hidden="true">{holds ? '✓' : '✗'}</span> {holds ? text.yes : text.no}
                  </span>
                )}{' '}
                {figure}
              </td>
              <td>{without}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
