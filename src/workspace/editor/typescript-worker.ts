// Monaco's own TypeScript worker, with our lint beside it: both ask the same program, so nothing is parsed twice.
import { initialize, ts, TypeScriptWorker } from 'monaco-editor/languages/features/typescript/ts.worker.js';
import { type LintFinding, lint } from './lint/lint.ts';
import typesUrl from './types/koa.json?url';

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

/** What Monaco tells a program beside its own files, by address. */
type ExtraLibs = Record<string, { readonly content: string; readonly version: number }>;

/** The types of Node and of the labs' packages. @throws when they do not come. */
async function loadTypes(): Promise<ExtraLibs> {
  const response = await fetch(typesUrl);
  if (!response.ok) throw new Error(`The types of the labs' packages did not load: ${response.status} for ${typesUrl}`);
  const files = (await response.json()) as Record<string, string>;
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`file:///node_modules/${path}`, { content, version: 1 }]));
}

try {
  // Without them a program finds an error in every import: the page asks nothing until it hears that they are here.
  const extraLibs = await loadTypes();
  self.onmessage = () => {
    initialize((context, settings) => new LintingTypeScriptWorker(context, { ...settings, extraLibs }));
  };
  self.postMessage('ready');
} catch (error) {
  // The page asks for another worker by and by: a network that is away for a while is no fault of the program.
  console.warn(error);
  self.postMessage('failed');
}
