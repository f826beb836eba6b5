import { useEffect, useRef, useState } from 'preact/hooks';
import type { WorkspaceStrings } from '../../i18n/workspace.ts';
import { FileName } from './FileName.tsx';
import { foldersOf, treeOf, visibleRows } from './file-tree.ts';

interface FileTreeProps {
  readonly paths: readonly string[];
  readonly editable: ReadonlySet<string>;
  readonly edited: ReadonlySet<string>;
  readonly openFile: string;
  readonly strings: WorkspaceStrings;
  readonly onOpen: (path: string) => void;
}

/** All files of the lab by folder. Folders that hold something to edit are open; arrows walk, as the tree pattern asks. */
export function FileTree({ paths, editable, edited, openFile, strings, onOpen }: FileTreeProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => foldersOf([...editable, openFile]));
  const [focused, setFocused] = useState(openFile);
  const list = useRef<HTMLDivElement>(null);
  const rows = visibleRows(treeOf(paths), open);
  const current = rows.some(({ node }) => node.path === focused) ? focused : (rows[0]?.node.path ?? '');
  useEffect(() => setOpen((before) => new Set([...before, ...foldersOf([openFile])])), [openFile]);

  function toggle(path: string, on = !open.has(path)) {
    setOpen(new Set(on ? [...open, path] : [...open].filter((each) => each !== path)));
  }

  function focusRow(path: string | undefined) {
    if (path === undefined) return;
    setFocused(path);
    list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    const at = rows.findIndex(({ node }) => node.path === current);
    const row = rows[at];
    if (row === undefined) return;
    const { node, level } = row;
    const isOpen = node.kind === 'folder' && open.has(node.path);
    const moves: Record<string, () => void> = {
      ArrowDown: () => focusRow(rows[at + 1]?.node.path),
      ArrowUp: () => focusRow(rows[at - 1]?.node.path),
      Home: () => focusRow(rows[0]?.node.path),
      End: () => focusRow(rows.at(-1)?.node.path),
      ArrowRight: () => (node.kind === 'folder' && !isOpen ? toggle(node.path, true) : focusRow(rows[at + 1]?.node.path)),
      ArrowLeft: () => (isOpen ? toggle(node.path, false) : focusRow(rows.slice(0, at).findLast((before) => before.level < level)?.node.path)),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  }

  return (
    <div class="uh-tree" role="tree" aria-label={strings.tree} ref={list} onKeyDown={onKeyDown}>
      {rows.map(({ node, level }) => (
        <button
          key={node.path}
          type="button"
          role="treeitem"
          data-path={node.path}
          aria-level={level}
          {...(node.kind === 'folder' ? { 'aria-expanded': open.has(node.path) } : { 'aria-selected': node.path === openFile })}
          tabIndex={node.path === current ? 0 : -1}
          style={{ paddingInlineStart: `${level * 12}px` }}
          title={node.path}
          onFocus={() => setFocused(node.path)}
          onClick={() => (node.kind === 'folder' ? toggle(node.path) : onOpen(node.path))}
        >
          {node.kind === 'folder' ? (
            <>
              <span class="uh-tree-fold" aria-hidden="true">
                {open.has(node.path) ? '▾' : '▸'}
              </span>
              {node.name}
            </>
          ) : (
            <FileName path={node.path} isEditable={editable.has(node.path)} isEdited={edited.has(node.path)} strings={strings} />
          )}
        </button>
      ))}
    </div>
  );
}
