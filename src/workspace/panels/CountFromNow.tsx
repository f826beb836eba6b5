import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import type { Session } from '../session.ts';

/** Sets the moment that "grown" is counted from, in the handle table and in the memory panel alike. */
export function CountFromNow({ session, strings }: { session: Session; strings: WorkspaceStrings }) {
  const since = session.markers.value.findLast(({ kind }) => kind === 'count')?.atMs;
  return (
    <>
      <button type="button" class="uh-button uh-button-small" onClick={() => session.countFromNow()}>
        {strings.growth.countFromNow}
      </button>
      <span class="uh-faint">{since === undefined ? strings.growth.explain : fill(strings.growth.since, { seconds: (since / 1000).toFixed(1) })}</span>
    </>
  );
}
