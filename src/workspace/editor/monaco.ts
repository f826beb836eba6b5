import * as monaco from 'monaco-editor/editor.js';
import 'monaco-editor/features/bracketMatching/register.js';
import 'monaco-editor/features/caretOperations/register.js';
import 'monaco-editor/features/clipboard/register.js';
import 'monaco-editor/features/comment/register.js';
import 'monaco-editor/features/contextmenu/register.js';
import 'monaco-editor/features/cursorUndo/register.js';
import 'monaco-editor/features/diffEditor/register.js';
import 'monaco-editor/features/find/register.js';
import 'monaco-editor/features/format/register.js';
import 'monaco-editor/features/gotoError/register.js';
import 'monaco-editor/features/gotoLine/register.js';
import 'monaco-editor/features/gotoSymbol/register.js';
import 'monaco-editor/features/hover/register.js';
import 'monaco-editor/features/indentation/register.js';
import 'monaco-editor/features/linesOperations/register.js';
import 'monaco-editor/features/multicursor/register.js';
import 'monaco-editor/features/parameterHints/register.js';
import 'monaco-editor/features/quickCommand/register.js';
import 'monaco-editor/features/quickOutline/register.js';
import 'monaco-editor/features/referenceSearch/register.js';
import 'monaco-editor/features/rename/register.js';
import 'monaco-editor/features/suggest/register.js';
import 'monaco-editor/features/toggleTabFocusMode/register.js';
import 'monaco-editor/features/wordOperations/register.js';
import 'monaco-editor/languages/definitions/typescript/register.js';
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register.js';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import { KeptLoads } from '../kept-loads.ts';
import { whenIdle } from '../when-idle.ts';
import { installColours } from './colours.ts';
import type { KnownFile } from './known-lines.ts';
import { linkMonacoStylesheet } from './monaco-stylesheet.ts';
import TypeScriptWorker from './typescript-worker.ts?worker';

export type Monaco = typeof monaco;

const loads = new KeptLoads<Monaco>();

/**
 * Monaco with TypeScript and the site's colours. Loaded once, on Start.
 * @param known what {@link installColours} takes, at the first call
 * @throws when a part of it does not come: the next call asks again.
 */
export function loadMonaco(known: readonly KnownFile[]): Promise<Monaco> {
  return loads.get('monaco', () => setUp(known));
}

async function setUp(known: readonly KnownFile[]): Promise<Monaco> {
  addEventListener('unhandledrejection', leaveOutCancelled);
  globalThis.MonacoEnvironment = {
    getWorker: (_id: string, label: string) => (label === 'typescript' || label === 'javascript' ? typeScriptWorker() : new EditorWorker()),
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
  await Promise.all([installColours(monaco, known), linkMonacoStylesheet()]);
  return monaco;
}

/** What is called off, a list that is closed while it opens, Monaco rejects with this name and hands to nobody: it is no error. */
function leaveOutCancelled(event: PromiseRejectionEvent): void {
  if (event.reason instanceof Error && event.reason.name === 'Canceled') event.preventDefault();
}

/** Pause before the worker is asked for again, ms: the first, which doubles, and the longest. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * The compiler and the types are the most that a lab loads: they come when the reader waits for nothing else.
 * What Monaco asks meanwhile waits for them, and also for a network that is away.
 */
async function typeScriptWorker(): Promise<Worker> {
  await whenIdle();
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const worker = new TypeScriptWorker();
    if (await isReady(worker)) return worker;
    worker.terminate();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** False when it could not load; the console says why. */
function isReady(worker: Worker): Promise<boolean> {
  return new Promise((resolve) => {
    worker.addEventListener('message', ({ data }) => resolve(data === 'ready'), { once: true });
    worker.addEventListener('error', () => resolve(false), { once: true });
  });
}
