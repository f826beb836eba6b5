import * as monaco from 'monaco-editor/editor.js';
import 'monaco-editor/features/bracketMatching/register.js';
import 'monaco-editor/features/caretOperations/register.js';
import 'monaco-editor/features/clipboard/register.js';
// The TypeScript mode brings these three too, but after the first editor, when it is too late for their services.
import 'monaco-editor/features/codelens/register.js';
import 'monaco-editor/features/documentSymbols/register.js';
import 'monaco-editor/features/dropOrPasteInto/register.js';
import 'monaco-editor/features/comment/register.js';
import 'monaco-editor/features/contextmenu/register.js';
import 'monaco-editor/features/cursorUndo/register.js';
import 'monaco-editor/features/diffEditor/register.js';
import 'monaco-editor/features/find/register.js';
import 'monaco-editor/features/format/register.js';
import 'monaco-editor/features/gotoError/register.js';
import 'monaco-editor/features/gotoSymbol/register.js';
import 'monaco-editor/features/hover/register.js';
import 'monaco-editor/features/indentation/register.js';
import 'monaco-editor/features/linesOperations/register.js';
import 'monaco-editor/features/multicursor/register.js';
import 'monaco-editor/features/parameterHints/register.js';
import 'monaco-editor/features/rename/register.js';
import 'monaco-editor/features/suggest/register.js';
import 'monaco-editor/features/toggleTabFocusMode/register.js';
import 'monaco-editor/features/wordOperations/register.js';
import 'monaco-editor/languages/definitions/typescript/register.js';
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register.js';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import { KeptLoads } from '../kept-loads.ts';
import { installColours } from './colours.ts';
import { linkMonacoStylesheet } from './monaco-stylesheet.ts';
import TypeScriptWorker from './typescript-worker.ts?worker';

export type Monaco = typeof monaco;

const loads = new KeptLoads<Monaco>();

/** Monaco with TypeScript and the site's colours. Loaded once, on Start. @throws when a part of it does not come: the next call asks again. */
export function loadMonaco(): Promise<Monaco> {
  return loads.get('monaco', setUp);
}

async function setUp(): Promise<Monaco> {
  globalThis.MonacoEnvironment = {
    getWorker: (_id: string, label: string) => (label === 'typescript' || label === 'javascript' ? new TypeScriptWorker() : new EditorWorker()),
  };
  // Numbers are TypeScript's own enums: ESNext modules, resolved as a bundler does, so that './x.ts' imports work.
  typescriptDefaults.setCompilerOptions({
    target: 99,
    module: 99,
    moduleResolution: 100 as never,
    lib: ['esnext'],
    types: ['node'],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    esModuleInterop: true,
    resolveJsonModule: true,
    skipLibCheck: true,
  });
  typescriptDefaults.setEagerModelSync(true);
  // Types come a little later than the editor; until then it must not cry wolf.
  typescriptDefaults.setDiagnosticsOptions({ noSemanticValidation: true });
  await Promise.all([installColours(monaco), linkMonacoStylesheet()]);
  return monaco;
}

const typeLoads = new KeptLoads<void>();

/** Resolves when the editor knows the types of Node and of the labs' packages: fetched when first asked for, after the editor stands. */
export function typesLoaded(): Promise<void> {
  return typeLoads.get('koa', async () => {
    const { default: files } = await import('./types/koa.json');
    typescriptDefaults.setExtraLibs(
      Object.entries(files as Record<string, string>).map(([path, content]) => ({ filePath: `file:///node_modules/${path}`, content })),
    );
    typescriptDefaults.setDiagnosticsOptions({ noSemanticValidation: false });
  });
}
