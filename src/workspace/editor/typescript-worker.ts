// Monaco's own TypeScript worker, with our lint beside it: both ask the same program, so nothing is parsed twice.
import { initialize, ts, TypeScriptWorker } from 'monaco-editor/languages/features/typescript/ts.worker.js';
import { type LintFinding, lint } from './lint/lint.ts';

/** What the page may ask beyond what Monaco asks. */
export interface LintWorker {
  /** @param uri of an open model. Nothing for a file that the program does not know (any more). */
  lintFile(uri: string): Promise<LintFinding[]>;
}

class LintingTypeScriptWorker extends TypeScriptWorker implements LintWorker {
  async lintFile(uri: string): Promise<LintFinding[]> {
    const program = this.getLanguageService().getProgram();
    const file = program?.getSourceFile(uri);
    if (program === undefined || file === undefined) return [];
    return lint({ ts: ts.typescript, checker: program.getTypeChecker(), file });
  }
}

self.onmessage = () => {
  initialize((context, settings) => new LintingTypeScriptWorker(context, settings));
};
