import { useEffect } from 'preact/hooks';
import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import type { LabContent } from '../props.ts';
import type { Session } from '../session.ts';
import { type Version, type VersionFigures, versionsOf } from '../versions.ts';

interface VersionsPanelProps {
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly content: LabContent;
}

/** Start, the reader's own, the solution, and what each file of it does alone: all of them measured. */
export function VersionsPanel({ session, strings, content }: VersionsPanelProps) {
  const text = strings.versions;
  const versions = versionsOf(session.lab, session.work.edits.value);
  const states = session.versions.states.value;
  useEffect(() => session.versions.want(versions), [session]);
  const unasked = versions.some(({ key }) => (states.get(key)?.kind ?? 'failed') === 'failed');
  return (
    <>
      <div class="uh-panel-bar">
        <span class="uh-faint">{text.explain}</span>
        {unasked && (
          <button type="button" class="uh-button uh-button-small" onClick={() => session.versions.want(versions)}>
            {text.again}
          </button>
        )}
      </div>
      <table class="uh-table" aria-label={text.label}>
        <thead>
          <tr>
            <th scope="col">{text.version}</th>
            {[text.failed, text.wrongAnswers, text.handles, text.bytes].map((name) => (
              <th key={name} scope="col" class="uh-number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => {
            const state = states.get(version.key);
            return (
              <tr key={`${version.kind} ${version.file}`} data-version={version.kind}>
                <th scope="row">{nameOf(version, strings)}</th>
                {state?.kind === 'measured' ? (
                  <Figures figures={state.figures} content={content} />
                ) : (
                  <td colSpan={4} class="uh-faint">
                    {state?.kind === 'failed' ? fill(text.notMeasured, { message: state.message }) : text.measuring}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

function nameOf({ kind, file = '' }: Version, { versions }: WorkspaceStrings): string {
  return kind === 'only' ? fill(versions.only, { file: file.slice(file.lastIndexOf('/') + 1) }) : versions[kind];
}

function Figures({ figures, content }: { figures: VersionFigures; content: LabContent }) {
  const { failed, wrongAnswers, handlesPerRequest, bytesPerRequest } = figures;
  const names = failed.map((id) => content.checks[id] ?? id).join('\n');
  return (
    <>
      <td class={`uh-number ${failed.length > 0 ? 'uh-grown' : ''}`} title={names}>
        <span aria-hidden="true">{failed.length > 0 ? '✗' : '✓'}</span> {failed.length}
        {names !== '' && <span class="sr-only">: {names}</span>}
      </td>
      {[wrongAnswers, handlesPerRequest, bytesPerRequest].map((value, index) => (
        <td key={['wrong', 'handles', 'bytes'][index]} class={`uh-number ${value > 0 ? 'uh-grown' : ''}`}>
          {Number(value.toFixed(2)).toLocaleString('en')}
        </td>
      ))}
    </>
  );
}
