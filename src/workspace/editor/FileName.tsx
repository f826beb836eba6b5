import type { WorkspaceStrings } from '../../i18n/workspace.ts';
import { shortName } from './short-name.ts';

interface FileNameProps {
  readonly path: string;
  /** Files beside it, where no tree shows in which folder it is. */
  readonly among?: readonly string[];
  readonly isEditable: boolean;
  readonly isEdited: boolean;
  readonly strings: WorkspaceStrings;
}

/** A file's name without its folders, unless another has the same, with what can be seen and heard of it: read only, edited. */
export function FileName({ path, among = [], isEditable, isEdited, strings }: FileNameProps) {
  return (
    <>
      <span class={isEditable ? '' : 'uh-file-readonly'}>{shortName(path, among)}</span>
      {isEdited && (
        <span class="uh-file-edited" role="img" aria-label={strings.edited}>
          ●
        </span>
      )}
      {!isEditable && <span class="sr-only">, {strings.readOnly}</span>}
    </>
  );
}
