import { useEffect, useRef } from 'preact/hooks';
import type { WorkspaceStrings } from '../i18n/workspace.ts';

export function ShortcutSheet({ open, strings, onClose }: { open: boolean; strings: WorkspaceStrings; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const { shortcuts } = strings;
  const rows = [
    ['Ctrl+Enter', shortcuts.run],
    ['Ctrl+Shift+Enter', shortcuts.verify],
    ['F6', shortcuts.cycle],
    ['Ctrl+M', shortcuts.leave],
    ['?', shortcuts.sheet],
  ] as const;
  return (
    <dialog class="uh-sheet" ref={dialog} onClose={onClose} aria-labelledby="uh-sheet-title">
      <h2 id="uh-sheet-title">{shortcuts.title}</h2>
      <dl>
        {rows.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="uh-button" onClick={onClose}>
        {shortcuts.close}
      </button>
    </dialog>
  );
}
