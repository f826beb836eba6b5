import { getTypeScriptWorker } from 'monaco-editor/languages/features/typescript/register.js';
import type { LintFinding } from './lint/lint.ts';
import { type Monaco, typesLoaded } from './monaco.ts';
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
/** Monaco's MarkerSeverity.Info: a hint to think about, no error. */
const INFO = 2;

/** Keeps the findings of these models marked, while they change. Returns what stops it. */
export function markFindings(monaco: Monaco, models: Iterable<TextModel>, textOf: (finding: LintFinding) => LintText): () => void {
  const stops = [...models].filter((model) => model.getLanguageId() === 'typescript').map((model) => keepMarked(monaco, model, textOf));
  return () => {
    for (const stop of stops) stop();
  };
}

function keepMarked(monaco: Monaco, model: TextModel, textOf: (finding: LintFinding) => LintText): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => void markModel(monaco, model, textOf).catch(reportError);
  const changed = model.onDidChangeContent(() => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
  void typesLoaded().then(look);
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

async function markModel(monaco: Monaco, model: TextModel, textOf: (finding: LintFinding) => LintText): Promise<void> {
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
      const { message, lesson } = textOf(finding);
      return {
        severity: INFO,
        message,
        source: 'Unhandled',
        code: { value: lesson.text, target: monaco.Uri.parse(lesson.href) },
        startLineNumber: from.lineNumber,
        startColumn: from.column,
        endLineNumber: to.lineNumber,
        endColumn: to.column,
      };
    }),
  );
}
