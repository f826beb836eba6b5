import type { WorkspaceStrings } from '../../i18n/workspace.ts';

interface FileNameProps {
  readonly path: string;
  readonly isEditable: boolean;
  readonly isEdited: boolean;
  readonly strings: WorkspaceStrings;
}

/** A file's name without its folders, with what can be seen and heard of it: read only, edited. */
export function FileName({ path, isEditable, isEdited, strings }: FileNameProps) {
  return (
    <>
      <span class={isEditable ? '' : 'uh-file-readonly'}>{path.slice(path.lastIndexOf('/') + 1)}</span>
      {isEdited && (
        <span class="uh-file-edited" role="img" aria-label={strings.edited}>
          ●
        </span>
      )}
      {!isEditable && <span class="sr-only">, {strings.readOnly}</span>}
    </>
  );
}
