import { useEffect, useRef, useState } from 'preact/hooks';
import { filesOf, type LabSource } from '@unhandled/lab';
import { type Locale, localePath } from '../../i18n/locale.ts';
import { siteUrl } from '../../i18n/site-url.ts';
import { fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import { CopyReport } from '../CopyReport.tsx';
import type { Session } from '../session.ts';
import { FileName } from './FileName.tsx';
import { FileTree } from './FileTree.tsx';
import type { CodeEditor, ComparedText } from './code-editor.ts';
import type { KnownFile } from './known-lines.ts';
import type { LintFinding } from './lint/lint.ts';
import { LINT_LESSONS } from './lint/lint-lessons.ts';
import type { LintText } from './lint-markers.ts';
import { messageOf } from '../problem-report.ts';
import { keepSetting, readSetting } from '../kept-setting.ts';

/** What can stand on one side of the comparison. */
type Side = 'start' | 'mine' | 'solution';
const PAIRS = ['mine-solution', 'start-solution', 'start-mine'] as const;
type Pair = (typeof PAIRS)[number];

interface CodeAreaProps {
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly locale: Locale;
  readonly revealed: { readonly file: string; readonly line: number; readonly column: number } | undefined;
  readonly showSolution: boolean;
  readonly onApply: () => void;
  readonly onResetFile: (path: string) => void;
  readonly onJump: (file: string, line: number, column: number) => void;
}

/** File tabs and the editor. Monaco arrives a moment after the rest; its place is kept. */
export function CodeArea({ session, strings, locale, revealed, showSolution, onApply, onResetFile, onJump }: CodeAreaProps) {
  const holder = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditor | undefined>();
  const [failure, setFailure] = useState<string | undefined>();
  const [attempt, setAttempt] = useState(0);
  const [pair, setPair] = useState<Pair>('mine-solution');
  const [left, right] = pair.split('-') as [Side, Side];
  const openFile = session.work.openFile.value;
  const edits = session.work.edits.value;
  const run = session.run.value;
  const { manifest } = session.lab;
  const editable = new Set(manifest.editable);
  const paths = Object.keys(session.files.value);
  // Read-only files come and go in a tab at the end; the tree has them all.
  const tabs = editable.has(openFile) ? manifest.editable : [...manifest.editable, openFile];
  const [treeWanted, setTreeWanted] = useState(treeIsWanted);
  // Two files beside each other need its room.
  const showTree = treeWanted && !showSolution;
  const toggleTree = () => {
    keepSetting(TREE_KEY, treeWanted ? 'hidden' : 'shown');
    setTreeWanted(!treeWanted);
  };

  useEffect(() => {
    let gone = false;
    let created: CodeEditor | undefined;
    const create = async () => {
      const asItWas = Object.keys(session.work.edits.peek()).length === 0;
      const [{ createCodeEditor }, known] = await Promise.all([import('./code-editor.ts'), asItWas ? startTables(session.lab) : []]);
      if (gone || holder.current === null) return;
      created = await createCodeEditor(holder.current, {
        files: session.files.peek(),
        known,
        editable,
        onEdit: (path, text) => session.edit(path, text),
        onFollow: onJump,
        lintText: (finding) => lintText(finding, strings, locale),
      });
      if (gone) created.dispose();
      else setEditor(created);
    };
    setFailure(undefined);
    create().catch((error: unknown) => setFailure(messageOf(error)));
    return () => {
      gone = true;
      created?.dispose();
    };
  }, [session, attempt]);

  useEffect(() => editor?.open(openFile, fill(strings.editorLabel, { file: openFile })), [editor, openFile]);
  useEffect(() => editor?.setFiles(session.files.value), [editor, edits]);
  useEffect(() => {
    if (revealed && editor) editor.reveal(revealed.line, revealed.column);
  }, [editor, revealed]);
  useEffect(() => {
    const at = run.kind === 'rejected' ? run.at : run.kind === 'dead' ? run.exit.at : undefined;
    const message = run.kind === 'rejected' ? run.message : run.kind === 'dead' ? (run.exit.lastWords.split('\n', 1)[0] ?? '') : '';
    editor?.mark(at && { ...at, message });
    if (run.kind === 'rejected' && at) session.work.open(at.file);
  }, [editor, run]);
  useEffect(() => {
    // The solution may not touch the file that is open: show one that it does.
    if (showSolution && session.lab.solution[openFile] === undefined) session.work.open(Object.keys(session.lab.solution)[0] as string);
  }, [showSolution]);
  useEffect(() => {
    if (!editor || !showSolution) return;
    const names = { original: `${strings.versions[left]}, ${openFile}`, modified: `${strings.versions[right]}, ${openFile}` };
    return editor.compare(openFile, comparedText(session, left, openFile), comparedText(session, right, openFile), names);
  }, [editor, showSolution, openFile, pair]);

  return (
    <div class={`uh-code ${showTree ? 'uh-code-with-tree' : ''}`}>
      <div class="uh-files-bar">
        <button type="button" class="uh-tree-toggle" aria-expanded={showTree} disabled={showSolution} onClick={toggleTree}>
          <span aria-hidden="true">☰</span> {strings.tree}
        </button>
        <div class="uh-files" role="tablist" aria-label={strings.files}>
          {tabs.map((path) => (
            <button
              key={path}
              type="button"
              role="tab"
              aria-selected={path === openFile}
              aria-controls="uh-editor"
              tabIndex={path === openFile ? 0 : -1}
              onClick={() => session.work.open(path)}
              onKeyDown={(event) => moveFile(event, tabs, openFile, (next) => session.work.open(next))}
              title={editable.has(path) ? path : `${path} (${strings.readOnly})`}
            >
              <FileName path={path} among={tabs} isEditable={editable.has(path)} isEdited={edits[path] !== undefined} strings={strings} />
            </button>
          ))}
        </div>
      </div>
      {showTree && (
        <FileTree
          paths={paths}
          editable={editable}
          edited={new Set(Object.keys(edits))}
          openFile={openFile}
          strings={strings}
          onOpen={(path) => session.work.open(path)}
        />
      )}
      <div class="uh-editor" id="uh-editor" role="tabpanel" aria-label={openFile} ref={holder}>
        {editor === undefined && (
          <p class="uh-empty" role="status">
            {failure === undefined ? (
              strings.starting
            ) : (
              <>
                {fill(strings.editorFailed, { message: failure })}{' '}
                <button type="button" class="uh-link" onClick={() => setAttempt(attempt + 1)}>
                  {strings.retry}
                </button>{' '}
                <CopyReport problem={{ lab: session.lab.slug, message: failure, edits }} strings={strings} />
              </>
            )}
          </p>
        )}
      </div>
      <p class="uh-editor-help">
        {showSolution ? (
          <>
            <fieldset class="uh-segments" aria-label={strings.compare.label}>
              {PAIRS.map((each) => (
                <button key={each} type="button" aria-pressed={pair === each} onClick={() => setPair(each)}>
                  {strings.compare[each]}
                </button>
              ))}
            </fieldset>
            <span class="uh-mono">{openFile}</span>
            {textOf(session, left, openFile) === textOf(session, right, openFile) && <span>{strings.compare.same}</span>}
            <button type="button" class="uh-link" onClick={onApply}>
              {strings.apply}
            </button>
          </>
        ) : (
          <>
            {editable.has(openFile) ? strings.editorHelp : strings.readOnly} <span class="uh-mono">{openFile}</span>
            {edits[openFile] !== undefined && (
              <button type="button" class="uh-link" onClick={() => onResetFile(openFile)}>
                {strings.resetFile}
              </button>
            )}
          </>
        )}
      </p>
    </div>
  );
}

const TREE_KEY = 'unhandled:tree';
/** Where there is room for it beside lesson and code, CSS px of the window. */
const TREE_FROM_WIDTH = 1400;

/** As the reader left it, or as the window is wide. */
function treeIsWanted(): boolean {
  const kept = readSetting(TREE_KEY);
  return kept === null ? innerWidth >= TREE_FROM_WIDTH : kept === 'shown';
}

async function startTables(lab: LabSource): Promise<KnownFile[]> {
  const { loadStartTables } = await import('./start-tables.ts');
  return loadStartTables(lab);
}

function textOf({ lab, files }: Session, side: Side, path: string): string {
  return (side === 'mine' ? files.value : filesOf(lab, side))[path] ?? '';
}

function comparedText(session: Session, side: Side, path: string): ComparedText {
  return side === 'mine' ? 'mine' : { version: side, text: textOf(session, side, path) };
}

function lintText({ rule, name = '', line = 0 }: LintFinding, { lint }: WorkspaceStrings, locale: Locale): LintText {
  const href = siteUrl(localePath(locale, `/lessons/${LINT_LESSONS[rule]}/`));
  return { message: fill(lint.rules[rule], { name, line }), lesson: { href, text: lint.lesson } };
}

function moveFile(event: KeyboardEvent, paths: readonly string[], current: string, open: (path: string) => void) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const buttons = (event.currentTarget as HTMLElement).parentElement?.querySelectorAll<HTMLElement>('[role=tab]');
  const next = (paths.indexOf(current) + step + paths.length) % paths.length;
  open(paths[next] as string);
  buttons?.[next]?.focus();
}
