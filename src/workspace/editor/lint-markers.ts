import { getTypeScriptWorker } from 'monaco-editor/languages/features/typescript/register.js';
import { breakLines, widthOf } from './break-lines.ts';
import type { LintFinding } from './lint/lint.ts';
import type { Monaco } from './monaco.ts';
import type { LintWorker } from './typescript-worker.ts';

type TextModel = ReturnType<Monaco['editor']['createModel']>;

/** A finding in the reader's language. */
export interface LintText {
  readonly message: string;
  /** Address of the lesson that teaches it, and the words of the link. */
  readonly lesson: { readonly href: string; readonly text: string };
}

/** A pause in typing that is long enough to look, ms. */
const PAUSE_MS = 350;
const OWNER = 'lint';
const SOURCE = 'Unhandled';
/** Monaco's MarkerSeverity.Info: a hint to think about, no error. */
const INFO = 2;

/** What a finding says, and the room it is said in. */
export interface LintMarks {
  readonly textOf: (finding: LintFinding) => LintText;
  /** Characters that fit beside each other in the editor. */
  readonly columns: () => number;
}

/** Keeps the findings of these models marked, while they change. Returns what stops it. */
export function markFindings(monaco: Monaco, models: Iterable<TextModel>, marks: LintMarks): () => void {
  const stops = [...models].filter((model) => model.getLanguageId() === 'typescript').map((model) => keepMarked(monaco, model, marks));
  return () => {
    for (const stop of stops) stop();
  };
}

function keepMarked(monaco: Monaco, model: TextModel, marks: LintMarks): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => void markModel(monaco, model, marks).catch(reportError);
  const changed = model.onDidChangeContent(() => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
  look();
  return () => {
    clearTimeout(timer);
    changed.dispose();
  };
}

/** How often to ask whether Monaco has loaded its TypeScript mode, ms, and for how long: it tells nobody when it has. */
const ASK_MS = 50;
const ASK_FOR_MS = 30_000;

/** @throws when the mode cannot be loaded. */
async function typeScriptMode(): ReturnType<typeof getTypeScriptWorker> {
  for (const sinceMs = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, ASK_MS))) {
    try {
      return await getTypeScriptWorker();
    } catch (error) {
      if (performance.now() - sinceMs > ASK_FOR_MS) throw error;
    }
  }
}

async function markModel(monaco: Monaco, model: TextModel, marks: LintMarks): Promise<void> {
  if (model.isDisposed()) return;
  const worker = (await (await typeScriptMode())(model.uri)) as unknown as LintWorker;
  if (model.isDisposed()) return;
  const version = model.getVersionId();
  const findings = await worker.lintFile(model.uri.toString());
  // Offsets of a text that is no more would mark the wrong words: the next look is on its way.
  if (model.isDisposed() || model.getVersionId() !== version) return;
  monaco.editor.setModelMarkers(
    model,
    OWNER,
    findings.map((finding) => {
      const from = model.getPositionAt(finding.start);
      const to = model.getPositionAt(finding.start + finding.length);
      const { message, lesson } = marks.textOf(finding);
      return {
        severity: INFO,
        message: inColumns(message, lesson.text, marks.columns()),
        source: SOURCE,
        code: { value: lesson.text, target: monaco.Uri.parse(lesson.href) },
        startLineNumber: from.lineNumber,
        startColumn: from.column,
        endLineNumber: to.lineNumber,
        endColumn: to.column,
      };
    }),
  );
}

/** Monaco's widget does not wrap, and puts source and link after the last line: on a phone they were out of sight. */
function inColumns(message: string, link: string, columns: number): string {
  const broken = breakLines(message, columns);
  const lastLine = broken.slice(broken.lastIndexOf('\n') + 1);
  return widthOf(`${lastLine} ${SOURCE}(${link})`) > columns ? `${broken}\n` : broken;
}
