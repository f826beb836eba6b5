import { type CheckResult, type Dimension, dimensionOf, recognizeWrongFix, sentenceOf, type Verdict } from '@unhandled/lab';
import type { Locale } from '../../i18n/locale.ts';
import { checkMessages, fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import type { LabContent } from '../props.ts';
import type { Session } from '../session.ts';

interface ChecksPanelProps {
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly locale: Locale;
  readonly content: LabContent;
  readonly onJump: (file: string, line: number, column: number) => void;
}

const DIMENSIONS: readonly Dimension[] = ['contract', 'growth', 'honesty'];
const ICONS = { pass: '✓', fail: '✗', skipped: '–', inconclusive: '?', waiting: '·' } as const;

export function verdictText({ status, checks }: Verdict, strings: WorkspaceStrings): string {
  const failed = checks.filter((check) => check.status === 'fail').length;
  if (status === 'pass') return strings.checks.pass;
  if (status === 'inconclusive') return strings.checks.inconclusive;
  return failed === 1 ? strings.checks.failOne : fill(strings.checks.fail, { count: failed });
}

/** All checks of the lab, there from the start; results take their places. */
export function ChecksPanel({ session, strings, locale, content, onJump }: ChecksPanelProps) {
  const state = session.verify.value;
  const results = state.kind === 'done' ? state.verdict.checks : state.kind === 'running' ? state.results : [];
  const byId = new Map(results.map((result) => [result.id, result]));
  return (
    <div class="uh-checks">
      <p class={`uh-verdict ${state.kind === 'done' ? `uh-verdict-${state.verdict.status}` : ''}`}>
        {state.kind === 'none' && strings.checks.before}
        {state.kind === 'cancelled' && strings.checks.cancelled}
        {state.kind === 'running' && fill(strings.checks.running, { step: state.step, of: state.of })}
        {state.kind === 'done' && (
          <>
            <span aria-hidden="true">{ICONS[state.verdict.status]}</span> {verdictText(state.verdict, strings)}
            {session.verdictIsStale.value && <em> {strings.checks.stale}</em>}
          </>
        )}
      </p>
      {state.kind === 'done' && !session.verdictIsStale.value && <WrongFix session={session} verdict={state.verdict} content={content} strings={strings} />}
      {DIMENSIONS.map((dimension) => {
        const ids = session.lab.manifest.checks.filter((id) => dimensionOf(id) === dimension);
        return (
          <section key={dimension}>
            <h3>{strings.checks.dimensions[dimension]}</h3>
            <ul>
              {ids.map((id) => (
                <Check key={id} id={id} result={byId.get(id)} title={content.checks[id] ?? id} strings={strings} locale={locale} onJump={onJump} />
              ))}
            </ul>
          </section>
        );
      })}
      {state.kind === 'done' && state.verdict.proof.length > 0 && (
        <Proof verdict={state.verdict} bytesNote={session.place.value === 'engine' ? strings.checks.bytesNote : strings.place.bytesNote} strings={strings} />
      )}
    </div>
  );
}

interface WrongFixProps {
  readonly session: Session;
  readonly verdict: Verdict;
  readonly content: LabContent;
  readonly strings: WorkspaceStrings;
}

/** A tempting fix that others have tried: why one comes to it, and what gives it away. */
function WrongFix({ session, verdict, content, strings }: WrongFixProps) {
  const name = recognizeWrongFix(session.lab, session.files.value, verdict);
  const words = name === undefined ? undefined : content.wrongFixes[name];
  if (name === undefined || words === undefined) return null;
  const text = strings.checks.wrongFix;
  return (
    <aside class="uh-wrong-fix" aria-label={text.label} data-wrong-fix={name}>
      <p>
        <strong>{fill(text.title, { name: name.replaceAll('-', ' ') })}</strong>
      </p>
      <p>
        <span class="uh-faint">{text.tempting}</span> {words.tempting}
      </p>
      <p>
        <span class="uh-faint">{text.fails}</span> {words.fails}
      </p>
    </aside>
  );
}

interface CheckProps {
  readonly id: string;
  readonly result: CheckResult | undefined;
  readonly title: string;
  readonly strings: WorkspaceStrings;
  readonly locale: Locale;
  readonly onJump: ChecksPanelProps['onJump'];
}

function Check({ id, result, title, strings, locale, onJump }: CheckProps) {
  const status = result?.status ?? 'waiting';
  const messages = checkMessages(locale);
  const at = result?.at;
  return (
    <li class={`uh-check uh-check-${status}`} data-check={id} data-status={status}>
      <span class="uh-check-status">
        <span aria-hidden="true">{ICONS[status]}</span> {strings.checks.status[status]}
      </span>
      <span class="uh-check-text">
        <strong>{title}</strong>
        {result && (
          <span class="uh-check-sentence">
            {messages ? sentenceOf(result.finding, messages) : result.sentence}{' '}
            {result.figure && status === 'fail' && (
              <span class="uh-figure uh-number">
                {fill(strings.checks.threshold, {
                  value: Number(result.figure.value.toFixed(2)),
                  unit: result.figure.unit,
                  threshold: result.figure.threshold,
                })}
              </span>
            )}
            {at && (
              <button type="button" class="uh-link uh-mono" onClick={() => onJump(at.file, at.line, at.column)}>
                {at.file}:{at.line}
              </button>
            )}
          </span>
        )}
      </span>
    </li>
  );
}

function Proof({ verdict, bytesNote, strings }: { verdict: Verdict; bytesNote: string; strings: WorkspaceStrings }) {
  return (
    <details class="uh-proof">
      <summary>{strings.checks.proof}</summary>
      <table class="uh-table">
        <thead>
          <tr>
            <th scope="col">
              <span class="sr-only">{strings.checks.proof}</span>
            </th>
            <th scope="col" class="uh-number">
              {strings.checks.requests}
            </th>
            <th scope="col" class="uh-number">
              {strings.checks.handleCount}
            </th>
            <th scope="col" class="uh-number">
              {strings.checks.heapBytes}
            </th>
          </tr>
        </thead>
        <tbody>
          {verdict.proof.map((point, index) => (
            <tr key={`${point.label}${index}`}>
              <th scope="row">{point.label}</th>
              <td class="uh-number">{point.requests}</td>
              <td class="uh-number">{Object.values(point.handles).reduce((sum, count) => sum + count, 0)}</td>
              <td class="uh-number">{point.heapBytes.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="uh-empty">{bytesNote}</p>
    </details>
  );
}
