import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import type { LabContent } from '../props.ts';
import type { Session } from '../session.ts';

export function HintsPanel({ session, strings, content }: { session: Session; strings: WorkspaceStrings; content: LabContent }) {
  const opened = session.work.hints.value;
  return (
    <div class="uh-hints">
      <p class="uh-empty">{strings.hints.intro}</p>
      <ol>
        {content.hints.slice(0, opened).map((hint, index) => (
          <li key={hint}>
            <h3>{fill(strings.hints.title, { number: index + 1 })}</h3>
            <p>{hint}</p>
          </li>
        ))}
      </ol>
      {opened < content.hints.length ? (
        <button type="button" class="uh-button" onClick={() => session.work.openHint()}>
          {fill(strings.hints.open, { number: opened + 1 })}
        </button>
      ) : (
        <p class="uh-empty">{strings.hints.all}</p>
      )}
    </div>
  );
}
