import type { Files } from '@unhandled/lab';
import { CODE_THEMES } from '../../styles/code-themes.ts';
import type { KnownFile } from './known-lines.ts';
import type { LintFinding } from './lint/lint.ts';
import { type LintText, markFindings } from './lint-markers.ts';
import { loadMonaco, type Monaco } from './monaco.ts';
import { themeSide } from './theme-side.ts';

type TextModel = ReturnType<Monaco['editor']['createModel']>;

export interface CodeEditorOptions {
  readonly files: Files;
  /** Colours of the lab's files, when `files` are as they were. */
  readonly known: readonly KnownFile[];
  readonly editable: ReadonlySet<string>;
  readonly onEdit: (path: string, text: string) => void;
  /** The reader followed a name to where it is defined, in another file of the lab. */
  readonly onFollow: (path: string, line: number, column: number) => void;
  readonly lintText: (finding: LintFinding) => LintText;
}

/** The reader's own, as it changes, or a text that stays as it is. */
export type ComparedText = 'mine' | { readonly version: 'start' | 'solution'; readonly text: string };

/** What a screen reader calls the two sides. */
export interface ComparedNames {
  readonly original: string;
  readonly modified: string;
}

/** The editor of a lab: one model a file, so that undo survives a change of tab. */
export interface CodeEditor {
  open(path: string, label: string): void;
  /** Brings the models in line with files that changed elsewhere (reset, solution). Undoable. */
  setFiles(files: Files): void;
  reveal(line: number, column: number): void;
  /** Marks the place of an error, or takes the mark off. */
  mark(error: { file: string; line: number; column: number; message: string } | undefined): void;
  /** Shows two versions of a file beside each other, read only; returns what closes it again. */
  compare(path: string, original: ComparedText, modified: ComparedText, names: ComparedNames): () => void;
  dispose(): void;
}

