import { useState } from 'preact/hooks';
import type { RequestSpec, ResponseRecord } from '@unhandled/lab';
import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import type { Session } from '../session.ts';

interface TrafficPanelProps {
  readonly session: Session;
  readonly strings: WorkspaceStrings;
}

const MAX_RATE = 300;
const BURST = 100;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];
/** Of a body that is shown. */
const SHOWN_CHARS = 20_000;

/** What is sent to the server: the load's mix and rate, and one request at a time by hand. */
export function TrafficPanel({ session, strings }: TrafficPanelProps) {
  return (
    <div class="uh-traffic">
      <LoadForm session={session} strings={strings} />
      <Composer session={session} strings={strings} />
    </div>
  );
}

function LoadForm({ session, strings }: TrafficPanelProps) {
  const text = strings.traffic;
  const { mix } = session.lab.manifest.load;
  const plan = session.plan.value;
  const running = session.run.value.kind === 'running';
  const toggle = (name: string, on: boolean) =>
    session.setPlan({ ...plan, names: mix.map((each) => each.name).filter((each) => (each === name ? on : plan.names.includes(each))) });
  return (
    <fieldset class="uh-form">
      <legend>{text.load}</legend>
      <label class="uh-rate">
        {text.rate}{' '}
        <input
          type="range"
          min={1}
          max={MAX_RATE}
          value={plan.perSecond}
          onInput={({ currentTarget }) => session.setPlan({ ...plan, perSecond: Number(currentTarget.value) })}
        />
        <output class="uh-number">{fill(text.perSecond, { rate: plan.perSecond })}</output>
      </label>
      <ul class="uh-mix">
        {mix.map(({ name, weight }) => (
          <li key={name}>
            <label>
              <input type="checkbox" checked={plan.names.includes(name)} onChange={({ currentTarget }) => toggle(name, currentTarget.checked)} /> {name}{' '}
              <span class="uh-faint uh-number">×{weight}</span>
            </label>
          </li>
        ))}
      </ul>
      {plan.names.length === 0 && <p class="uh-faint">{text.allWhenNone}</p>}
      <p class="uh-form-buttons">
        <button
          type="button"
          class="uh-button uh-button-small"
          disabled={!running}
          aria-pressed={session.loadOn.value}
          onClick={() => session.setLoad(!session.loadOn.value)}
        >
          {session.loadOn.value ? strings.loadStop : strings.loadStart}
        </button>
        <button type="button" class="uh-button uh-button-small" disabled={!running} onClick={() => session.burst(BURST)}>
          {fill(text.burst, { count: BURST })}
        </button>
      </p>
    </fieldset>
  );
}

function Composer({ session, strings }: TrafficPanelProps) {
  const text = strings.traffic;
  const [first] = session.lab.manifest.load.mix;
  const [method, setMethod] = useState<string>(first?.request.method ?? 'GET');
  const [path, setPath] = useState<string>(first?.request.path ?? '/');
  const [headers, setHeaders] = useState('');
  const [body, setBody] = useState('');
  const [wrong, setWrong] = useState<string | undefined>();
  const running = session.run.value.kind === 'running';
  const hasBody = method !== 'GET' && method !== 'HEAD';

  function send(event: Event) {
    event.preventDefault();
    const lines = headers.split('\n').filter((line) => line.trim() !== '');
    const bad = lines.find((line) => !/^[^\s:]+:/.test(line));
    if (!path.startsWith('/') || bad !== undefined) {
      setWrong(bad === undefined ? text.badPath : fill(text.badHeader, { line: bad }));
      return;
    }
    setWrong(undefined);
    const request: RequestSpec = {
      method,
      path,
      headers: Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()])),
      ...(hasBody && body !== '' && { body }),
    };
    session.request(request);
  }

  return (
    <form class="uh-form" onSubmit={send}>
      <fieldset class="uh-form">
        <legend>{text.one}</legend>
        <p class="uh-request-line">
          <select aria-label={text.method} value={method} onChange={({ currentTarget }) => setMethod(currentTarget.value)}>
            {METHODS.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
          <input class="uh-mono" aria-label={text.path} value={path} spellcheck={false} onInput={({ currentTarget }) => setPath(currentTarget.value)} />
          <button type="submit" class="uh-button uh-button-small" disabled={!running || session.response.value === 'waiting'}>
            {text.send}
          </button>
        </p>
        <details>
          <summary>{text.more}</summary>
          <label>
            {text.headers}
            <textarea
              class="uh-mono"
              rows={2}
              spellcheck={false}
              placeholder="Accept: application/json"
              value={headers}
              onInput={({ currentTarget }) => setHeaders(currentTarget.value)}
            />
          </label>
          {hasBody && (
            <label>
              {text.body}
              <textarea class="uh-mono" rows={3} spellcheck={false} value={body} onInput={({ currentTarget }) => setBody(currentTarget.value)} />
            </label>
          )}
        </details>
        {wrong !== undefined && (
          <p class="uh-wrong" role="alert">
            {wrong}
          </p>
        )}
        {!running && <p class="uh-faint">{text.notRunning}</p>}
        <section aria-label={text.response} aria-live="polite">
          <pre class="uh-response uh-mono">{responseText(session.response.value, strings)}</pre>
        </section>
      </fieldset>
    </form>
  );
}

/** As it came over the wire: status line, headers, body. */
function responseText(response: ResponseRecord | 'waiting' | undefined, strings: WorkspaceStrings): string {
  const text = strings.traffic;
  if (response === undefined) return text.none;
  if (response === 'waiting') return text.waiting;
  if (response.kind === 'timeout') return fill(text.timeout, { ms: response.ms });
  if (response.kind === 'aborted') return text.aborted;
  if (response.kind === 'error') return fill(text.error, { code: response.code });
  const headers = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${response.status}  (${response.ms.toFixed(1)} ms)`, ...headers, '', response.body.slice(0, SHOWN_CHARS)].join('\n');
}
