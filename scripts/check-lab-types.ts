// Type-checks every variant of every lab as it is run: base, start and variant laid over each other. What a reader opens must show no error that is not the lesson's.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { filesOf, type Variant, variantsOf } from '../packages/lab/src/index.ts';
import { lint } from '../src/workspace/editor/lint/lint.ts';
import { readRelease, RELEASES } from './incident/release.ts';
import { LABS, listLabs, readLab } from './read-lab.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Where the overlaid files would lie: nothing is written, but packages are found from there. */
const OVERLAYS = join(ROOT, '.cache', 'lab-types');

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2024.d.ts', 'lib.esnext.disposable.d.ts'],
  types: ['node'],
  typeRoots: [join(ROOT, 'node_modules/@types')],
  strict: true,
  noUncheckedIndexedAccess: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

/** All variants of all labs as one program, its files named for what they are. */
interface LabProgram {
  readonly program: ts.Program;
  /** By path in the program: "the-pager wrong/swallow src/routes/receipt.ts". */
  readonly names: ReadonlyMap<string, string>;
}

/** Problems as "the-pager wrong/swallow src/routes/receipt.ts:14: ...". */
export async function checkLabTypes(folder = LABS): Promise<string[]> {
  const { program, names } = await labProgram(folder);
  const errors = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, ' ');
    if (file === undefined) return message;
    return `${names.get(file.fileName) ?? relative(ROOT, file.fileName)}:${lineOf(file, start ?? 0)}: ${message}`;
  });
  return [
    ...errors,
    ...lintLabs({ program, names }, (name) => name.includes(' solution ')).map((finding) => `${finding}: the editor must find nothing in a solution`),
  ];
}

/** What the editor's lint says of the files that are chosen: "the-pager start src/routes/receipt.ts:14: released-late fd". */
export function lintLabs({ program, names }: LabProgram, chosen: (name: string) => boolean): string[] {
  const checker = program.getTypeChecker();
  return [...names].flatMap(([path, name]) => {
    const file = chosen(name) ? program.getSourceFile(path) : undefined;
    if (file === undefined) return [];
    return lint({ ts, checker, file }).map(
      ({ rule, start, name: about }) => `${name}:${lineOf(file, start)}: ${rule}${about === undefined ? '' : ` ${about}`}`,
    );
  });
}

export async function labProgram(folder = LABS): Promise<LabProgram> {
  const texts = new Map<string, string>();
  const names = new Map<string, string>();
  const own: string[] = [];
  for (const slug of listLabs(folder)) {
    const { source } = await readLab(slug, folder);
    own.push(join(folder, slug, 'checks.ts'));
    for (const variant of variantsOf(source)) {
      for (const [path, text] of Object.entries(filesOf(source, variant))) {
        const file = overlayPath(slug, variant, path);
        texts.set(file, text);
        names.set(file, `${slug} ${variant} ${path}`);
      }
    }
  }
  // The incident's service is no lab, and is held to the same types.
  for (const release of folder === LABS ? RELEASES : []) {
    for (const [path, text] of Object.entries(readRelease(release))) {
      const file = join(OVERLAYS, '_kettle', release, path);
      texts.set(file, text);
      names.set(file, `_kettle ${release} ${path}`);
    }
  }
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, directoryExists } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.directoryExists = (path) => path.startsWith(OVERLAYS) || (directoryExists?.(path) ?? existsSync(path));
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (file, options, ...rest) => {
    const text = texts.get(file);
    return text === undefined ? getSourceFile(file, options, ...rest) : ts.createSourceFile(file, text, options, true);
  };
  const program = ts.createProgram([...[...texts.keys()].filter((file) => file.endsWith('.ts')), ...own], OPTIONS, host);
  return { program, names };
}

function lineOf(file: ts.SourceFile, offset: number): number {
  return file.getLineAndCharacterOfPosition(offset).line + 1;
}

function overlayPath(slug: string, variant: Variant, path: string): string {
  return join(OVERLAYS, slug, variant, path);
}

if (import.meta.main) {
  const problems = await checkLabTypes();
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
