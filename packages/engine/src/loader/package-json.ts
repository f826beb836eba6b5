import { ModuleError } from './module-errors.ts';

/** What loading modules looks at on the disk. */
export interface ResolverFiles {
  isFile(path: string): boolean;
  isDirectory(path: string): boolean;
  /** The path without symbolic links; the path itself when nothing is there. */
  realPath(path: string): string;
  readText(path: string): string;
}

/** The fields of a package.json that decide where its modules are. */
export interface PackageJson {
  /** Folder that the file is in, without a slash at its end. */
  readonly folder: string;
  readonly name: string | undefined;
  readonly main: string | undefined;
  readonly type: string | undefined;
  readonly exports: unknown;
  readonly imports: unknown;
}

/** Asked for by whom: for the error when the file is no JSON. */
export interface Asked {
  readonly specifier: string;
  readonly importer: string;
}

/** @throws {ModuleError} ERR_INVALID_PACKAGE_CONFIG. */
export function readPackageJson(files: ResolverFiles, folder: string, asked?: Asked): PackageJson | undefined {
  const path = `${folder}/package.json`;
  if (!files.isFile(path)) return undefined;
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(files.readText(path).replace(/^\ufeff/, '')) as Record<string, unknown>;
  } catch {
    const why = asked === undefined ? '' : ` while importing "${asked.specifier}" from ${asked.importer}`;
    throw new ModuleError('ERR_INVALID_PACKAGE_CONFIG', `Invalid package config ${path}${why}.`);
  }
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const { name, main, type, exports, imports } = fields ?? {};
  return { folder, name: text(name), main: text(main), type: text(type), exports: exports ?? undefined, imports: imports ?? undefined };
}

/** The nearest package.json above a file: it stops at a folder named node_modules, as packages do. */
export function packageScope(files: ResolverFiles, file: string): PackageJson | undefined {
  for (let folder = parentOf(file); ; folder = parentOf(folder)) {
    if (folder.endsWith('/node_modules')) return undefined;
    const found = readPackageJson(files, folder);
    if (found !== undefined || folder === '') return found;
  }
}

/** The folder of a path, without a slash at its end: that of `/x` is ''. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Whether Node would treat the file as CommonJS: by extension, else by the package's "type", else by its syntax. */
export function isCommonJs(files: ResolverFiles, path: string): boolean {
  if (/\.c[jt]s$/.test(path)) return true;
  if (/\.m[jt]s$/.test(path)) return false;
  const type = packageScope(files, path)?.type;
  if (type === 'module' || type === 'commonjs') return type === 'commonjs';
  // Inside node_modules Node looks at the syntax, too.
  return !hasModuleSyntax(files.readText(path));
}

/** Statements that only an ES module can have at a line's start. */
export function hasModuleSyntax(source: string): boolean {
  return (
    /^\s*(?:import\b\s*(?![\s(.])|import\s+[\w{*'"$]|export\s*[{*]|export\s+(?:default|const|let|var|function|class|async)\b)/m.test(source) ||
    /\bimport\.meta\b/.test(source.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|"[^"\n]*"|`[^`]*`/g, ''))
  );
}