export async function createCodeEditor(element: HTMLElement, options: CodeEditorOptions): Promise<CodeEditor> {
  const monaco = await loadMonaco(options.known);
  const uri = (path: string) => monaco.Uri.parse(`file:///${path}`);
  const models = new Map<string, TextModel>();
  const compared: typeof models = new Map();
  let applying = false;
  for (const [path, text] of Object.entries(options.files)) {
    const model = monaco.editor.getModel(uri(path)) ?? monaco.editor.createModel(text, languageOf(path), uri(path));
    if (model.getValue() !== text) model.setValue(text);
    models.set(path, model);
    model.onDidChangeContent(() => {
      if (!applying) options.onEdit(path, model.getValue());
    });
  }

  const place = document.createElement('div');
  place.className = 'uh-monaco';
  element.replaceChildren(place);
  const editor = monaco.editor.create(place, {
    ...EDITOR_OPTIONS,
    theme: themeName(),
    model: null,
    fontFamily: getComputedStyle(element).getPropertyValue('--uh-font-mono').trim(),
  });
  const stopLint = markFindings(monaco, models.values(), {
    textOf: options.lintText,
    columns: () =>
      Math.max(
        MIN_COLUMNS,
        Math.floor(editor.getLayoutInfo().contentWidth / editor.getOption(monaco.editor.EditorOption.fontInfo).typicalHalfwidthCharacterWidth),
      ),
  });
  const opener = monaco.editor.registerEditorOpener({
    openCodeEditor(_source, resource, target) {
      const path = [...models].find(([, model]) => model.uri.toString() === resource.toString())?.[0];
      if (path === undefined) return false;
      const { lineNumber, column } = monaco.Range.isIRange(target)
        ? { lineNumber: target.startLineNumber, column: target.startColumn }
        : (target ?? { lineNumber: 1, column: 1 });
      options.onFollow(path, lineNumber, column);
      return true;
    },
  });
  const themed = new MutationObserver(() => monaco.editor.setTheme(themeName()));
  themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  let current = '';
  const views = new Map<string, ReturnType<typeof editor.saveViewState>>();

  return {
    open(path, label) {
      const model = models.get(path);
      if (model === undefined || path === current) return;
      if (current !== '') views.set(current, editor.saveViewState());
      current = path;
      editor.setModel(model);
      editor.updateOptions({ readOnly: !options.editable.has(path), ariaLabel: label });
      const view = views.get(path);
      if (view) editor.restoreViewState(view);
    },
    setFiles(files) {
      applying = true;
      for (const [path, text] of Object.entries(files)) {
        const model = models.get(path);
        if (model === undefined || model.getValue() === text) continue;
        model.pushStackElement();
        model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
        model.pushStackElement();
      }
      applying = false;
    },
    reveal(line, column) {
      editor.setPosition({ lineNumber: line, column });
      editor.revealLineInCenter(line);
      editor.focus();
    },
    mark(error) {
      for (const model of models.values()) monaco.editor.setModelMarkers(model, 'engine', []);
      const model = error && models.get(error.file);
      if (error === undefined || model === undefined) return;
      const startLineNumber = Math.min(error.line, model.getLineCount());
      monaco.editor.setModelMarkers(model, 'engine', [
        {
          severity: 8,
          message: error.message,
          startLineNumber,
          startColumn: error.column,
          endLineNumber: startLineNumber,
          endColumn: Math.max(error.column + 1, model.getLineMaxColumn(startLineNumber)),
        },
      ]);
    },
    compare(path, original, modified, names) {
      const holder = document.createElement('div');
      holder.className = 'uh-monaco';
      element.append(holder);
      place.hidden = true;
      const modelOf = (side: ComparedText) => {
        if (side === 'mine') return models.get(path) as TextModel;
        // Beside the reader's own file, so that its relative imports resolve; kept, because TypeScript may still be reading it.
        const name = path.replace(/(\.\w+)$/, `.${side.version}$1`);
        const model = compared.get(name) ?? monaco.editor.createModel(side.text, languageOf(path), uri(name));
        compared.set(name, model);
        return model;
      };
      const diff = monaco.editor.createDiffEditor(holder, {
        ...EDITOR_OPTIONS,
        theme: themeName(),
        readOnly: true,
        originalEditable: false,
        renderSideBySide: true,
        useInlineViewWhenSpaceIsLimited: true,
        // Its actions change files; and when the comparison closes while its width changes, it asks for them once too often.
        renderGutterMenu: false,
        // On a phone the ruler beside the scrollbar takes a word's width of every line.
        renderOverviewRuler: holder.clientWidth >= RULER_FROM_WIDTH,
      });
      diff.setModel({ original: modelOf(original), modified: modelOf(modified) });
      keepNamed(monaco, diff.getOriginalEditor(), names.original);
      keepNamed(monaco, diff.getModifiedEditor(), names.modified);
      const found = diff.onDidUpdateDiff(() => {
        found.dispose();
        diff.revealFirstDiff();
      });
      return () => {
        found.dispose();
        diff.dispose();
        holder.remove();
        place.hidden = false;
        editor.layout();
      };
    },
    dispose() {
      themed.disconnect();
      stopLint();
      opener.dispose();
      editor.dispose();
      for (const model of [...models.values(), ...compared.values()]) model.dispose();
    },
  };
}

/** A diff editor forgets the names of its sides whenever another of their options changes. */
function keepNamed(monaco: Monaco, side: ReturnType<ReturnType<Monaco['editor']['createDiffEditor']>['getOriginalEditor']>, ariaLabel: string): void {
  const name = () => {
    if (side.getOption(monaco.editor.EditorOption.ariaLabel) !== ariaLabel) side.updateOptions({ ariaLabel });
  };
  side.onDidChangeConfiguration(name);
  name();
}

/** A hidden editor has no width: what it is told is broken as for a phone. */
const MIN_COLUMNS = 36;
/** Narrower comparisons have no overview ruler, CSS px. */
const RULER_FROM_WIDTH = 480;

function themeName(): string {
  return CODE_THEMES[themeSide()];
}

const EDITOR_OPTIONS = {
  automaticLayout: true,
  fontSize: 13.5,
  lineHeight: 21,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  // Faded code does not reach the contrast that text needs.
  showUnused: false,
  bracketPairColorization: { enabled: false },
  tabSize: 2,
  padding: { top: 8, bottom: 8 },
  overviewRulerLanes: 0,
  fixedOverflowWidgets: true,
  stickyScroll: { enabled: false },
  renderLineHighlight: 'line',
  wordWrap: 'off',
  accessibilitySupport: 'auto',
  // Enter ends a line here: a suggestion that swallows it surprises people who know what they type.
  acceptSuggestionOnEnter: 'off',
  acceptSuggestionOnCommitCharacter: false,
} as const;

/** TypeScript's worker is asked about nothing that it cannot read: a schema in SQL, a note. */
function languageOf(path: string): string {
  if (path.endsWith('.json')) return 'json';
  return /\.[cm]?[jt]sx?$/.test(path) ? 'typescript' : 'plaintext';
}
